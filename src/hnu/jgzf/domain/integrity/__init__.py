"""Whether everything that is kept beside the cases agrees with them, and mending what does not.

``examination`` walks through all content once and asks each check; ``mending`` does what a finding
says can be derived from content. ``scripts/check.py`` calls both.
"""
