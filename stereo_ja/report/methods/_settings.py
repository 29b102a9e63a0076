"""The methods box: what made the numbers, from an allow-list of settings."""

from __future__ import annotations

from stereo_ja.report._format import count, place, plain
from stereo_ja.runs import Run, ScorerUse
from stereo_ja.version import __version__

__all__ = ["methods"]

_UNKNOWN = "not recorded"


def methods(run: Run, scorers: list[ScorerUse]) -> list[tuple[str, list[str]]]:
    """Terms and what to say about each, one string per line."""
    settings = run.settings
    generation = [f"{key} = {plain(value, 120)}" for key, value in settings.generation]
    if settings.withheld:
        generation.append(
            "set but not shown: " + ", ".join(plain(k, 60) for k in settings.withheld)
        )
    arguments = [f"{key} = {place(value)}" for key, value in settings.model_args]
    template = {True: "applied", False: "off", None: _UNKNOWN}[settings.chat_template]
    served = settings.chat_template and settings.model_type and "chat" in settings.model_type
    prompts = f"{count(run.prompts)} prompts, {count(len(run.samples))} responses"
    if run.total is not None:
        prompts += f" (the task has {count(run.total)} prompts)"
    return [
        ("Model", [place(run.model), *arguments, f"backend: {settings.model_type or _UNKNOWN}"]),
        ("Task", [f"{run.task}, version {run.task_version or _UNKNOWN}", prompts]),
        ("Generation", generation or [_UNKNOWN]),
        ("Chat template", [template + (" (by the server)" if served else "")]),
        (
            "System instruction",
            [f"SHA-256 {settings.system_instruction}"]
            if settings.system_instruction
            else ["none recorded"],
        ),
        ("Reader", [plain(settings.reader or _UNKNOWN)]),
        ("Toxicity scorer", _scorers(scorers, "toxicity", settings.toxicity)),
        ("Sentiment scorer", _scorers(scorers, "sentiment", settings.sentiment)),
        (
            "Harness",
            [
                f"lm-eval {run.harness_version or '(version not recorded)'}",
                f"started {settings.started or _UNKNOWN}",
            ],
        ),
        ("Report", [f"stereo-ja {__version__}, from {run.source.name}"]),
    ]


def _scorers(scorers: list[ScorerUse], kind: str, chosen: str | None) -> list[str]:
    lines = []
    for use in scorers:
        if use.kind != kind:
            continue
        lines.append(f"{plain(use.scorer)} @ {plain(use.revision or 'no revision recorded')}")
        total = use.scored + use.not_scorable + use.failed
        lines.append(
            f"{count(total)} options: {count(use.scored)} scored, "
            f"{count(use.not_scorable)} not scorable, {count(use.failed)} failed"
        )
        if use.first:
            first, last = plain(use.first, 40), plain(use.last, 40)
            lines.append(f"scored {first}" + (f" to {last}" if last != first else ""))
        lines.extend(f"“{plain(reason, 100)}”: {count(n)}" for reason, n in use.reasons[:5])
    if not lines and chosen:
        return [f"{plain(chosen)} (chosen; there was no option to score)"]
    return lines or [_UNKNOWN]
