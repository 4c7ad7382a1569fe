"""Exceptions in the log without their texts, which could name persons."""

import traceback


def log(logger, what, error):
    """Log ``what`` failed, the kind of ``error`` and where it was raised.

    A traceback shows lines of code and no values; the exception's own words are left out, and with
    them those of every exception behind it.
    """
    places = "".join(traceback.format_tb(error.__traceback__))
    logger.error("%s: %s\n%s", what, type(error).__name__, places.rstrip())
