"""Where the bundled toy model is."""

from __future__ import annotations

from pathlib import Path

__all__ = ["model_folder"]


def model_folder() -> Path:
    """The folder of the toy model, in the layout that ``from_pretrained`` reads."""
    return Path(__file__).resolve().parent / "model"
