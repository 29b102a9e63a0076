"""The scores a run already has, by the text they were given to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from stereo_ja.rescore._saved import SavedRow
from stereo_ja.scoring import Kind

__all__ = ["KeptScores"]


class KeptScores:
    """Hands out old scores for the options of a new reading.

    Attributes:
        scorer: The scorer that left most of them; None without any.
        revision: Its revision.
    """

    def __init__(self, kind: Kind, rows: Iterable[SavedRow], date: str) -> None:
        self._kind = kind
        self._date = date
        self._found: dict[str, Mapping[str, Any]] = {}
        used: Counter[tuple[Any, Any]] = Counter()
        for row in rows:
            for record in row.records or ():
                for option in record.get("options") or ():
                    score = option.get(kind)
                    if not isinstance(score, Mapping):
                        continue
                    used[score.get("scorer"), score.get("revision")] += 1
                    before = self._found.setdefault(option["text"], score)
                    if before.get("status") == "failed":
                        self._found[option["text"]] = score
        self.scorer: str | None = None
        self.revision: str | None = None
        if used:
            self.scorer, self.revision = used.most_common(1)[0][0]

    def of(self, text: str) -> Mapping[str, Any]:
        """The score ``text`` has; one without a value, and the reason, where it has none."""
        found = self._found.get(text)
        if found is not None:
            return found
        never = self.scorer in (None, "none")
        return {
            "status": "not_scorable" if never else "failed",
            "value": None,
            "label": None,
            "reason": f"no {self._kind} scorer chosen"
            if never
            else f"not scored: the samples hold no {self._kind} of this text; rescore with "
            f"--{self._kind} SPEC",
            "scorer": self.scorer or "none",
            "revision": self.revision,
            "scored_at": self._date,
        }
