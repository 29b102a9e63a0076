"""Text from files, made fit to be shown."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["decimal", "likely_ranks", "model_label", "one_line", "safe_name"]

_LIKELY = 0.95
_RESERVED = {"con", "prn", "aux", "nul"} | {
    f"{port}{digit}" for port in ("com", "lpt") for digit in range(1, 10)
}


def one_line(text: str, limit: int = 200) -> str:
    """One line of at most ``limit`` characters, without control or direction characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * limit]).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def model_label(name: str) -> str:
    """A model's name; of a path only its last two parts, since a leaderboard is passed on."""
    parts = [part for part in name.replace("\\", "/").split("/") if part]
    path = name.startswith(("/", "\\", "~", ".")) or name[1:3] in (":/", ":\\")
    return one_line("…/" + "/".join(parts[-2:]) if path and parts else name)


def safe_name(text: str) -> str:
    """A part of a path that every file system takes: letters, digits, ``.``, ``_`` and ``-``."""
    name = "".join(c if c.isalnum() or c in "._-" else "_" for c in text)[:100].strip(".")
    # The last is the root folder of the Every Eval Ever store.
    if not name or name.split(".")[0].lower() in _RESERVED or name.lower() == "data":
        return f"{name}_"
    return name


def decimal(value: float, digits: int = 3) -> str:
    """A fixed count of decimals; what is not 0 never reads 0."""
    text = f"{value:.{digits}f}"
    if float(text) == 0:
        smallest = 10.0**-digits
        return "0" if value == 0 else f"{'<' if value > 0 else '>-'}{smallest:.{digits}f}"
    return text


def likely_ranks(chances: Sequence[float]) -> str:
    """``1–2``: the fewest ranks in a row that hold 95 % of the chance; empty without chances."""
    spans = [
        (last - first, first, last)
        for first in range(len(chances))
        for last in range(first, len(chances))
        if sum(chances[first : last + 1]) >= _LIKELY
    ]
    if not spans:
        return ""
    _, first, last = min(spans)
    return str(first + 1) if first == last else f"{first + 1}–{last + 1}"
