"""REST, one module for each noun; rules are in ``domain``."""
