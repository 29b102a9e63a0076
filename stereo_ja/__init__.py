"""stereo-ja: how a language model speaks about people, measured in Japanese."""

from __future__ import annotations

from stereo_ja.version import TASK_VERSION, __version__

__all__ = ["TASK_VERSION", "__version__"]
