"""A security scanner at the demonstration, and at a bare Plone: ``make scan``, docs/security.md."""
