"""Are the change fragments in news/ such that the changelog can be made of them?

Towncrier itself only leaves out a file whose name it does not understand.
"""

from pathlib import Path
import re
import subprocess
import sys
import tomllib


ROOT = Path(__file__).resolve().parent.parent
NEWS = ROOT / "news"


def problems():
    """What is wrong with the fragments, one sentence each."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    kinds = [kind["directory"] for kind in settings["tool"]["towncrier"]["type"]]
    # An issue's number, or "+" and a few words where there is none.
    name = re.compile(rf"(\d+|\+[a-z0-9-]+)\.({'|'.join(kinds)})(\.\d+)?\.md")
    for path in sorted(NEWS.iterdir()):
        if path.name == ".gitkeep":
            continue
        if not name.fullmatch(path.name):
            yield f"{path.name}: call it +WORDS.KIND.md or NUMBER.KIND.md, KIND one of {kinds}"
        elif not path.read_text(encoding="utf-8").strip():
            yield f"{path.name} is empty: say what changed for whoever uses it"


def main():
    found = [f"news/{problem}" for problem in problems()]
    if found:
        sys.exit("\n".join(found))
    draft = subprocess.run(
        [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if draft.returncode:
        sys.exit(draft.stdout)
    print("news: the changelog can be made")


if __name__ == "__main__":
    main()
