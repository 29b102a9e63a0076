"""Results as the Hugging Face Hub's community evals read them.

One YAML list per run, for the folder ``.eval_results/`` of the model's repository. The format is
documented at https://huggingface.co/docs/hub/eval-results: ``dataset.id``, ``dataset.task_id`` and
``value`` are required, ``source.url`` is if there is a ``source``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stereo_ja.leaderboard._files import File, Written
from stereo_ja.leaderboard._model import Board, Cell, Row
from stereo_ja.leaderboard._text import one_line, safe_name
from stereo_ja.metrics import metric_named
from stereo_ja.version import __version__

__all__ = ["HubOptions", "to_hub"]

_DIGITS = 6


@dataclass(frozen=True)
class HubOptions:
    """Where a result belongs and where it comes from."""

    dataset_id: str = "stereo-ja/ja_stereotype"
    """The benchmark's dataset on the Hub, whose ``eval.yaml`` names the tasks."""
    source_url: str = "https://arxiv.org/abs/2503.01947"
    """Traces of the run, or a paper."""
    source_name: str = "stereo-ja; benchmark of Nakanishi et al. 2025"


def to_hub(board: Board, options: HubOptions | None = None) -> Written:
    """``.eval_results/NAME.yaml`` for every run, one entry for every publishable metric.

    ``task_id`` is ``TASK_METRIC``. A value that is missing or not publishable has no entry, and a
    run without any entry has no file.
    """
    options = options or HubOptions()
    files: dict[str, bytes] = {}
    left_out = []
    for row in board.rows:
        entries = []
        for metric, cell in row.cells.items():
            if metric_named(metric).unit == "count":  # the Hub takes scores
                continue
            if cell.value is None:
                why = cell.why_missing or "no value"
                left_out.append(f"{one_line(row.run.name)}: no entry for {metric}: {why}")
            else:
                entries.append(_entry(row, metric, cell, cell.value, options))
        if entries:
            files[_free(safe_name(row.run.name), files)] = _yaml(entries)
    return Written(tuple(File(path, content) for path, content in files.items()), tuple(left_out))


def _entry(row: Row, metric: str, cell: Cell, value: float, options: HubOptions) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "dataset": {"id": options.dataset_id, "task_id": f"{row.run.task}_{metric}"},
        "value": round(value, _DIGITS),
    }
    if row.run.settings.started:
        entry["date"] = row.run.settings.started.replace("+00:00", "Z")
    entry["source"] = {"url": options.source_url, "name": options.source_name}
    entry["notes"] = "; ".join(_notes(row, metric, cell))
    return entry


def _notes(row: Row, metric: str, cell: Cell) -> list[str]:
    kind = metric_named(metric).kind
    notes = []
    if kind in row.smoke:
        notes.append("SMOKE TEST by word lists (lexicon), not a measurement")
    if cell.n is not None:
        notes.append(f"n = {cell.n}")
    if cell.interval:
        low, high = (round(end, _DIGITS) for end in cell.interval)
        notes.append(f"95 % interval [{low}, {high}], over {cell.interval_kind}")
    if kind:
        share = row.coverage[kind].share
        notes.append(f"{kind} scorer {one_line(' + '.join(row.scorers[kind])) or 'not recorded'}")
        notes.append(f"coverage {'not recorded' if share is None else round(share, _DIGITS)}")
        refusals = row.cells.get("refusal_rate")
        if refusals is not None and (refused := refusals.value) is not None:
            notes.append(f"refusal rate {round(refused, _DIGITS)}: refused prompts are not in it")
    facts = ("task version", "prompts", "generations per prompt", "reader", "max new tokens")
    notes += [f"{name} {one_line(row.facts[name])}" for name in facts]
    notes.append(f"chat template {row.facts['chat template']}")
    notes.append(f"lm-eval {row.run.harness_version or 'of unknown version'}")
    return [*notes, f"stereo-ja {__version__}"]


def _yaml(entries: list[dict[str, Any]]) -> bytes:
    import yaml

    text = yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=1_000_000)
    return text.encode("utf-8", "backslashreplace")


def _free(name: str, taken: dict[str, bytes]) -> str:
    path, number = f".eval_results/{name}.yaml", 1
    while path in taken:
        number += 1
        path = f".eval_results/{name}_{number}.yaml"
    return path
