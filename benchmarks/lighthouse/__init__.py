"""Lighthouse, as a phone on a slow line: pages of ours beside bare pages of Plone."""
