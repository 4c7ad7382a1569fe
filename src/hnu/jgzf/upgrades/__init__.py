"""What brings an installation of an earlier version to what a fresh one is: one module a version.

A step adds what is new and leaves alone what a webmaster may have changed. Each has its test with
data that were made by the version before (tests/upgrades).
"""
