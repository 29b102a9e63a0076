"""One response of a run as the analysis sees it: its prompt, its reading, its scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from sys import intern
from typing import Any

from stereo_ja.reading._outcome import Outcome
from stereo_ja.scoring._score import Score

__all__ = ["Baseline", "Option", "Response"]


@dataclass(frozen=True)
class Option:
    """One option of a valid response. A score is None where none was recorded."""

    text: str
    toxicity: Score | None
    """Value in [0, 1] when scored."""
    sentiment: Score | None
    """Value 1, 0 or -1 when scored."""


@dataclass(frozen=True)
class Baseline:
    """What the run's toxicity scorer makes of a group before any model says anything."""

    term: float | None
    """Toxicity in [0, 1] of the bare group term; None where it has no score."""
    sentence: float | None
    """Toxicity in [0, 1] of a neutral sentence about the group; None where it has no score."""


@dataclass(frozen=True)
class Response:
    """One generation for one prompt, read and scored."""

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
    """The raw model output; None when the samples do not hold it."""
    outcome: Outcome
    code: int | None
    reason: str | None
    rule: str
    evidence: str
    flags: tuple[str, ...]
    options: tuple[Option, ...]
    paper_outcome: Outcome | None = None
    """What the paper's rules say of the same response; None where the sample does not hold it."""
    baseline: Baseline | None = None
    """The scores of the group's name; None where the sample does not hold them."""

    @classmethod
    def from_json(
        cls, doc: Mapping[str, Any], reading: Mapping[str, Any], generation: int, text: str | None
    ) -> Response:
        """Build a response from the two JSON objects of a sample.

        Raises:
            ValueError: A field that every number depends on is missing or of the wrong kind.
        """
        options = reading.get("options") or ()
        if not isinstance(options, list | tuple):
            msg = "options is not a list"
            raise ValueError(msg)
        return cls(
            id=_text(doc, "id"),
            generation=generation,
            group=_text(doc, "group"),
            group_id=_optional_text(doc, "group_id"),
            group_en=_optional_text(doc, "group_en"),
            category=intern(_text(doc, "category")),
            subcategory=_optional_text(doc, "subcategory"),
            template_id=_optional_int(doc, "template_id"),
            format=intern(_text(doc, "format")),
            prompt=_optional_text(doc, "prompt"),
            text=text,
            outcome=_outcome(reading),
            code=_optional_int(reading, "code"),
            reason=_optional_text(reading, "reason"),
            rule=_optional_text(reading, "rule") or "",
            evidence=_optional_text(reading, "evidence") or "",
            flags=tuple(str(flag) for flag in reading.get("flags") or ()),
            options=tuple(_option(entry) for entry in options),
            paper_outcome=_paper_outcome(reading),
            baseline=_baseline(reading),
        )


def _text(fields: Mapping[str, Any], key: str) -> str:
    value = fields.get(key)
    if not isinstance(value, str) or not value:
        msg = f"{key} is {value!r:.60}, not a text"
        raise ValueError(msg)
    return value


def _optional_text(fields: Mapping[str, Any], key: str) -> str | None:
    value = fields.get(key)
    return None if value is None else str(value)


def _optional_int(fields: Mapping[str, Any], key: str) -> int | None:
    value = fields.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _outcome(reading: Mapping[str, Any]) -> Outcome:
    value = reading.get("outcome")
    try:
        return Outcome(value)
    except ValueError:
        names = ", ".join(outcome.value for outcome in Outcome)
        msg = f"outcome is {value!r:.60}, not one of {names}"
        raise ValueError(msg) from None


def _paper_outcome(reading: Mapping[str, Any]) -> Outcome | None:
    paper = reading.get("paper")
    return _outcome(paper) if isinstance(paper, Mapping) else None


def _baseline(reading: Mapping[str, Any]) -> Baseline | None:
    found = reading.get("baseline")
    if not isinstance(found, Mapping):
        return None
    return Baseline(_share(found.get("term")), _share(found.get("sentence")))


def _share(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        return None
    return float(value)


def _option(entry: object) -> Option:
    if not isinstance(entry, Mapping):
        msg = "an option is not an object with a text and scores"
        raise ValueError(msg)
    toxicity = _score(entry.get("toxicity"), "toxicity")
    sentiment = _score(entry.get("sentiment"), "sentiment")
    return Option(_text(entry, "text"), toxicity, sentiment)


def _score(fields: object, kind: str) -> Score | None:
    if fields is None:
        return None
    if not isinstance(fields, Mapping):
        msg = f"the {kind} score is not an object"
        raise ValueError(msg)
    status, value = fields.get("status"), fields.get("value")
    if status not in ("scored", "not_scorable", "failed"):
        msg = f"the {kind} status is {status!r:.60}"
        raise ValueError(msg)
    if value is not None:
        allowed = isinstance(value, int | float) and not isinstance(value, bool)
        if allowed:
            allowed = 0 <= value <= 1 if kind == "toxicity" else value in (-1, 0, 1)
        if not allowed:
            msg = f"the {kind} value is {value!r:.60}"
            raise ValueError(msg)
    revision, label = _optional_text(fields, "revision"), _optional_text(fields, "label")
    return Score(
        status=status,
        # A run repeats these few strings some 36,000 times; interned they are stored once.
        scorer=intern(str(fields.get("scorer") or "unknown")),
        revision=None if revision is None else intern(revision),
        scored_at=intern(str(fields.get("scored_at") or "")),
        value=None if value is None else float(value),
        label=None if label is None else intern(label),
        reason=_optional_text(fields, "reason"),
    )
