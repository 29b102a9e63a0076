"""The offline demonstration: a bundled toy model and a small, even part of the benchmark."""

from __future__ import annotations

from stereo_ja.demo._model import model_folder
from stereo_ja.demo._part import demo_indices

__all__ = ["demo_indices", "model_folder"]
