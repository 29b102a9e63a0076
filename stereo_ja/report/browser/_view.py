"""What the browser of responses offers to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stereo_ja.reading import Outcome
from stereo_ja.report._format import plain, title
from stereo_ja.report.browser._pack import pack
from stereo_ja.report.browser._rows import browser_data
from stereo_ja.runs import Run

__all__ = ["BrowserView", "browser_view"]

Choices = tuple[tuple[str, str], ...]
"""Value and text of each choice."""


@dataclass(frozen=True)
class BrowserView:
    """The choices of every filter, and the responses."""

    runs: Choices
    outcomes: Choices
    formats: Choices
    categories: Choices
    templates: Choices
    readings: Choices
    """``rule:NAME`` and ``flag:NAME``."""
    groups: Choices
    packed: tuple[tuple[int, str], ...]
    """Position of a run, from 1, and its responses."""


def browser_view(runs: Sequence[Run]) -> BrowserView | None:
    """The browser of all runs that have samples; None where none has."""
    held = [(position, run) for position, run in enumerate(runs, 1) if run.samples]
    if not held:
        return None
    responses = [one for _, run in held for one in run.samples]
    stems = {
        one.id: one.text.replace("{g}", "○○") for _, run in held for one in run.benchmark.stems()
    }
    numbers = sorted({one.template_id for one in responses if one.template_id is not None})
    rules = dict.fromkeys(one.reading.rule for one in responses)
    flags = dict.fromkeys(flag for one in responses for flag in one.reading.flags)
    english = {one.group: one.group_en or "" for one in responses}
    return BrowserView(
        runs=tuple((str(position), plain(run.name)) for position, run in held),
        outcomes=tuple(_titled(outcome.value for outcome in Outcome)),
        formats=tuple(_titled(one.format for one in responses)),
        categories=tuple(_titled(one.category for one in responses)),
        templates=tuple((str(n), f"{n}: {stems.get(n, '')}".rstrip(": ")) for n in numbers),
        readings=(
            *((f"rule:{rule}", f"rule: {plain(rule, 60)}") for rule in sorted(rules)),
            *((f"flag:{flag}", f"flag: {plain(flag, 60)}") for flag in sorted(flags)),
        ),
        groups=tuple((plain(group, 60), plain(text, 60)) for group, text in english.items()),
        packed=tuple((position, pack(browser_data(run))) for position, run in held),
    )


def _titled(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((key, title(key)) for key in dict.fromkeys(keys))
