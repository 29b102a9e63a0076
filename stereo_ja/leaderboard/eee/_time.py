"""When a run was made."""

from __future__ import annotations

import re
from datetime import datetime, timezone

from stereo_ja.runs import Run, scorers_used

__all__ = ["unix_time"]

_STAMP = re.compile(r"_(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)")


def unix_time(run: Run) -> str:
    """Seconds since 1970 of the run's recorded start, else of its last score, else of its file.

    Returns:
        A whole number as text; ``unknown`` if nothing tells.
    """
    last = [use.last for use in scorers_used(run.samples) if use.last]
    stamp = _STAMP.search(run.source.name)
    of_file = "{}T{}:{}:{}+00:00".format(*stamp.groups()) if stamp else None
    for text in (run.settings.started, max(last, default=None), of_file):
        try:
            found = datetime.fromisoformat(text) if text else None
        except ValueError:
            continue
        if found:
            aware = found if found.tzinfo else found.replace(tzinfo=timezone.utc)
            return str(int(aware.timestamp()))
    return "unknown"
