"""Rules as tests, in the folders of ``src``: CONTRIBUTING.md, Tests."""
