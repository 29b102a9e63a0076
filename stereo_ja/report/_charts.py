"""Small inline SVG charts, drawn in percent so that they take any width.

Colour never carries the meaning alone: segments differ in pattern too, and every chart has its
numbers beside it and a text alternative. The colours and patterns are in style.css and in the
template (Okabe and Ito's palette).
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

__all__ = ["interval_plot", "stacked_bar"]


def stacked_bar(parts: Sequence[tuple[str, int]]) -> Markup:
    """A horizontal bar of ``(class name, count)`` segments filling the whole width.

    Segments are widths in proportion to the counts; empty ones are left out. A bar of nothing is
    an empty frame.
    """
    total = sum(count for _, count in parts)
    label = ", ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in parts)
    shapes = []
    start = 0.0
    for name, count in parts:
        if not count:
            continue
        width = 100 * count / total
        for layer in ("fill", "texture"):
            shapes.append(
                Markup(
                    '<rect class="{} {}" x="{:.3f}%" y="0" width="{:.3f}%" height="100%"/>'
                ).format(layer, name, start, width)
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
) -> Markup:
    """A dot at ``value``, a stem to it from 0 and its interval, on a track along ``axis``.

    Without a value the track stands alone, dashed; a dot is never drawn at 0 for want of one.
    """
    low, high = axis

    def place(x: float) -> float:
        return 100 * (min(max(x, low), high) - low) / (high - low)

    shapes = [Markup('<line class="track" x1="0" x2="100%" y1="50%" y2="50%"/>')]
    if low < 0 < high:
        shapes.append(
            Markup('<line class="zero" x1="{0:.2f}%" x2="{0:.2f}%" y1="10%" y2="90%"/>').format(
                place(0)
            )
        )
    if value is not None:
        shapes.append(
            Markup('<line class="stem" x1="{:.2f}%" x2="{:.2f}%" y1="50%" y2="50%"/>').format(
                place(min(0.0, value)), place(max(0.0, value))
            )
        )
        if interval is not None:
            shapes.append(
                Markup('<line class="range" x1="{:.2f}%" x2="{:.2f}%" y1="50%" y2="50%"/>').format(
                    place(interval[0]), place(interval[1])
                )
            )
        shapes.append(
            Markup('<circle class="dot" cx="{:.2f}%" cy="50%" r="5"/>').format(place(value))
        )
    return Markup('<svg class="plot{}" role="img" aria-label="{}">{}</svg>').format(
        "" if value is not None else " unscored", label, Markup("").join(shapes)
    )
