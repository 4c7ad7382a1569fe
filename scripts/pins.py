"""One source of pins: requirements.in → constraints.txt (uv, pip) → versions.cfg (buildout).

python scripts/pins.py           resolve anew, newest versions that fit, and write both files
python scripts/pins.py --check   offline: do the three files agree, and is every name pinned?
"""

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pathlib import Path
import argparse
import os
import subprocess
import sys


ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements.in"
CONSTRAINTS = ROOT / "constraints.txt"
VERSIONS = ROOT / "versions.cfg"

# The oldest Python the add-on supports (setup.py); the resolution is universal above it.
PYTHON_VERSION = "3.11"

HEADER = "# Written by scripts/pins.py: change requirements.in, then `make pins`.\n"

# Buildout looks itself and its recipes up under these names, not under the normalised ones.
DOTTED = {canonicalize_name(name): name for name in ("zc.buildout", "zc.recipe.egg")}


class PinsError(Exception):
    """The pins contradict each other or are incomplete; the message says what to do."""


def resolve():
    """Have uv resolve requirements.in into constraints.txt."""
    subprocess.run(
        [
            "uv",
            "pip",
            "compile",
            "--quiet",
            "--universal",
            f"--python-version={PYTHON_VERSION}",
            "--upgrade",
            "--no-header",
            "--no-annotate",
            "--no-emit-index-url",
            "--no-emit-find-links",
            f"--output-file={CONSTRAINTS.name}",
            REQUIREMENTS.name,
        ],
        check=True,
        cwd=ROOT,
        # The uv of this environment first, and no toolchain fetched behind our back.
        env={
            **os.environ,
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
            "UV_PYTHON_DOWNLOADS": "never",
        },
    )


def requirements(path):
    """The requirements of a file, one a line; comments and blank lines left out."""
    lines = (line.split("#", 1)[0].strip() for line in path.read_text().splitlines())
    return [Requirement(line) for line in lines if line]


def pins():
    """{normalised name: version} of constraints.txt, markers left out.

    A pin for another platform does no harm in versions.cfg, where nothing asks for it.
    Two versions of one name cannot be said there: PinsError.
    """
    result = {}
    for requirement in requirements(CONSTRAINTS):
        name = canonicalize_name(requirement.name)
        specifiers = list(requirement.specifier)
        if len(specifiers) != 1 or specifiers[0].operator != "==":
            raise PinsError(f"constraints.txt: {requirement} is no pin; run `make pins`")
        if name in result:
            raise PinsError(
                f"constraints.txt: {name} has two versions for different Pythons or platforms; "
                "cap it in requirements.in so that one fits all, then run `make pins`"
            )
        result[name] = specifiers[0].version
    return result


def versions_cfg():
    """The text of versions.cfg that constraints.txt gives."""
    lines = [f"{DOTTED.get(name, name)} = {version}" for name, version in sorted(pins().items())]
    return HEADER + "\n".join(["[versions]", *lines]) + "\n"


def check():
    """Raise PinsError unless the three files agree."""
    pinned = pins()
    for requirement in requirements(REQUIREMENTS):
        version = pinned.get(canonicalize_name(requirement.name))
        if version is None:
            raise PinsError(f"constraints.txt does not pin {requirement.name}; run `make pins`")
        if not requirement.specifier.contains(version, prereleases=True):
            raise PinsError(
                f"constraints.txt pins {requirement.name} to {version}, which requirements.in "
                "does not allow; run `make pins`"
            )
    if not VERSIONS.exists() or VERSIONS.read_text() != versions_cfg():
        raise PinsError("versions.cfg is not what constraints.txt gives; run `make pins`")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="only compare, write nothing")
    options = parser.parse_args()
    try:
        if not options.check:
            resolve()
            VERSIONS.write_text(versions_cfg())
        check()
    except PinsError as error:
        sys.exit(f"pins: {error}")
    print(f"pins: {len(pins())} names, requirements.in, constraints.txt and versions.cfg agree")


if __name__ == "__main__":
    main()
