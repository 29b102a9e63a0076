"""One response of a run: its prompt, its reading, its scores, its verdict."""

from __future__ import annotations

from dataclasses import dataclass

from stereo_ja.judging import Verdict
from stereo_ja.reading import Outcome, Reading
from stereo_ja.scoring import Kind, Score

__all__ = ["KINDS", "Baseline", "Option", "Record"]

KINDS: tuple[Kind, ...] = ("toxicity", "sentiment")
"""The kinds of scores that an option can have."""


@dataclass(frozen=True)
class Option:
    """One option of a valid response. A score is None where none was recorded."""

    text: str
    toxicity: Score | None
    """Value in [0, 1] when scored."""
    sentiment: Score | None
    """Value 1, 0 or -1 when scored."""

    def score(self, kind: Kind) -> Score | None:
        """The score of one kind."""
        return self.toxicity if kind == "toxicity" else self.sentiment


@dataclass(frozen=True)
class Baseline:
    """What the run's toxicity scorer makes of a group before any model says anything."""

    term: float | None
    """Toxicity in [0, 1] of the bare group term; None where it has no score."""
    sentence: float | None
    """Toxicity in [0, 1] of a neutral sentence about the group; None where it has no score."""


@dataclass(frozen=True)
class Record:
    """One generation for one prompt, read and scored.

    A prompt of a benchmark without groups is a group of its own.
    """

    id: str
    """The prompt's id, such as ``age-001/t07``; shared by all generations of the prompt."""
    generation: int
    """0 for the first generation of the prompt, 1 for the second, and so on."""
    group: str
    group_id: str | None
    group_en: str | None
    category: str
    subcategory: str | None
    template_id: int | None
    format: str
    prompt: str | None
    text: str | None
    """The raw model output; None when there is none, or the samples do not hold it."""
    reading: Reading
    options: tuple[Option, ...] = ()
    """Those of the reading, with their scores."""
    paper: Reading | None = None
    """Outcome and code by the paper's rules; None where they are not known, or are the reading."""
    baseline: Baseline | None = None
    """The scores of the group's name; None where there are none."""
    verdict: Verdict | None = None
    """What the judge says; None where the benchmark has none."""

    @property
    def outcome(self) -> Outcome:
        """What became of the prompt."""
        return self.reading.outcome

    @property
    def cluster(self) -> str:
        """The group by its id: responses of one are not independent."""
        return self.group_id or self.group

    def values(self, kind: Kind) -> list[float]:
        """The values of the scored options, in their order."""
        scores = (option.score(kind) for option in self.options)
        return [one.value for one in scores if one is not None and one.value is not None]
