"""Faults that a server room has: killed, full, read-only, dead or wound back (README.md)."""
