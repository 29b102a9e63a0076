"""The headline as a table to copy, for LaTeX and for Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stereo_ja.report._figures import Figure, shown
from stereo_ja.report._format import MISSING

__all__ = ["latex_table", "latex_text", "markdown_table", "markdown_text"]

Headline = tuple[str, Sequence[Figure]]
"""A run's name and its headline figures."""

_NOTE = (
    "95 % intervals in brackets. Refusal rate: refused / (refused + valid). Toxicity and "
    "sentiment: valid responses with every option scored."
)
_LATEX = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "[": "{[}", "]": "{]}", "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
    '"': r"\textquotedbl{}", "\u202f": r"\,", "−": "$-$", "—": "---",
}  # fmt: skip
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$])")


def latex_text(text: str) -> str:
    """``text`` so that LaTeX sets it as it is."""
    return "".join(_LATEX.get(letter, letter) for letter in text)


def markdown_text(text: str) -> str:
    """``text`` so that Markdown shows it as it is, also inside a table."""
    return _MARKDOWN.sub(r"\\\1", text)


def latex_table(headlines: Sequence[Headline]) -> str:
    """A ``tabular`` for the booktabs package, one row a run."""
    titles = [shown(figure.key).title for figure in headlines[0][1]]
    lines = [
        r"\begin{tabular}{l" + "r" * len(titles) + "}",
        r"\toprule",
        " & ".join(["Run", *map(latex_text, titles)]) + r" \\",
        r"\midrule",
    ]
    for name, figures in headlines:
        values = [latex_text(name), *(latex_text(_value(figure)) for figure in figures)]
        spreads = ["", *(_bracketed(figure) for figure in figures)]
        lines += [" & ".join(values) + r" \\", " & ".join(spreads) + r" \\"]
    lines += [r"\bottomrule", r"\end{tabular}", f"% {_NOTE}"]
    return "\n".join(lines)


def markdown_table(headlines: Sequence[Headline]) -> str:
    """A table with one row a run."""
    titles = [shown(figure.key).title for figure in headlines[0][1]]
    lines = [
        _line(["Run", *titles]),
        _line(["---", *("---:" for _ in titles)]),
    ]
    for name, figures in headlines:
        cells = [
            markdown_text(" ".join(filter(None, (_value(figure), _spread(figure)))))
            for figure in figures
        ]
        lines.append(_line([markdown_text(name), *cells]))
    return "\n".join([*lines, "", _NOTE])


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _bracketed(figure: Figure) -> str:
    # A bracket is safe here: it never follows the \\ that would take it for an argument.
    return latex_text(_spread(figure)).replace("{[}", "[").replace("{]}", "]")


def _value(figure: Figure) -> str:
    if figure.scored:
        return figure.value
    return "not publishable" if figure.bounds else MISSING


def _spread(figure: Figure) -> str:
    if figure.bounds:
        return f"(between {figure.bounds.replace(' to ', ' and ')})"
    return f"[{figure.interval.replace(' to ', ', ')}]" if figure.interval else ""
