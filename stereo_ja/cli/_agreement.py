"""What ``stereo-ja annotate agreement`` reports, as JSON and as text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from stereo_ja.cli._jsonl import Row
from stereo_ja.cli._labelled import Compared

if TYPE_CHECKING:
    from stereo_ja.findings._agreement import Agreement

__all__ = ["agreement_report", "agreement_text"]

SHOWN = 80
"""Characters of a response or evidence that are shown."""


def agreement_report(
    result: Agreement, compared: list[Compared], errors: list[Row]
) -> dict[str, Any]:
    """Everything that is reported, JSON-ready; texts are shortened and shown on one line."""
    pairs = [(found, found.options) for found in compared]
    lists = [(found, *options) for found, options in pairs if options is not None]
    differing = [_difference(*item) for item in lists if item[1] != item[2]]
    return {
        **result.as_dict(),
        "read": sum(found.read_here for found in compared),
        "options_exact": (len(lists) - len(differing)) / len(lists) if lists else None,
        "options_n": len(lists),
        "options_differences": differing,
        "disagreements": [_disagreement(f) for f in compared if f.label is not f.outcome],
        "errors": [{"line": row.line, "id": _id(row), "error": row.error} for row in errors],
    }


def _disagreement(found: Compared) -> dict[str, Any]:
    shown = {
        "label": found.label.value,
        "outcome": found.outcome.value,
        "rule": _excerpt(found.reading.get("rule")),
        "evidence": _excerpt(found.reading.get("evidence")),
        "response": _excerpt(found.row.data.get("response")),
    }
    return {"line": found.row.line, "id": _id(found.row), **shown}


def _difference(found: Compared, labelled: list[str], read: list[str]) -> dict[str, Any]:
    """The first option, counted from 1, that is not the same in both lists."""
    same = (a == b for a, b in zip(labelled, read, strict=False))
    first = next((i for i, equal in enumerate(same) if not equal), min(len(labelled), len(read)))
    return {
        "line": found.row.line,
        "id": _id(found.row),
        "option": first + 1,
        "labelled": _excerpt(labelled[first]) if first < len(labelled) else None,
        "read": _excerpt(read[first]) if first < len(read) else None,
    }


def _id(row: Row) -> int | str | None:
    value = row.data.get("id")
    return value if isinstance(value, int) else _excerpt(value)


def _excerpt(value: object) -> str | None:
    """The beginning of a text on one line: nothing in it can steer a terminal or hide itself."""
    if value is None:
        return None
    return "".join(_visible(char) for char in str(value)[:SHOWN])


def _visible(char: str) -> str:
    # C: controls, format characters (such as reversed writing), lone surrogates; Zl, Zp: breaks.
    if unicodedata.category(char)[0] == "C" or char in "\u2028\u2029":
        return char.encode("unicode_escape").decode("ascii")
    return char


def agreement_text(result: Agreement, report: dict[str, Any]) -> str:
    """The report for people."""
    return "\n".join([*_figures(result, report), *_tables(result), *_lists(report)])


def _figures(result: Agreement, report: dict[str, Any]) -> Iterator[str]:
    read = report["read"]
    sources = [f"{result.n - read} by their own outcome"] if result.n > read else []
    sources += [f"{read} read by {report['reader']}"] if read else []
    yield f"rows compared  {result.n}" + (f" ({', '.join(sources)})" if sources else "")
    if report["errors"]:
        yield f"rows in error  {len(report['errors'])}"
    yield f"macro-F1       {_number(result.macro_f1, result.macro_f1_ci)}"
    yield f"Cohen's kappa  {_number(result.kappa, result.kappa_ci)}"
    if report["options_n"]:
        yield f"options exact  {report['options_exact']:.3f} of {report['options_n']} valid rows"


def _tables(result: Agreement) -> Iterator[str]:
    wide = 22
    yield f"\n{'':<15}{'precision':<{wide}}{'recall':<{wide}}{'F1':<{wide}}support"
    for outcome, found in result.classes.items():
        cells = (
            _number(found.precision, found.precision_ci),
            _number(found.recall, found.recall_ci),
            _number(found.f1, found.f1_ci),
        )
        yield f"{outcome.value:<15}{''.join(f'{cell:<{wide}}' for cell in cells)}{found.support}"
    yield "\nlabel (down), outcome (across)"
    yield f"{'':<15}" + "".join(f"{outcome.value:>14}" for outcome in result.confusion)
    for outcome, row in result.confusion.items():
        yield f"{outcome.value:<15}" + "".join(f"{count:>14}" for count in row.values())


def _lists(report: dict[str, Any]) -> Iterator[str]:
    yield f"\ndisagreements: {len(report['disagreements'])}"
    for item in report["disagreements"]:
        yield f"{_where(item)}: {item['label']}, read as {item['outcome']}"
        for key in ("rule", "evidence", "response"):
            if item[key]:
                yield f"    {key + ':':<10}{item[key]}"
    if report["options_differences"]:
        yield f"\noptions that differ: {len(report['options_differences'])}"
    for item in report["options_differences"]:
        yield f"{_where(item)}: option {item['option']}"
        for key in ("labelled", "read"):
            yield f"    {key + ':':<10}{'(none)' if item[key] is None else item[key]}"


def _where(item: dict[str, Any]) -> str:
    return f"line {item['line']}" + ("" if item["id"] is None else f" {item['id']}")


def _number(value: float | None, interval: tuple[float, float] | None) -> str:
    if value is None or interval is None:
        return "-"
    return f"{value:.3f} [{interval[0]:.3f}, {interval[1]:.3f}]"
