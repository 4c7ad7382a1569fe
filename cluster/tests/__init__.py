"""The main way, many at once, and a client that is killed: ``make cluster-test``."""
