"""Verdicts for responses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timezone

from stereo_ja.benchmark import Doc
from stereo_ja.errors import StereoJaError
from stereo_ja.judging import Judge, Question, Verdict
from stereo_ja.pipeline._record import Record
from stereo_ja.reading import Outcome

__all__ = ["judged"]


def judged(
    judge: Judge, docs: Sequence[Doc], rows: Sequence[Sequence[Record]]
) -> list[list[Record]]:
    """The records with the judge's verdict on each response that was generated.

    A doc's ``question`` (else its prompt) and ``reference`` are shown with the response. What the
    judge did not come to, because it broke off, is failed with the reason; nothing is filled in.

    Raises:
        KeyboardInterrupt: As the judge.
    """
    asked: list[tuple[int, int]] = []
    questions: list[Question] = []
    for place, (doc, row) in enumerate(zip(docs, rows, strict=True)):
        for number, record in enumerate(row):
            if record.outcome is not Outcome.NOT_GENERATED and record.text is not None:
                asked.append((place, number))
                shown = doc.get("question") or doc.get("prompt") or ""
                questions.append(Question(shown, doc.get("reference"), record.text))
    found: dict[int, Verdict] = {}
    reason = "the judge returned nothing for this response"
    try:
        found.update(judge.judge(questions))
    except StereoJaError as error:
        reason = str(error)
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    failed = Verdict("failed", None, reason, "", judge.name, judge.revision, now)
    made = [list(row) for row in rows]
    for at, (place, number) in enumerate(asked):
        made[place][number] = replace(made[place][number], verdict=found.get(at, failed))
    return made
