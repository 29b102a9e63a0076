"""Templates, style sheets and scripts of the page, from the files beside this one."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

__all__ = ["environment", "policy", "script", "style"]

_HERE = Path(__file__).parent
_STYLES = ("palette", "text", "figures", "tables", "browser", "narrow", "print")
_SCRIPTS = (
    "dom", "text", "data", "filters", "response", "browser", "charts", "groups", "copy", "start",
)  # fmt: skip


def environment() -> Any:
    """Where the templates are looked for. Model output reaches them: they escape every value."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_HERE / "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def style() -> str:
    """The style sheets as one."""
    return "\n".join(_read("style", f"{name}.css") for name in _STYLES)


def script() -> str:
    """The page's own scripts as one, in a scope of their own."""
    parts = "\n".join(_read("script", f"{name}.js") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();'


def policy(*scripts: str) -> str:
    """A content security policy under which these scripts run, no other, and nothing is loaded.

    A script is known by its hash: one smuggled in, or an ``onerror``, does not run.
    """
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'"
        for one in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _read(folder: str, name: str) -> str:
    return (_HERE / folder / name).read_text(encoding="utf-8")
