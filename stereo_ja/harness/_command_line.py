"""What the lm-eval command line says that lm-eval does not pass on to a task.

Only a few things are read, each to warn or stop early: where results will be written, whether the
chat template is applied, and whether examples are asked for. Under the Python interface nothing is
known.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CommandLine", "command_line"]

_COMMANDS = ("lm_eval", "lm-eval", "stereo-ja")


@dataclass(frozen=True)
class CommandLine:
    """The few facts of an lm-eval command line that matter before generation."""

    output_path: Path | None
    chat_template: bool
    shots: int
    """Examples asked for before each prompt."""


def command_line(argv: Sequence[str] | None = None) -> CommandLine | None:
    """Read lm-eval's command line, with its ``--config`` file behind it.

    Args:
        argv: The program and its arguments; by default this process's own.

    Returns:
        None when this process was not started as ``lm_eval`` or ``stereo-ja``.
    """
    argv = sys.argv if argv is None else argv
    if not argv or not _is_harness(Path(argv[0])):
        return None
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("--config", "-C")
    parser.add_argument("--output_path", "-o")
    parser.add_argument("--num_fewshot", "-f", type=int)
    parser.add_argument("--apply_chat_template", nargs="?", const=True, default=None)
    try:
        known, _ = parser.parse_known_args(list(argv[1:]))
    except (argparse.ArgumentError, SystemExit):
        # lm-eval itself reports a malformed line; here it only means nothing is known.
        return None
    config = _read_config(known.config)
    output = known.output_path or config.get("output_path")
    shots = config.get("num_fewshot") if known.num_fewshot is None else known.num_fewshot
    chat = known.apply_chat_template
    chat = config.get("apply_chat_template", False) if chat is None else chat
    return CommandLine(
        output_path=Path(output) if isinstance(output, str) else None,
        chat_template=bool(chat),
        shots=shots if isinstance(shots, int) else 0,
    )


def _is_harness(program: Path) -> bool:
    name = program.stem if program.suffix in (".py", ".exe") else program.name
    return name in _COMMANDS or (name == "__main__" and program.parent.name == "lm_eval")


def _read_config(path: str | None) -> dict[str, object]:
    if not path:
        return {}
    import yaml

    try:
        loaded = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    return loaded if isinstance(loaded, dict) else {}
