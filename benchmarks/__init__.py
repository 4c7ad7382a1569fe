"""What the add-on costs, measured against what Plone itself costs: ``make bench``, README.md."""
