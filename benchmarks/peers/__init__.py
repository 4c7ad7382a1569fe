"""The same work on hnu.jgzf and on what a user would pick otherwise: see benchmarks/README.md."""
