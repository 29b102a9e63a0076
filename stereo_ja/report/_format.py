"""Numbers as text."""

from __future__ import annotations

__all__ = [
    "MISSING", "count", "interval", "number", "percent", "place", "plain", "plural",
    "probability", "title",
]  # fmt: skip

MISSING = "—"
"""What stands where there is no number; never 0."""

_THIN = "\u202f"
_MINUS = "\u2212"


def percent(share: float | None, digits: int = 1) -> str:
    """0.1217 as ``12.2 %``; a share just short of 1 or above 0 is never rounded onto it."""
    if share is None:
        return MISSING
    text = f"{100 * share:.{digits}f}"
    step = 10.0**-digits
    if share < 1 and float(text) == 100:
        text = f"{100 - step:.{digits}f}"
    elif share > 0 and float(text) == 0:
        return f"<{_THIN}{step:.{digits}f}{_THIN}%"
    return f"{text}{_THIN}%"


def number(value: float | None, digits: int = 3) -> str:
    """A number with a fixed count of decimals and a true minus sign."""
    if value is None:
        return MISSING
    text = f"{value:.{digits}f}"
    # -0.0004 would read "-0.000", a sign without a size.
    text = text.removeprefix("-") if float(text) == 0 else text
    return text.replace("-", _MINUS)


def count(value: float) -> str:
    """3612 as ``3,612``."""
    return f"{round(value):,}"


def place(name: str) -> str:
    """A model's name; of an absolute path only its end, since a page is made to be passed on."""
    parts = [part for part in name.replace("\\", "/").split("/") if part]
    absolute = name.startswith(("/", "\\", "~")) or name[1:3] in (":/", ":\\")
    if not absolute or not parts:
        return plain(name)
    return plain(f"local folder …/{'/'.join(parts[-2:])}")


def plural(n: int, noun: str) -> str:
    """``1 line``, ``3,612 lines``."""
    return f"{count(n)} {noun}" if n == 1 else f"{count(n)} {noun}s"


def plain(text: str, limit: int = 160) -> str:
    """One line of at most ``limit`` characters, without control characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * limit]).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def title(key: str) -> str:
    """``physical_appearance`` as ``Physical appearance``."""
    return plain(key.replace("_", " ")).capitalize()


def interval(bounds: tuple[float, float] | None, digits: int = 3, *, share: bool = False) -> str:
    """``0.412 to 0.466``, or a dash; with ``share`` in percent, with one sign for both ends."""
    if bounds is None:
        return MISSING
    if share:
        return f"{percent(bounds[0], digits)} to {percent(bounds[1], digits)}"
    return f"{number(bounds[0], digits)} to {number(bounds[1], digits)}"


def probability(p: float | None) -> str:
    """A p or q value; a small one as ``< 0.001``, never as 0."""
    if p is None:
        return MISSING
    return f"<{_THIN}0.001" if p < 0.001 else number(p)
