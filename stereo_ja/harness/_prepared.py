"""What was prepared when a task was loaded, kept for when its responses arrive.

lm-eval hands ``--metadata`` to the function that builds the dataset and to nothing else, so the
filter of the same task finds the options here, under the task's name. Loading a task again
replaces what was prepared for it: a copy that was loaded before and not yet run will be scored
with the new options, and its recorded choices say so.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from stereo_ja.benchmark import benchmark_named
from stereo_ja.harness._options import Options
from stereo_ja.judging import Judge, get_judge
from stereo_ja.pipeline import Parts
from stereo_ja.reading import get_ready_reader
from stereo_ja.scoring import Kind, Scorer, make_scorer
from stereo_ja.scoring._shelf import shelf_for

__all__ = ["Prepared", "journal_of", "model_of", "prepare", "prepared_for"]


@dataclass(frozen=True)
class Prepared:
    """A task's options turned into working parts."""

    options: Options
    parts: Parts
    journal: Path
    """Folder in which generations are kept."""
    model: str | None = None
    """The model's name, where the arguments of the backend give one."""


logger = logging.getLogger("stereo_ja")

_prepared: dict[str, Prepared] = {}
_waiting: dict[str, list[dict[str, Any]]] = {}
"""The recorded choices of tasks that were loaded and not run since."""


def prepare(
    task: str,
    options: Options,
    journal: Path,
    choices: dict[str, Any],
    model: str | None = None,
) -> Prepared:
    """Load and check the scorers and remember everything for the filter of ``task``.

    Args:
        task: The task's name.
        options: What the user chose.
        journal: Folder for the generations.
        choices: Filled in with the options and the scorers' revisions, and kept true until the
            task is run.
        model: The model's name, if known.

    Raises:
        UserError: An unknown SPEC.
        ScorerUnavailable: A scorer that cannot work here.
    """
    ready = Prepared(
        options=options,
        parts=Parts(
            reader=get_ready_reader(options.reader),
            scorers={kind: _checked(kind, spec) for kind, spec in options.scorers.items()},
            judge=_ready_judge(options.judge),
            baseline=benchmark_named(task).baseline,
        ),
        journal=journal,
        model=model,
    )
    _prepared[task] = ready
    made = options.as_dict() | {
        f"{kind}_revision": scorer.revision for kind, scorer in ready.parts.scorers.items()
    }
    if ready.parts.judge is not None:
        made["judge_revision"] = ready.parts.judge.revision
    waiting = _waiting.setdefault(task, [])
    if any(earlier != made for earlier in waiting):
        logger.warning(
            "a task was loaded again with other options before it was run: %s counts for both", made
        )
    waiting.append(choices)
    for recorded in waiting:
        recorded.update(made)
    return ready


def model_of(task: str) -> str | None:
    """The model that a task is asked of; None if that is not known."""
    return _prepared[task].model if task in _prepared else None


def journal_of(task: str) -> Path | None:
    """Where the generations of a task are kept; None if it was never loaded."""
    return _prepared[task].journal if task in _prepared else None


def prepared_for(task: str) -> Prepared:
    """Return what ``prepare`` remembered for a task.

    Raises:
        KeyError: The task was never loaded in this process.
    """
    ready = _prepared[task]
    _waiting.pop(task, None)
    return ready


def _ready_judge(spec: str | None) -> Judge | None:
    if spec is None:
        return None
    judge = get_judge(spec)
    judge.check()
    return judge


# Five tasks may be loaded in one run; a model is loaded once for all of them.
@cache
def _checked(kind: Kind, spec: str) -> Scorer:
    scorer = make_scorer(kind, spec)
    scorer.check()
    # A store that cannot be used shows now, before anything is generated for a service to score.
    shelf_for(scorer)
    return scorer
