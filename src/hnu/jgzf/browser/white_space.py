"""White space that no browser shows: a fifth of the wall's HTML was indentation of templates."""

# No-break and ideographic spaces are text.
SPACES = " \t\r"
# Text that browsers or scripts take as it stands
VERBATIM = frozenset(("pre", "textarea", "script", "style"))


def without_indentation(element):
    """Change ``element`` of a page (lxml) and what is in it, in place."""
    if element.text:
        element.text = shortened(element.text)
    for child in element:
        # Comments have a function for a tag.
        if isinstance(child.tag, str) and child.tag not in VERBATIM:
            without_indentation(child)
        if child.tail:
            child.tail = shortened(child.tail)


def shortened(text):
    """``text`` with its white space as short as a browser makes it.

    The spaces around a line break go, and the break stays, as ``white-space: pre-line`` has it; of
    white space alone one character is left.
    """
    if not text.strip(SPACES + "\n"):
        return "\n" if "\n" in text else " "
    lines = text.split("\n")
    lines[1:] = [line.lstrip(SPACES) for line in lines[1:]]
    lines[:-1] = [line.rstrip(SPACES) for line in lines[:-1]]
    return "\n".join(lines)
