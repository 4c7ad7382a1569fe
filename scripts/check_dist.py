"""Do the sdist and the wheel hold the whole add-on, once, and does Plone start with the wheel?

Builds both from a copy of the files git knows or would add, so that leftovers of earlier builds
have no part in it. Installs the wheel into an environment of its own, with the pinned Plone and
without this working tree, and runs scripts/start_plone.py there.
"""

from pathlib import Path
from zipfile import ZipFile
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile


ROOT = Path(__file__).resolve().parent.parent
# What must not be lost, whatever else may be: profiles, templates, compiled translations.
WANTED = ("/profiles/default/metadata.xml", ".zcml", ".pt", ".mo")


class DistError(Exception):
    """A distribution is wrong; the message says how."""


def run(*command, cwd):
    """Run quietly; on failure show everything the command said."""
    result = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={
            **{name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"},
            "UV_PYTHON_DOWNLOADS": "never",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if result.returncode:
        raise DistError(f"{' '.join(map(str, command))} failed:\n{result.stdout}")
    return result.stdout


def copy_sources(target):
    """Copy the files of the repository, symlinks as symlinks; return those under src/."""
    listing = run(
        "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT
    ).split("\0")
    names = [name for name in listing if name and os.path.lexists(ROOT / name)]
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target / name, follow_symlinks=False)
    return {name for name in names if name.startswith("src/")}


def compare(what, found, expected):
    """``found`` is a list of names: each expected name once, nothing else."""
    twice = sorted({name for name in found if found.count(name) > 1})
    missing = sorted(expected - set(found))
    excess = sorted(set(found) - expected)
    lost = [suffix for suffix in WANTED if not any(name.endswith(suffix) for name in found)]
    for problem, names in (
        ("holds twice", twice),
        ("lacks", missing),
        ("should not hold", excess),
        ("holds no file that ends with", lost),
    ):
        if names:
            raise DistError(f"the {what} {problem}: {', '.join(names)}")


def check_sdist(path, sources):
    with tarfile.open(path) as archive:
        members = archive.getmembers()
    links = [member.name for member in members if member.issym() or member.islnk()]
    if links:
        raise DistError(f"the sdist holds links: {', '.join(links)}")
    names = [member.name.split("/", 1)[1] for member in members if member.isfile()]
    inside = [name for name in names if name.startswith("src/") and ".egg-info/" not in name]
    compare("sdist", inside, sources)
    # The profiles are there under src/, not a second time through the symlink at the top.
    doubled = [name for name in names if name.startswith("profiles")]
    if doubled:
        raise DistError(f"the sdist holds the profiles twice: {', '.join(doubled)}")


def check_wheel(path, sources):
    with ZipFile(path) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
    inside = [name for name in names if ".dist-info/" not in name]
    compare("wheel", inside, {name.removeprefix("src/") for name in sources})


def check_start(wheel, work):
    """Install the wheel, its pinned dependencies and Plone into an empty environment; start."""
    environment = work / "venv"
    python = environment / "bin" / "python"
    uv = Path(sys.executable).parent / "uv"
    run(uv, "venv", "--python", sys.executable, environment, cwd=work)
    run(
        *(uv, "pip", "install", "--python", python, "--constraint", ROOT / "constraints.txt"),
        *("Plone", wheel),
        cwd=work,
    )
    script = shutil.copy(ROOT / "scripts" / "start_plone.py", work)
    return run(python, "-I", script, work / "instance", cwd=work)


def main():
    with tempfile.TemporaryDirectory(prefix="jgzf-dist-") as folder:
        work = Path(folder)
        tree = work / "tree"
        dist = work / "dist"
        sources = copy_sources(tree)
        run(sys.executable, "-m", "build", "--no-isolation", "--outdir", dist, tree, cwd=work)
        (sdist,) = dist.glob("*.tar.gz")
        (wheel,) = dist.glob("*.whl")
        check_sdist(sdist, sources)
        check_wheel(wheel, sources)
        print(f"dist: {sdist.name} and {wheel.name} hold all {len(sources)} files of src/, once")
        print(check_start(wheel, work).strip().splitlines()[-1])


if __name__ == "__main__":
    try:
        main()
    except DistError as error:
        sys.exit(f"dist: {error}")
