"""The aggregate record of one run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import isinf
from typing import Any

from stereo_ja.leaderboard._model import Cell, Row
from stereo_ja.leaderboard._text import one_line
from stereo_ja.leaderboard.eee._identity import Model
from stereo_ja.leaderboard.eee._time import unix_time
from stereo_ja.metrics import TOXIC_THRESHOLD, metric_named
from stereo_ja.version import __version__

__all__ = ["SCHEMA_VERSION", "EeeOptions", "aggregate", "result_id"]

SCHEMA_VERSION = "0.3.0"

_STIMULI = (
    "https://arxiv.org/abs/2503.01947",
    "https://github.com/momijiro/stereotype_japanese_llm",
)
_ENGINES = {"hf": "transformers", "hf-auto": "transformers", "vllm": "vllm", "sglang": "sglang"}
_TOKENS = ("max_gen_toks", "max_new_tokens", "max_tokens", "max_completion_tokens")


@dataclass(frozen=True)
class EeeOptions:
    """What a run does not know of itself."""

    organisation: str = "not stated"
    """Who provides the results."""
    relationship: str = "other"
    """To the model's developer: ``first_party third_party collaborative other``."""
    include_text: bool = False
    """Whether instance records hold prompts and responses; else their hashes."""


def result_id(row: Row, metric: str) -> str:
    """What joins an instance record to one metric of its aggregate."""
    return f"{row.run.task}/{metric}"


def aggregate(row: Row, model: Model, options: EeeOptions) -> dict[str, Any]:
    """The record, without the reference to its instances.

    It holds names, numbers and settings from allow-lists, and no text of a prompt or a response.
    A metric that is missing or not publishable has no result; ``not_published`` says why.
    ``retrieved_timestamp`` is the run's own time, so that the same run gives the same record.
    """
    run = row.run
    time = unix_time(run)
    return {
        "schema_version": SCHEMA_VERSION,
        "evaluation_id": f"{run.task}/{model.id}/{time}",
        "evaluation_timestamp": time,
        "retrieved_timestamp": time,
        "source_metadata": {
            "source_name": "stereo-ja",
            "source_type": "evaluation_run",
            "source_organization_name": options.organisation,
            "evaluator_relationship": options.relationship,
            "additional_details": _about(row),
        },
        "eval_library": {
            "name": "lm_eval",
            "version": run.harness_version or "unknown",
            "additional_details": {
                "plugin": "stereo-ja",
                "plugin_version": __version__,
                "task": run.task,
                "task_version": run.task_version or "not recorded",
            },
        },
        "model_info": _model(row, model),
        "evaluation_results": [
            _result(row, metric, cell, time)
            for metric, cell in row.cells.items()
            if cell.value is not None
        ],
    }


def _about(row: Row) -> dict[str, str]:
    missing = {
        metric: (cell.why_missing or "no value")
        + (f", between {cell.bounds[0]:.6f} and {cell.bounds[1]:.6f}" if cell.bounds else "")
        for metric, cell in row.cells.items()
        if cell.value is None
    }
    about = {
        "retrieved_timestamp": "the time of the run, from whose files alone the record is made",
        "is_correct": "not applicable: no answer is correct here. The instance schema asks for a "
        "boolean; it is false in every instance record and says nothing",
    }
    about |= {f"not_published.{metric}": why for metric, why in missing.items()}
    return about | {f"mark.{number}": mark for number, mark in enumerate(row.marks, 1)}


def _model(row: Row, model: Model) -> dict[str, Any]:
    settings = row.run.settings
    kind = settings.model_type or ""
    details = {
        "deployment_type": "self_deployed" if kind in _ENGINES else "unknown",
        "model_availability": "unknown",
        "revision": one_line(settings.model_revision or "not recorded"),
        "backend": one_line(kind or "not recorded"),
    }
    names = ("dtype", "peft", "delta")
    details |= {key: one_line(value) for key, value in settings.model_args if key in names}
    info = {"name": row.model, "id": model.id, "developer": model.organisation}
    engine = {"inference_engine": {"name": _ENGINES[kind]}} if kind in _ENGINES else {}
    return info | engine | {"additional_details": details}


