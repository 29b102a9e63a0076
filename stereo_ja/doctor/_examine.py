"""All checks in order, the slow ones started first and awaited last."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from stereo_ja.doctor import (
    _gpu,
    _hub,
    _lm_eval,
    _package,
    _packages,
    _scorers,
    _services,
    _storage,
)
from stereo_ja.doctor._finding import Finding
from stereo_ja.doctor._reach import Answer

__all__ = ["examine", "healthy"]

_PATIENCE = 4.0
"""Seconds after which slow checks are given up."""

Check = Callable[[], Finding | list[Finding]]


def examine() -> list[Finding]:
    """Run every check. Takes less than 5 seconds, loads no model, downloads nothing."""
    gpu = _gpu.ask_gpu(time.monotonic() + _PATIENCE)
    hub = _Hub()
    services = _services.Services()
    sections: dict[str, list[tuple[str, bool, Check]]] = {
        "Python and stereo-ja": [
            ("Python", True, _package.python),
            ("stereo-ja", True, _package.package),
            ("stimuli", True, _package.stimuli),
            ("Japanese dictionary", True, _package.dictionary),
            ("lexicon scorers", True, _package.lexicons),
            ("demo model", False, _package.demo_model),
        ],
        "lm-eval": [
            ("lm-eval", True, _lm_eval.lm_eval),
            ("task files", True, _lm_eval.task_files),
            ("tasks inside lm-eval", False, _lm_eval.tasks_inside),
        ],
        "Packages": [("packages", False, _packages.packages)],
        "Storage": [
            ("state folder", False, _storage.state_folder),
            ("disk space", False, _storage.disk_space),
            ("score store", False, _storage.score_store),
        ],
        "Services": [("services", False, services.findings)],
        "Scorers": [("scorers", False, hub.findings)],
        "Hardware": [("GPU", False, gpu)],
    }
    return [
        replace(finding, section=section)
        for section, checks in sections.items()
        for name, required, check in checks
        for finding in _safely(name, required, check)
    ]


def healthy(findings: Iterable[Finding]) -> bool:
    """Whether a run with the lexicon scorers can work."""
    return not any(finding.blocks for finding in findings)


class _Hub:
    """The scorers in force and the Hub, asked about each of them at once."""

    def __init__(self) -> None:
        self._error: Exception | None = None
        self._choices: list[_scorers.Chosen] = []
        self._asks: list[Callable[[], Answer] | None] = []
        try:
            self._choices = [_scorers.chosen("toxicity"), _scorers.chosen("sentiment")]
            self._asks = [
                _hub.ask_hub(choice.repo, choice.revision) if choice.on_hub else None
                for choice in self._choices
            ]
            if not any(self._asks):
                self._any = _hub.ask_hub(None, None)
        except Exception as error:
            self._error = error

    def findings(self) -> list[Finding]:
        if self._error is not None:
            raise self._error
        scorers = [_scorers.scorer(c, a) for c, a in zip(self._choices, self._asks, strict=True)]
        asks = [ask for ask in self._asks if ask is not None] or [self._any]
        return [*scorers, _hub.hub([ask() for ask in asks])]


def _safely(name: str, required: bool, check: Check) -> list[Finding]:
    # A broken installation is what this command is for: any failure of a check is a finding.
    try:
        found = check()
    except Exception as error:
        line = (str(error).splitlines() or [""])[0][:200]
        detail = f"the check itself failed: {type(error).__name__}: {line}"
        lost = error.name if isinstance(error, ModuleNotFoundError) else None
        fix = f"pip install {lost}" if lost else "reinstall stereo-ja"
        return [Finding(name, "problem", detail, fix, required)]
    return [found] if isinstance(found, Finding) else found
