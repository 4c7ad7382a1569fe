"""A peak day on several Zope processes, with locust as the people: ``make peak``."""
