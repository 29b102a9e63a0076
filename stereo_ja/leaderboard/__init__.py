"""Rows for a leaderboard, from runs that lm-eval saved."""

from __future__ import annotations

from stereo_ja.leaderboard._board import build_board
from stereo_ja.leaderboard._files import File, Written
from stereo_ja.leaderboard._flat import to_csv, to_json_text
from stereo_ja.leaderboard._hub import HubOptions, to_hub
from stereo_ja.leaderboard._markdown import to_markdown
from stereo_ja.leaderboard._model import Apart, Board, Cell, Row, Share, Table
from stereo_ja.leaderboard.eee import EeeOptions, to_eee

__all__ = [
    "Apart",
    "Board",
    "Cell",
    "EeeOptions",
    "File",
    "HubOptions",
    "Row",
    "Share",
    "Table",
    "Written",
    "build_board",
    "to_csv",
    "to_eee",
    "to_hub",
    "to_json_text",
    "to_markdown",
]
