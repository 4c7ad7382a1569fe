"""Telling people: what, whom, how, and the worker that does it after the fact is stored."""
