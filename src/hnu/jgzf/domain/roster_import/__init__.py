"""Loading master data: what a file would change, and changing it."""
