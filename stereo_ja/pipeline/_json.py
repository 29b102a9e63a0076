"""Records as JSON: the object that stands in ``filtered_resps``, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from sys import intern
from typing import Any

from stereo_ja.judging import Verdict
from stereo_ja.pipeline._record import KINDS, Baseline, Option, Record
from stereo_ja.reading import Outcome, Reading
from stereo_ja.scoring import Kind, Score, is_legal

__all__ = ["record_from_json", "record_to_json"]

_VERDICT = tuple(field.name for field in fields(Verdict))


def record_to_json(record: Record, shared: dict[int, dict[str, Any]] | None = None) -> Any:
    """A record without its doc and its text, which stand elsewhere in a sample.

    Args:
        record: To be written.
        shared: Kept between records, so that equal scores are one mapping: less time and memory.
    """
    shared = {} if shared is None else shared
    written = record.reading.as_dict()
    if record.paper is not None:
        written["paper"] = {"outcome": record.paper.outcome.value, "code": record.paper.code}
    if record.baseline is not None:
        written["baseline"] = asdict(record.baseline)
    if record.verdict is not None:
        written["verdict"] = asdict(record.verdict)
    written["options"] = [
        {"text": option.text}
        | {
            kind: _score_to_json(score, shared)
            for kind in KINDS
            if (score := option.score(kind)) is not None
        }
        for option in record.options
    ]
    return written


def _score_to_json(score: Score, shared: dict[int, dict[str, Any]]) -> dict[str, Any]:
    if id(score) not in shared:
        shared[id(score)] = score.as_dict()
    return shared[id(score)]


def record_from_json(
    doc: Mapping[str, Any], found: Mapping[str, Any], generation: int, text: str | None
) -> Record:
    """Build a record from the two JSON objects of a sample.

    Raises:
        ValueError: A field that every number depends on is missing or of the wrong kind.
    """
    options = found.get("options") or ()
    if not isinstance(options, list | tuple):
        msg = "options is not a list"
        raise ValueError(msg)
    made = tuple(_option(entry) for entry in options)
    key = _text(doc, "id")
    return Record(
        id=key,
        generation=generation,
        group=_optional_text(doc, "group") or key,
        group_id=_optional_text(doc, "group_id"),
        group_en=_optional_text(doc, "group_en"),
        category=intern(_optional_text(doc, "category") or "all"),
        subcategory=_optional_text(doc, "subcategory"),
        template_id=_optional_int(doc, "template_id"),
        format=intern(_optional_text(doc, "format") or "prompt"),
        prompt=_optional_text(doc, "prompt"),
        text=text,
        reading=_reading(found, made),
        options=made,
        paper=_paper(found.get("paper")),
        baseline=_baseline(found.get("baseline")),
        verdict=_verdict(found.get("verdict")),
    )


def _reading(found: Mapping[str, Any], options: tuple[Option, ...]) -> Reading:
    return Reading(
        outcome=_outcome(found),
        rule=intern(_optional_text(found, "rule") or ""),
        evidence=_optional_text(found, "evidence") or "",
        code=_optional_int(found, "code"),
        reason=_optional_text(found, "reason"),
        flags=tuple(intern(str(flag)) for flag in found.get("flags") or ()),
        options=tuple(option.text for option in options),
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


def _outcome(found: Mapping[str, Any]) -> Outcome:
    value = found.get("outcome")
    try:
        return Outcome(value)
    except ValueError:
        names = ", ".join(outcome.value for outcome in Outcome)
        msg = f"outcome is {value!r:.60}, not one of {names}"
        raise ValueError(msg) from None


def _paper(found: object) -> Reading | None:
    if not isinstance(found, Mapping):
        return None
    return Reading(_outcome(found), rule="", code=_optional_int(found, "code"))


def _baseline(found: object) -> Baseline | None:
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
    toxicity, sentiment = (_score(entry.get(kind), kind) for kind in KINDS)
    return Option(_text(entry, "text"), toxicity, sentiment)


def _score(found: object, kind: Kind) -> Score | None:
    if found is None:
        return None
    if not isinstance(found, Mapping):
        msg = f"the {kind} score is not an object"
        raise ValueError(msg)
    status, value = found.get("status"), found.get("value")
    if status not in ("scored", "not_scorable", "failed"):
        msg = f"the {kind} status is {status!r:.60}"
        raise ValueError(msg)
    if value is not None and not is_legal(value, kind):
        msg = f"the {kind} value is {value!r:.60}"
        raise ValueError(msg)
    revision, label = _optional_text(found, "revision"), _optional_text(found, "label")
    return Score(
        status=status,
        # A run repeats these few strings some 36,000 times; interned they are stored once.
        scorer=intern(str(found.get("scorer") or "unknown")),
        revision=None if revision is None else intern(revision),
        scored_at=intern(str(found.get("scored_at") or "")),
        value=None if value is None else float(value),
        label=None if label is None else intern(label),
        reason=_optional_text(found, "reason"),
    )


def _verdict(found: object) -> Verdict | None:
    if not isinstance(found, Mapping):
        return None
    try:
        return Verdict(**{name: found.get(name) for name in _VERDICT})  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        msg = f"the verdict cannot be read: {error}"
        raise ValueError(msg) from None
