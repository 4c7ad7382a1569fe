"""What axe-core finds in our part of a page."""

from axe_playwright_python.sync_playwright import Axe


def violations(page):
    """Ids of the rules that are broken inside ``div.jgzf``, each with the elements concerned."""
    found = Axe().run(page, context="div.jgzf").response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]
