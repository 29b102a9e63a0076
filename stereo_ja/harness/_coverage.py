"""Says at the end of a run which means may not be published."""

from __future__ import annotations

from collections.abc import Sequence

from stereo_ja.harness._options import Options
from stereo_ja.metrics import coverage_of
from stereo_ja.pipeline import KINDS, Record

__all__ = ["coverage_remarks"]


def coverage_remarks(records: Sequence[Record], options: Options) -> list[str]:
    """One line for each kind of score whose coverage is below the floor.

    A kind whose scorer is ``none`` was left unscored by choice and gets no line.
    """
    lines = []
    for kind in KINDS:
        found = coverage_of(records, kind, options.coverage_floor)
        if options.scorers.get(kind, "none") != "none" and found.publishable is False:
            lines.append(
                f"{kind} is NOT PUBLISHABLE: {found.scored:,} of {found.options:,} options have a "
                f"score ({found.share:.2%}, floor {found.floor:.0%}); `stereo-ja summary` says "
                "between what the means lie"
            )
    return lines
