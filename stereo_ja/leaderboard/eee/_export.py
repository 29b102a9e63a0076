"""Every record of every run, as files."""

from __future__ import annotations

import hashlib
from typing import Any

from stereo_ja.jsontext import to_json
from stereo_ja.leaderboard._files import File, Written
from stereo_ja.leaderboard._model import Board, Row
from stereo_ja.leaderboard._text import one_line, safe_name
from stereo_ja.leaderboard.eee._aggregate import EeeOptions, aggregate
from stereo_ja.leaderboard.eee._identity import model_of, uuid_of
from stereo_ja.leaderboard.eee._instances import instances

__all__ = ["to_eee"]

# Ends of lines for readers that split text at more than \n.
_LINE_ENDS = ("\x85", "\u2028", "\u2029")


def to_eee(board: Board, options: EeeOptions | None = None) -> Written:
    """``data/TASK/ORGANISATION/MODEL/UUID.json`` for every run, its instances beside it.

    The instances are in ``UUID_samples.jsonl``. A run without any publishable value has no file.
    """
    options = options or EeeOptions()
    files: dict[str, bytes] = {}
    left_out = []
    for row in board.rows:
        name = one_line(row.run.name)
        for metric, cell in row.cells.items():
            if cell.value is None:
                why = cell.why_missing or "no value"
                left_out.append(f"{name}: no result for {metric}: {why}")
        files.update(_files(row, options, board))
    return Written(tuple(File(path, content) for path, content in files.items()), tuple(left_out))


def _files(row: Row, options: EeeOptions, board: Board) -> dict[str, bytes]:
    model = model_of(row.run)
    record = aggregate(row, model, options)
    if not record["evaluation_results"]:
        return {}
    lines = [_line(one) for one in instances(row, model, record["evaluation_id"], options)]
    samples = b"".join(lines)
    name = uuid_of(_line(record) + samples)
    folder = f"data/{safe_name(row.run.task)}/{model.folder}"
    files = {}
    if lines:
        path = f"{folder}/{name}_samples.jsonl"
        record["detailed_evaluation_results"] = {
            "format": "jsonl",
            "file_path": path,
            "hash_algorithm": "sha256",
            "checksum": hashlib.sha256(samples).hexdigest(),
            "total_rows": len(lines),
            "additional_details": {"text": "included" if options.include_text else "SHA-256 only"},
        }
        files[path] = samples
    return {f"{folder}/{name}.json": _line(record)} | files


def _line(record: dict[str, Any]) -> bytes:
    text = to_json(record)
    for end in _LINE_ENDS:
        text = text.replace(end, f"\\u{ord(end):04x}")
    return text.encode("utf-8") + b"\n"
