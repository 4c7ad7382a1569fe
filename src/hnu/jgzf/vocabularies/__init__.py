"""Vocabularies for the webmaster's forms."""
