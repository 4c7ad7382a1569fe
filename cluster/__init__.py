"""Several Zope clients on one machine, to try what docs/operations.md says: ``make cluster``."""
