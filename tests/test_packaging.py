"""What the code imports is declared in ``pyproject.toml``, in a place where it is installed."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[1]
OURS = {"stereo_ja", "tests", "tools", "benchmarks"}
# Python 3.10 has no tomllib of its own; there tomli is imported in its place.
STANDARD = sys.stdlib_module_names | {"tomllib"}
LOOKED_UP = {"importorskip", "import_module", "find_spec"}
# Where it is not installed, a module is taken to have the name of its distribution, but for these.
NAMES = {"yaml": "pyyaml", "sklearn": "scikit-learn"}


def declared() -> dict[str, set[str]]:
    """The distributions of ``base`` and of each extra."""
    project = _project()
    lists = {"base": project["dependencies"], **project["optional-dependencies"]}
    return {
        part: {_canonical(Requirement(line).name) for line in lines}
        for part, lines in lists.items()
    }


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """The outer names of the modules that a file imports, and whether loading the file does it."""
    yield from _imports(ast.parse(path.read_text(encoding="utf-8")), loading=True)


def undeclared(path: Path, allowed: set[str], later: set[str]) -> list[str]:
    """What ``path`` imports and neither ``allowed`` nor, inside functions, ``later`` names."""
    known = _installed()
    wrong = set()
    for module, loading in imports(path):
        if module in OURS or module in STANDARD:
            continue
        names = {_canonical(name) for name in known.get(module, [NAMES.get(module, module)])}
        if not names & (allowed if loading else allowed | later):
            wrong.add(f"{module} in {path.name}")
    return sorted(wrong)


def test_the_package_needs_nothing_undeclared():
    parts = declared()
    extras = parts["hf"] | parts["api"] | parts["report"]
    wrong = [
        fault
        for path in sorted((ROOT / "stereo_ja").rglob("*.py"))
        for fault in undeclared(path, parts["base"], extras)
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", ["tests", "tools", "benchmarks"])
def test_what_is_used_in_development_is_in_an_extra(folder):
    everything = set().union(*declared().values())
    wrong = [
        fault
        for path in sorted((ROOT / folder).rglob("*.py"))
        for fault in undeclared(path, everything, set())
    ]
    assert wrong == []


def test_an_undeclared_import_is_seen(tmp_path):
    path = tmp_path / "module.py"
    path.write_text(
        "from typing import TYPE_CHECKING\nimport yaml.nodes\nimport nowhere\n"
        "if TYPE_CHECKING:\n    import torch\n"
        "def f():\n    import torch, elsewhere\n    import_module('hidden.part')\n"
    )
    found = undeclared(path, {"pyyaml"}, {"torch"})
    assert found == [f"{name} in module.py" for name in ("elsewhere", "hidden", "nowhere")]


def test_the_harness_is_bounded_alike_everywhere():
    project = _project()
    lists = {"base": project["dependencies"], **project["optional-dependencies"]}
    bounds = {
        part: {
            str(requirement.specifier)
            for requirement in map(Requirement, lines)
            if _canonical(requirement.name) == "lm-eval"
        }
        for part, lines in lists.items()
    }
    assert bounds["base"] == bounds["api"] == bounds["dev"]
    (bound,) = (Requirement(line).specifier for line in lists["base"] if "lm-eval" in line)
    assert Version("0.4.13") in bound
    assert not bound.contains("0.5.0.dev1", prereleases=True)


def test_every_python_of_the_classifiers_is_allowed():
    project = _project()
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    assert named == ["3.10", "3.11", "3.12", "3.13"]
    assert project["requires-python"] == f">={named[0]}"


def _imports(node: ast.AST, *, loading: bool) -> Iterator[tuple[str, bool]]:
    for child in ast.iter_child_nodes(node):
        names = []
        if isinstance(child, ast.Import):
            names = [alias.name for alias in child.names]
        elif isinstance(child, ast.ImportFrom) and not child.level and child.module:
            names = [child.module]
        elif isinstance(child, ast.Call):
            names = _looked_up(child)
        for name in names:
            yield name.partition(".")[0], loading
        inside = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)) or (
            isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        )
        yield from _imports(child, loading=loading and not inside)


def _looked_up(call: ast.Call) -> list[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in LOOKED_UP and call.args and isinstance(call.args[0], ast.Constant):
        return [str(call.args[0].value)]
    return []


@cache
def _installed() -> Mapping[str, list[str]]:
    return packages_distributions()


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _project() -> dict[str, Any]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["project"])
