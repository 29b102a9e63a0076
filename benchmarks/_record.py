"""Writes a measurement with the command that made it."""

from __future__ import annotations

import json
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"


def record(name: str, command: str, figures: dict[str, object]) -> None:
    """Write ``results/NAME.json`` and print it."""
    found = {
        "command": command,
        "date": date.today().isoformat(),
        "python": platform.python_version(),
        "versions": {p: version(p) for p in ("lm-eval", "torch", "transformers", "stereo-ja")},
        "figures": figures,
    }
    text = json.dumps(found, indent=2, ensure_ascii=False)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    print(text)
