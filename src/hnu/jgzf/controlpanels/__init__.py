"""The webmaster's panels."""
