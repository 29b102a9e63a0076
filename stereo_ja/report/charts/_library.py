"""The plotting library, which the page carries with it."""

from __future__ import annotations

from functools import cache

__all__ = ["plotly_script"]


@cache
def plotly_script() -> str:
    """The text of plotly.js from the installed ``plotly`` package; empty where there is none."""
    try:
        from plotly.offline import get_plotlyjs
    except ImportError:
        return ""
    script = str(get_plotlyjs())
    # What ends a script element would spill the rest of it over the page.
    return "" if "</script" in script.lower() else script
