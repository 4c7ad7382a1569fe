"""The demonstration: an invented university for the profile ``hnu.jgzf:demo``, nothing else.

Texts, people and dates lie in ``data``; the modules enter them by the rules of ``domain``, in the
name of the people concerned, as if it had happened over the past five weeks.
"""
