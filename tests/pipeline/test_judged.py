"""Which responses a judge is asked about, and what becomes of those it did not come to."""

from __future__ import annotations

from stereo_ja.errors import ScoringStopped
from stereo_ja.judging import Verdict
from stereo_ja.pipeline import judged
from tests.present import present
from tests.records import LATER, record


class BreaksOff:
    """Rates the first question 4 and stops."""

    name = "short"
    revision: str | None = "1"

    def __init__(self):
        self.asked = []

    def check(self):
        pass

    def judge(self, questions):
        self.asked = list(questions)
        yield 0, Verdict("scored", 4, None, "[[4]]", self.name, "1", LATER)
        raise ScoringStopped("the quota is used up")


def test_only_generated_responses_are_asked_about_and_none_gets_a_default():
    judge = BreaksOff()
    rows = [
        [record("not_generated", text="the reader failed on this")],
        [record("valid", text="an answer"), record("not_generated", text=None)],
        [record("refused", text="no")],
    ]
    docs = [{"id": "a", "prompt": "A?"}, {"id": "b", "prompt": "B?", "question": "b",
             "reference": "r"}, {"id": "c", "prompt": "C?"}]  # fmt: skip
    found = judged(judge, docs, rows)
    shown = [(one.question, one.reference, one.response) for one in judge.asked]
    assert shown == [("b", "r", "an answer"), ("C?", None, "no")]
    assert found[0][0].verdict is None
    assert found[1][1].verdict is None
    assert present(found[1][0].verdict).rating == 4
    last = present(found[2][0].verdict)
    assert (last.status, last.rating, last.reason) == ("failed", None, "the quota is used up")
