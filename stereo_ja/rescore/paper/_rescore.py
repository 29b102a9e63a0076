"""The table's runs, read, scored and written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from stereo_ja.rescore._choices import Choices
from stereo_ja.rescore._rescore import Rescored, rescore_run
from stereo_ja.rescore.paper._table import PaperTable

__all__ = ["DEFAULT_CHOICES", "rescore_table"]

DEFAULT_CHOICES = Choices(reader="paper", toxicity="none", sentiment="none")
"""The table is read to see whether the paper's numbers come out, so it is read by the paper's
rules; scoring 36,000 options is left until it is asked for."""


def rescore_table(table: PaperTable, output: str | Path, choices: Choices) -> Iterator[Rescored]:
    """Read, score and write one run per model; what is not chosen is DEFAULT_CHOICES.

    Arguments and errors as for ``stereo_ja.rescore.rescore``.
    """
    complete = Choices(
        reader=choices.reader or DEFAULT_CHOICES.reader,
        toxicity=choices.toxicity or DEFAULT_CHOICES.toxicity,
        sentiment=choices.sentiment or DEFAULT_CHOICES.sentiment,
    )
    complete.check()
    for run in table.runs():
        yield from rescore_run(run, Path(output), complete)
