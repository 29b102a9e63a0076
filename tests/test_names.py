"""The names that packages offer, so that none comes or goes unseen."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "stereo_ja"
LISTED = Path(__file__).parent / "data" / "public_names.json"
KNOWN: dict[str, list[str]] = json.loads(LISTED.read_text(encoding="utf-8"))
PACKAGES = sorted(
    ".".join(("stereo_ja", *path.parent.relative_to(PACKAGE).parts))
    for path in PACKAGE.rglob("__init__.py")
)


def test_every_package_is_listed():
    assert sorted(KNOWN) == PACKAGES, f"bring {LISTED} up to date"


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_offers_the_names_that_are_listed(name):
    package = importlib.import_module(name)
    offered = list(getattr(package, "__all__", []))
    assert sorted(offered) == KNOWN.get(name), f"bring {LISTED} up to date"
    assert len(set(offered)) == len(offered)
    assert [one for one in offered if not hasattr(package, one)] == []
