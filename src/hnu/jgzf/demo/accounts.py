"""Accounts of the demonstration, all with one password."""

from hnu.jgzf.demo import files
from plone import api
import os


PASSWORD = "Jgzf-demo-2026"


def password():
    """The password from the environment variable ``JGZF_DEMO_PASSWORD``, or a known one."""
    return os.environ.get("JGZF_DEMO_PASSWORD") or PASSWORD


def add_accounts():
    """Create everybody who can log in.

    :raises ValueError: where an account of that name exists already: it is somebody's; and for a
        password that the site's rules do not allow.
    """
    secret = password()
    for row in files.rows("accounts.csv"):
        api.user.create(
            username=row["userid"],
            email=row["email"],
            password=secret,
            properties={"fullname": row["fullname"]},
        )
        if row["role"]:
            api.user.grant_roles(username=row["userid"], roles=[row["role"]])


def full_names():
    """User id → full name."""
    return {row["userid"]: row["fullname"] for row in files.rows("accounts.csv")}
