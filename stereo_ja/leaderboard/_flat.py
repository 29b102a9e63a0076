"""A leaderboard as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from stereo_ja.leaderboard._model import Board, Row
from stereo_ja.leaderboard._notes import notes
from stereo_ja.leaderboard._text import model_label, one_line
from stereo_ja.pipeline import KINDS
from stereo_ja.version import __version__

__all__ = ["to_csv", "to_json_text"]


def to_json_text(board: Board) -> str:
    """Tables of rows with every number in full, as indented JSON; missing values are null.

    Keys: ``stereo_ja`` (version), ``draws``, ``seed``, ``tables`` (``ranked_by rank_n rank_k
    why_unranked shared differing rows``), ``apart`` (``tables``, ``reasons``) and ``notes``. A
    row's ``metrics`` hold ``value n interval interval_kind stderr df groups_only bounds
    why_missing why_no_interval`` each.
    """
    value = {
        "stereo_ja": __version__,
        "draws": board.draws,
        "seed": board.seed,
        "tables": [
            {
                "ranked_by": table.ranked_by,
                "rank_n": table.rank_n,
                "rank_k": table.rank_k,
                "why_unranked": table.why_unranked,
                "shared": dict(table.shared),
                "differing": list(table.differing),
                "rows": [_row(row) for row in table.rows],
            }
            for table in board.tables
        ],
        "apart": [
            {"tables": list(one.tables), "reasons": list(one.reasons)} for one in board.apart
        ],
        "notes": notes(board),
    }
    return json.dumps(_plain(value), ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _row(row: Row) -> dict[str, Any]:
    run, settings = row.run, row.run.settings
    return {
        "rank": row.rank,
        "rank_value": row.rank_value,
        "rank_chances": list(row.rank_chances),
        "marginal_rank": row.marginal_rank,
        "name": run.name,
        "model": row.model,
        "model_revision": settings.model_revision,
        "harness_version": run.harness_version,
        "task": run.task,
        "task_version": run.task_version,
        "prompts": run.prompts or run.expected,
        "responses": len(run.samples) or None,
        "reader": settings.reader,
        "scorers": {kind: list(row.scorers[kind]) for kind in KINDS},
        "backend": settings.model_type,
        "model_args": {key: model_label(value) for key, value in settings.model_args},
        "generation": dict(settings.generation),
        "generation_withheld": list(settings.withheld),
        "chat_template": settings.chat_template,
        "system_instruction_sha256": settings.system_instruction,
        "started": settings.started,
        "source": run.source.name,
        "facts": dict(row.facts),
        "coverage": {kind: vars(row.coverage[kind]) for kind in KINDS},
        "metrics": {metric: vars(cell) for metric, cell in row.cells.items()},
        "smoke_test": [kind for kind in KINDS if kind in row.smoke],
        "marks": list(row.marks),
    }


def to_csv(board: Board) -> str:
    """One line per run after a line of names; a missing value is empty. Numbers are in full.

    ``METRIC_low`` and ``METRIC_high`` are the 95 % interval; ``METRIC_at_least`` and
    ``METRIC_at_most`` stand where there is no number because coverage is under the floor.
    """
    file = io.StringIO()
    lines = [
        _line(number, row) for number, table in enumerate(board.tables, 1) for row in table.rows
    ]
    names = dict.fromkeys(name for line in lines for name in line)
    writer = csv.DictWriter(file, list(names), lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return file.getvalue()


def _line(table: int, row: Row) -> dict[str, object]:
    whole = _row(row)
    generation = json.dumps(whole["generation"], ensure_ascii=False)
    texts = {
        "name": whole["name"],
        "model": whole["model"],
        "model_revision": whole["model_revision"],
        "harness_version": whole["harness_version"],
        "task": whole["task"],
        "task_version": whole["task_version"],
        "prompts": row.facts["prompts"],
        "generations_per_prompt": row.facts["generations per prompt"],
        "reader": whole["reader"],
        "toxicity_scorer": " + ".join(row.scorers["toxicity"]),
        "sentiment_scorer": " + ".join(row.scorers["sentiment"]),
        "backend": whole["backend"],
        "generation": generation,
        "chat_template": row.facts["chat template"],
        "system_instruction": row.facts["system instruction"],
        "started": whole["started"],
        "marks": "; ".join(row.marks),
    }
    line: dict[str, object] = {"table": table, "rank": row.rank}
    line |= {"rank_value": row.rank_value, "marginal_rank": row.marginal_rank}
    line |= {key: None if value is None else _cell(value) for key, value in texts.items()}
    for kind in KINDS:
        line[f"{kind}_coverage"] = row.coverage[kind].share
        line[f"{kind}_publishable"] = row.coverage[kind].publishable
    for metric, cell in row.cells.items():
        low, high = cell.interval or (None, None)
        least, most = cell.bounds or (None, None)
        line |= {
            metric: cell.value,
            f"{metric}_n": cell.n,
            f"{metric}_low": low,
            f"{metric}_high": high,
            f"{metric}_interval": cell.interval_kind,
            f"{metric}_stderr": cell.stderr,
            f"{metric}_df": cell.df,
            f"{metric}_at_least": least,
            f"{metric}_at_most": most,
            f"{metric}_why_missing": cell.why_missing or cell.why_no_interval,
        }
    return line


def _cell(text: str) -> str:
    """A spreadsheet takes what begins like this for a formula and runs it."""
    text = one_line(text, 1000)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _plain(value: Any) -> Any:
    """Without lone surrogates, which UTF-8 cannot hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
