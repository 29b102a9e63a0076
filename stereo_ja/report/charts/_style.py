"""What all figures share: colours, marks, axes.

The colours are Okabe and Ito's; dashes and marks tell the same things apart without colour.
Text, grid and zero lines take the page's colours from its style sheet.
"""

from __future__ import annotations

from typing import Any

from stereo_ja.report._format import plain

__all__ = [
    "BLUE",
    "GREY",
    "MARKS",
    "ORANGE",
    "STYLES",
    "VERMILLION",
    "axis",
    "layout",
    "note",
    "text",
]

BLUE, ORANGE, GREEN, VERMILLION, PINK = "#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7"
GREY = "#7b8494"
SKY = "#56b4e9"

MARKS = (
    (BLUE, "circle"), (ORANGE, "square"), (GREEN, "diamond"), (VERMILLION, "triangle-up"),
    (PINK, "cross"), (SKY, "x"), (GREY, "star"), (BLUE, "triangle-down"), (ORANGE, "hexagon"),
)  # fmt: skip
"""Colour and marker of things without an order of their own."""

STYLES = (
    {"color": BLUE, "shape": ""},
    {"color": ORANGE, "shape": "/"},
    {"color": GREEN, "shape": "."},
    {"color": VERMILLION, "shape": "x"},
)
"""Colour and fill pattern of things that come in an order."""


def axis(title: str = "", **fields: Any) -> dict[str, Any]:
    """An axis with a title, plain and quiet."""
    return {
        "title": {"text": title, "standoff": 10, "font": {"size": 13}},
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": GREY,
        "zeroline": False,
        "showline": True,
        "linecolor": GREY,
        "automargin": True,
        "fixedrange": True,
    } | fields


def layout(**fields: Any) -> dict[str, Any]:
    """A layout without a background, in which a finger scrolls the page and not the figure."""
    return {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"size": 13},
        "margin": {"l": 50, "r": 12, "t": 12, "b": 44},
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": "#1b2130", "bordercolor": "#1b2130", "font": {"color": "#fff"}},
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "xanchor": "left"},
    } | fields


def note(text: str, **fields: Any) -> dict[str, Any]:
    """A text in a figure, without an arrow."""
    return {"text": text, "showarrow": False, "font": {"size": 12}} | fields


def text(name: str) -> str:
    """A name as a text of a figure, in which plotly.js would read tags such as ``<b>``."""
    return plain(name, 100).replace("&", "&amp;").replace("<", "&lt;")
