"""Imports go downwards only. ``make lint`` draws the same picture with import-linter."""

from pathlib import Path
import ast
import hnu.jgzf
import tomllib


PACKAGE = Path(hnu.jgzf.__file__).parent


def layers():
    """Names of modules at the top of the package, from the top layer to the bottom."""
    settings = tomllib.loads((PACKAGE.parents[2] / "pyproject.toml").read_text())
    for contract in settings["tool"]["importlinter"]["contracts"]:
        if contract["id"] == "layers":
            return [
                {name.strip(" ()") for name in layer.replace(":", "|").split("|")}
                for layer in contract["layers"]
            ]
    raise LookupError("layers")


def imported(module):
    """Names of modules at the top of the package that ``module`` (a path) imports."""
    for node in ast.walk(ast.parse(module.read_text())):
        names = []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            if name.startswith("hnu.jgzf."):
                yield name.split(".")[2]


def test_no_module_imports_from_a_layer_above():
    order = {name: number for number, names in enumerate(layers()) for name in names}
    upwards = []
    for module in PACKAGE.rglob("*.py"):
        path = module.relative_to(PACKAGE)
        own = path.parts[0].removesuffix(".py")
        if own == "__init__":
            continue
        assert own in order, f"{path} has no layer in pyproject.toml"
        upwards += [
            f"{path} imports {name}"
            for name in imported(module)
            if name in order and order[name] < order[own]
        ]
    assert upwards == []


def test_the_package_itself_imports_nothing_of_its_own():
    assert list(imported(PACKAGE / "__init__.py")) == []
