"""What was prepared when a task was loaded, kept for when its responses arrive.

lm-eval hands ``--metadata`` to the function that builds the dataset and to nothing else, so the
filter of the same task finds the options here, under the task's format (or ``None`` for the
whole benchmark). Loading a task again replaces what was prepared for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stereo_ja.harness._options import Options
from stereo_ja.reading import Reader, get_reader
from stereo_ja.scoring import Kind, Scorer, make_scorer

__all__ = ["Prepared", "prepare", "prepared_for"]


@dataclass(frozen=True)
class Prepared:
    """A task's options turned into working parts."""

    options: Options
    reader: Reader
    toxicity: Scorer
    sentiment: Scorer
    journal: Path
    """Folder in which generations are kept."""


_prepared: dict[str | None, Prepared] = {}


def prepare(part: str | None, options: Options, journal: Path) -> Prepared:
    """Load and check the scorers and remember everything for the filter of task ``part``.

    Raises:
        UserError: An unknown SPEC.
        ScorerUnavailable: A scorer that cannot work here.
    """
    ready = Prepared(
        options=options,
        reader=get_reader(options.reader),
        toxicity=_checked("toxicity", options.toxicity),
        sentiment=_checked("sentiment", options.sentiment),
        journal=journal,
    )
    _prepared[part] = ready
    return ready


def prepared_for(part: str | None) -> Prepared:
    """Return what ``prepare`` remembered for task ``part``.

    Raises:
        KeyError: The task was never loaded in this process.
    """
    return _prepared[part]


# Five tasks may be loaded in one run; a model is loaded once for all of them.
@cache
def _checked(kind: Kind, spec: str) -> Scorer:
    scorer = make_scorer(kind, spec)
    scorer.check()
    return scorer
