"""Records for the Every Eval Ever store: one aggregate per run, one instance per response.

The schemas are those of version 0.3.0 of https://github.com/evaleval/every_eval_ever.
"""

from __future__ import annotations

from stereo_ja.leaderboard.eee._aggregate import EeeOptions
from stereo_ja.leaderboard.eee._export import to_eee

__all__ = ["EeeOptions", "to_eee"]
