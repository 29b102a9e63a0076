"""The data flows one way: a folder imports from folders before it, and modules stay small."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "stereo_ja"
ROOMS = (
    "errors", "jsontext", "version", "plugins", "registry", "secrets", "stats", "benchmark",
    "store", "service", "reading", "scoring", "judging", "pipeline", "metrics", "runs", "findings",
    "compare", "report",
    "leaderboard", "export", "harness", "rescore", "demo", "doctor", "cli",
)  # fmt: skip
"""In the order of docs/architecture.md."""
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    parts = [name.split(".") for name in names]
    return {one[1] for one in parts if one[0] == "stereo_ja" and len(one) > 1}


def test_every_room_has_its_place():
    assert {room(path) for path in MODULES} - {"__init__", "__main__"} == set(ROOMS)


@pytest.mark.parametrize("name", ROOMS)
def test_no_import_runs_upward(name):
    allowed = set(ROOMS[: ROOMS.index(name) + 1])
    for path in MODULES:
        if room(path) == name:
            assert imported(path) <= allowed, path


def test_modules_are_small():
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert statistics.median(lines.values()) <= 75
    assert {path.name: n for path, n in lines.items() if n > 250} == {}
