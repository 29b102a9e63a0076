"""The settings of a run that may be shown to anyone.

lm-eval copies ``model_args`` into its results twice, tokens and all. Only the names listed here
are ever read out of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

__all__ = ["Settings", "read_settings", "shown_model"]

_MODEL_ARGS = ("pretrained", "model", "peft", "delta", "revision", "dtype")
_GENERATION = (
    "do_sample", "temperature", "top_p", "top_k", "min_p", "typical_p", "num_beams",
    "repetition_penalty", "presence_penalty", "frequency_penalty", "no_repeat_ngram_size",
    "max_gen_toks", "max_new_tokens", "max_tokens", "max_completion_tokens", "max_length",
    "until", "stop", "seed",
)  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """How the responses were made and read. None is "not recorded"."""

    model_type: str | None = None
    """The harness's name for the backend, such as ``hf``."""
    model_args: tuple[tuple[str, str], ...] = ()
    """Only what identifies the model: name, revision, number format."""
    model_revision: str | None = None
    """The commit the weights came from as the backend found it, else the revision asked for."""
    generation: tuple[tuple[str, str], ...] = ()
    withheld: tuple[str, ...] = ()
    """Names of generation settings whose values are not shown."""
    chat_template: bool | None = None
    """Whether the chat template was applied."""
    system_instruction: str | None = None
    """SHA-256 of the system instruction; the text itself is not kept."""
    reader: str | None = None
    toxicity: str | None = None
    """The scorer chosen, ``SPEC`` or ``SPEC @ revision``; the scores say which one was used."""
    sentiment: str | None = None
    coverage_floor: float | None = None
    """Share of scored options below which the run's means are not publishable."""
    shots: int | None = None
    """Examples put before each prompt."""
    started: str | None = None
    """ISO 8601, UTC."""
    repeats: int | None = None


def read_settings(results: Mapping[str, Any], task: str) -> Settings:
    """Take the settings that may be shown out of a results JSON; of no JSON, nothing is known."""
    if not results:
        return Settings()
    config = _mapping(results.get("config"))
    task_config = _mapping(_mapping(results.get("configs")).get(task))
    chosen = _mapping(_mapping(task_config.get("metadata")).get("stereo_ja"))
    generation = _mapping(task_config.get("generation_kwargs"))
    model_args = _model_args(config.get("model_args"))
    return Settings(
        model_type=_text(config.get("model")) or _text(results.get("model_source")),
        model_args=tuple(
            (key, shown_model(model_args[key])) for key in _MODEL_ARGS if key in model_args
        ),
        model_revision=_text(config.get("model_sha"))
        or model_args.get("revision")
        or _text(config.get("model_revision")),
        generation=tuple((key, _show(generation[key])) for key in _GENERATION if key in generation),
        withheld=tuple(sorted(str(key) for key in generation if key not in _GENERATION)),
        chat_template=_chat_template(results),
        system_instruction=_text(results.get("system_instruction_sha")),
        reader=_text(chosen.get("reader")),
        toxicity=_scorer(chosen, "toxicity"),
        sentiment=_scorer(chosen, "sentiment"),
        coverage_floor=_share(chosen.get("coverage_floor")),
        shots=_count(_mapping(results.get("n-shot")).get(task, task_config.get("num_fewshot"))),
        started=_date(results.get("date")),
        repeats=_positive(task_config.get("repeats")),
    )


def shown_model(name: str) -> str:
    """A model's name as it may be shown: of an address only its end, which holds no secret.

    ``https://user:secret@host/org/model?token=…`` is ``remote model model``. Names of the Hub and
    paths come back as they are.
    """
    first = name.split("/", 1)[0]
    whole = "://" in name
    # A folder that lm-eval named after an address has lost the marks that tell its parts apart.
    if not whole and first.rstrip(":") in ("http", "https", "ftp"):
        return "remote model"
    if not whole and (not first or first in (".", "..", "~")):  # a path
        return name
    if not (whole or "?" in name or (":" in first and "@" in first)):
        return name
    # Without a scheme, too, what comes before the first slash may be a host with a password.
    path = re.split("[?#;&]", name.partition("://")[2] or name, maxsplit=1)[0].split("/")[1:]
    last = next((part for part in reversed(path) if part), "")
    # An @ here is the end of a password with a slash in it.
    return f"remote model {last}" if last and "@" not in last else "remote model"


def _scorer(chosen: Mapping[str, Any], kind: str) -> str | None:
    spec, revision = _text(chosen.get(kind)), _text(chosen.get(f"{kind}_revision"))
    return f"{spec} @ {revision}" if spec and revision else spec


def _model_args(value: object) -> dict[str, str]:
    """lm-eval records a mapping or ``key=value,key=value``, depending on how it was called."""
    if isinstance(value, Mapping):
        return {str(key): str(item) for key, item in value.items() if item is not None}
    if isinstance(value, str):
        pairs = (part.partition("=") for part in value.split(","))
        return {key.strip(): item.strip() for key, _, item in pairs if item}
    return {}


def _chat_template(results: Mapping[str, Any]) -> bool | None:
    """Off is recorded as null; a served backend applies its own and is recorded as ``""``."""
    if "chat_template" not in results:
        return None
    return results["chat_template"] is not None


def _date(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value, timezone.utc).isoformat(timespec="seconds")
    except (OverflowError, OSError, ValueError):
        return None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _show(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, default=str)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _positive(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _share(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        return None
    return float(value)
