"""Small inline SVG charts, drawn in percent so that they take any width.

Colour never carries the meaning alone: segments differ in pattern too, marks in shape, and every
chart has its numbers beside it and a text alternative. The colours and patterns are in the style
sheets and in the templates (Okabe and Ito's palette).
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

__all__ = ["DIAMOND", "RING", "TRIANGLE", "interval_plot", "stacked_bar"]

DIAMOND = Markup('<path class="base" d="M0 3L5 8L0 13L-5 8Z"/>')
TRIANGLE = Markup('<path class="base" d="M0 3L5 12L-5 12Z"/>')
RING = Markup('<circle class="raw" cy="8" r="4"/>')
"""Marks for ``interval_plot``, drawn about a point 8 pixels below its upper edge."""


def stacked_bar(parts: Sequence[tuple[str, int]]) -> Markup:
    """A horizontal bar of ``(class name, count)`` segments filling the whole width.

    Segments are widths in proportion to the counts; empty ones are left out. A bar of nothing is
    an empty frame.
    """
    total = sum(count for _, count in parts)
    label = ", ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in parts)
    shapes: list[Markup] = []
    start = 0.0
    for name, count in parts:
        if not count:
            continue
        width = 100 * count / total
        shapes.extend(
            Markup('<rect class="{} {}" x="{:.3f}%" y="0" width="{:.3f}%" height="100%"/>').format(
                layer, name, start, width
            )
            for layer in ("fill", "texture")
        )
        start += width
    return Markup('<svg class="bar" role="img" aria-label="{}">{}</svg>').format(
        label, Markup("").join(shapes)
    )


def interval_plot(
    value: float | None,
    interval: tuple[float, float] | None,
    axis: tuple[float, float],
    label: str,
    *,
    bounds: tuple[float, float] | None = None,
    marks: Sequence[tuple[Markup, float | None]] = (),
) -> Markup:
    """A dot at ``value`` and its interval as a band, on a track along ``axis``.

    Without a value the track stands alone, dashed; a dot is never drawn at 0 for want of one.

    Args:
        value: Where the dot goes.
        interval: The ends of the band.
        axis: The ends of the track.
        label: The text alternative.
        bounds: What the value lies between where it is not known.
        marks: Other values and their shapes; one that is None is left out.
    """
    low, high = axis

    def place(x: float) -> float:
        return 100 * (min(max(x, low), high) - low) / (high - low)

    def band(name: str, ends: tuple[float, float]) -> Markup:
        line = Markup('<line class="{}" x1="{:.2f}%" x2="{:.2f}%" y1="50%" y2="50%"/>')
        return line.format(name, place(ends[0]), place(ends[1]))

    shapes = [Markup('<line class="track" x1="0" x2="100%" y1="50%" y2="50%"/>')]
    if low < 0 < high:
        zero = Markup('<line class="zero" x1="{0:.2f}%" x2="{0:.2f}%" y1="10%" y2="90%"/>')
        shapes.append(zero.format(place(0)))
    if bounds is not None:
        shapes.append(band("bound", bounds))
    if value is not None and interval is not None:
        shapes.append(band("range", interval))
    shapes.extend(
        Markup('<svg x="{:.2f}%" overflow="visible">{}</svg>').format(place(at), mark)
        for mark, at in marks
        if at is not None
    )
    if value is not None:
        dot = Markup('<circle class="dot" cx="{:.2f}%" cy="50%" r="4"/>')
        shapes.append(dot.format(place(value)))
    return Markup('<svg class="plot{}" role="img" aria-label="{}">{}</svg>').format(
        "" if value is not None else " unscored", label, Markup("").join(shapes)
    )
