"""Where events of Zope and Plone meet the rules: a few lines each."""
