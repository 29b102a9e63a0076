"""The command that goes on where scoring stopped."""

from __future__ import annotations

import shlex
from pathlib import Path

from stereo_ja.harness._options import Options

__all__ = ["resume_line"]


def resume_line(journal: Path, options: Options, output_path: Path | None) -> str:
    """A command line that scores the kept generations; stored scores are not asked for again.

    Args:
        journal: The file with the generations.
        options: What the run was to use.
        output_path: The run's ``--output_path``; the new results go beside it.
    """
    beside = Path("rescored") if output_path is None else Path(f"{output_path}-rescored")
    command = ["stereo-ja", "rescore", str(journal), "-o", str(beside)]
    for kind, spec in options.scorers.items():
        command += [f"--{kind}", spec]
    command += ["--reader", options.reader]
    command += ["--judge", options.judge] if options.judge else []
    return shlex.join(command)
