"""One figure: what is drawn, what it says in words, and its numbers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

__all__ = ["Chart"]


@dataclass(frozen=True)
class Chart:
    """A figure of the page."""

    caption: str
    summary: str
    """The text alternative: what a reader of the drawing would notice."""
    height: int
    """Pixels."""
    figure: dict[str, Any]
    """``data`` and ``layout`` as plotly.js takes them."""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Everything drawn, as text; the first cell names the row."""

    @property
    def json(self) -> Markup:
        """The figure as JSON that cannot end the script element it stands in."""
        text = json.dumps(self.figure, allow_nan=False, separators=(",", ":"))
        safe = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
        return Markup(safe)  # noqa: S704 - nothing in it is left that ends an element