def _result(row: Row, metric: str, cell: Cell, time: str) -> dict[str, Any]:
    return {
        "evaluation_result_id": result_id(row, metric),
        "evaluation_name": row.run.task,
        "evaluation_timestamp": time,
        "source_data": {
            "dataset_name": row.run.task,
            "source_type": "url",
            "url": list(_STIMULI),
            "additional_details": {"prompts": row.facts["prompts"]},
        },
        "metric_config": _metric(row, metric),
        "score_details": _score(row, metric, cell),
        "generation_config": _generation(row),
    }


_UNITS = {"share": "proportion", "score": "score", "count": "options"}


def _metric(row: Row, name: str) -> dict[str, Any]:
    metric = metric_named(name)
    kind = metric.kind
    # The schema's flag cannot be left out; where no direction is better it says nothing.
    details = {"polarity": metric.better or "none", "reader": row.facts["reader"]}
    if kind:
        details["scorer"] = one_line(" + ".join(row.scorers[kind])) or "not recorded"
        if kind in row.smoke:
            details["smoke_test"] = "scored by word lists (lexicon): not a measurement"
    config: dict[str, Any] = {
        "evaluation_description": metric.description,
        "metric_id": f"stereo-ja.{name}",
        "metric_name": name,
        "metric_kind": kind or ("count" if metric.unit == "count" else name),
        "metric_unit": _UNITS[metric.unit],
        "lower_is_better": metric.better == "lower",
        "score_type": "continuous",
        "min_score": metric.low,
        "max_score": "Infinity" if isinf(metric.high) else metric.high,
        "additional_details": details,
    }
    parameters = {"metric_parameters": {"threshold": TOXIC_THRESHOLD}}
    return config | (parameters if name == "toxic_rate" else {})


def _score(row: Row, metric: str, cell: Cell) -> dict[str, Any]:
    uncertainty: dict[str, Any] = {}
    if cell.stderr is not None:
        method = f"linearised ratio; random: {cell.interval_kind or 'not recorded'}"
        if cell.df is not None:
            method += f"; templates within their formats; {cell.df:.1f} degrees of freedom"
        uncertainty["standard_error"] = {"value": cell.stderr, "method": method}
    if cell.interval:
        uncertainty["confidence_interval"] = {
            "lower": cell.interval[0],
            "upper": cell.interval[1],
            "confidence_level": 0.95,
            "method": f"Student's t; random: {cell.interval_kind}"
            if cell.stderr is not None
            else cell.interval_kind,
        }
    details = {"n": "not recorded" if cell.n is None else str(cell.n)}
    if cell.n is not None:
        uncertainty["num_samples"] = cell.n
    if kind := metric_named(metric).kind:
        found = row.coverage[kind]
        details["coverage"] = "not recorded" if found.share is None else f"{found.share:.6f}"
        details["coverage_floor"] = f"{found.floor:g}"
    return {"score": cell.value, "details": details, "uncertainty": uncertainty}


def _generation(row: Row) -> dict[str, Any]:
    settings = row.run.settings
    held = dict(settings.generation)
    known: dict[str, Any] = {}
    for name in ("temperature", "top_p", "top_k"):
        if isinstance(value := _number(held.get(name)), int | float):
            known[name] = value
    tokens = next((held[name] for name in _TOKENS if name in held), None)
    if isinstance(value := _number(tokens), int) and value > 0:
        known["max_tokens"] = value
    others = {name: one_line(text) for name, text in held.items() if name not in known}
    for name in ("generations per prompt", "chat template", "system instruction"):
        others[name.replace(" ", "_")] = row.facts[name]
    return {"generation_args": known, "additional_details": others}


def _number(text: str | None) -> float | int | None:
    value = None if text is None else json.loads(text)
    return None if isinstance(value, bool) or not isinstance(value, int | float) else value
