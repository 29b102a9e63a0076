"""Says at the end of a run which means may not be published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from stereo_ja.analysis import reaches
from stereo_ja.analysis._bounds import option_counts
from stereo_ja.harness._options import Options

__all__ = ["coverage_remarks"]


def coverage_remarks(records: Iterable[Mapping[str, Any]], options: Options) -> list[str]:
    """One line for each kind of score whose coverage is below the floor.

    A kind whose scorer is ``none`` was left unscored by choice and gets no line.
    """
    found = list(records)
    lines = []
    for kind, spec in (("toxicity", options.toxicity), ("sentiment", options.sentiment)):
        counts = [pair for record in found if (pair := option_counts(record, kind))]
        scored, of = sum(pair[0] for pair in counts), sum(pair[1] for pair in counts)
        if spec != "none" and of and not reaches(scored, of, options.coverage_floor):
            lines.append(
                f"{kind} is NOT PUBLISHABLE: {scored:,} of {of:,} options have a score "
                f"({scored / of:.2%}, floor {options.coverage_floor:.0%}); bounds stand in place "
                "of the means"
            )
    return lines
