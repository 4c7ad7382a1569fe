"""On what it was measured: hardware and versions, nothing that names the machine."""

from importlib.metadata import version
from pathlib import Path
import os
import platform
import re


PACKAGES = ("Products.CMFPlone", "Zope", "ZODB", "BTrees", "plone.restapi", "waitress")


def describe():
    """Lines of text."""
    memory = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())[1])
    processor = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return [
        f"{processor[1] if processor else platform.machine()}, "
        f"{len(os.sched_getaffinity(0))} cores, {memory / 2**20:.1f} GiB",
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        packages,
    ]


def load():
    """The load average of the last minute, as text."""
    return f"{os.getloadavg()[0]:.1f}"
