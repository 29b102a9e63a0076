"""The scores a run already has, by the text they were given to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from stereo_ja.pipeline import Record
from stereo_ja.scoring import Kind, Score

__all__ = ["KeptScores"]


class KeptScores:
    """Hands out old scores for the options of a new reading.

    Attributes:
        scorer: The scorer that left most of them; None without any.
        revision: Its revision.
    """

    def __init__(self, kind: Kind, records: Iterable[Record], date: str) -> None:
        self._kind = kind
        self._date = date
        self._found: dict[str, Score] = {}
        used: Counter[tuple[str, str | None]] = Counter()
        for record in records:
            for option in record.options:
                score = option.score(kind)
                if score is None:
                    continue
                used[score.scorer, score.revision] += 1
                if self._found.setdefault(option.text, score).status == "failed":
                    self._found[option.text] = score
        self.scorer: str | None = None
        self.revision: str | None = None
        if used:
            self.scorer, self.revision = used.most_common(1)[0][0]

    def of(self, text: str) -> Score:
        """The score ``text`` has; one without a value, and the reason, where it has none."""
        found = self._found.get(text)
        if found is not None:
            return found
        if self.scorer in (None, "none"):
            reason = f"no {self._kind} scorer chosen"
            return Score("not_scorable", "none", self.revision, self._date, reason=reason)
        reason = (
            f"not scored: the samples hold no {self._kind} of this text; rescore with "
            f"--{self._kind} SPEC"
        )
        return Score("failed", self.scorer or "none", self.revision, self._date, reason=reason)
