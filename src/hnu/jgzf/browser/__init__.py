"""Pages. Each reads through ``domain`` and writes through it."""
