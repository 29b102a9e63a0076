"""The scorers in force: from the environment, or the defaults."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from stereo_ja.doctor._finding import Finding
from stereo_ja.doctor._reach import Answer
from stereo_ja.doctor._services import has_key
from stereo_ja.errors import StereoJaError
from stereo_ja.scoring import (
    DEFAULT_SPECS,
    SCORERS,
    SPEC_HELP,
    Kind,
    make_scorer,
    resolve_spec,
)

__all__ = ["Chosen", "chosen", "scorer"]

_WEIGHTS = (
    "model.safetensors",
    "model.safetensors.index.json",
    "pytorch_model.bin",
    "pytorch_model.bin.index.json",
)
_ELSE = (
    "or hf:DIRECTORY with a copy, or lexicon (a smoke test), "
    "or none: refusal and invalid rates need no scorer"
)


@dataclass(frozen=True)
class Chosen:
    """A scorer in force."""

    kind: Kind
    spec: str
    repo: str | None = None
    """A Hub id or a directory; None for scorers that are no model, or a wrong SPEC."""
    revision: str | None = None
    error: str | None = None
    """Why the SPEC is refused."""

    @property
    def on_hub(self) -> bool:
        """Whether it is a model named by a Hub id, not by a directory."""
        if self.repo is None or Path(self.repo).expanduser().exists():
            return False
        return not self.repo.startswith(("/", ".", "~", "\\")) and self.repo.count("/") < 2


def chosen(kind: Kind) -> Chosen:
    """The scorer a run uses when it names none."""
    spec = resolve_spec(kind)
    try:
        make_scorer(kind, spec)
        name, _, rest = spec.partition(":")
        if name != "hf":
            return Chosen(kind, spec)
        from stereo_ja.scoring.hf._spec import parse_repo, split_revision

        repo, revision, _ = parse_repo(rest)
        return Chosen(kind, spec, repo, split_revision(revision)[0])
    except StereoJaError as error:
        return Chosen(kind, spec, error=str(error))


def scorer(choice: Chosen, ask: Callable[[], Answer] | None) -> Finding:
    """Whether it can work here; nothing is loaded or downloaded.

    Args:
        choice: The scorer.
        ask: Waits for the Hub's answer about it; None if it is not on the Hub.
    """
    name = f"{choice.kind} scorer"
    source = "default" if choice.spec == DEFAULT_SPECS[choice.kind] else "chosen by environment"
    what = f"{choice.spec} ({source})"
    if choice.error is not None:
        variable = f"STEREO_JA_{choice.kind.upper()}"
        return Finding(name, "problem", choice.error, f"set {variable} to one of: {SPEC_HELP}")
    if choice.repo is None:
        return _without_model(name, what, choice)
    lacking = [package for package in ("torch", "transformers") if find_spec(package) is None]
    if lacking:
        fix = f"pip install {' '.join(lacking)}"
        return Finding(name, "missing", f"{what} needs {' and '.join(lacking)}", fix)
    if ask is None:
        there = (Path(choice.repo).expanduser() / "config.json").is_file()
        if there:
            return Finding(name, "ok", f"{what}: the directory is there")
        fix = "name the folder that save_pretrained wrote, or a model on the Hub"
        return Finding(name, "problem", f"{what}: no such directory with a config.json", fix)
    commit = _cached(choice.repo, choice.revision)
    if commit:
        return Finding(name, "ok", f"{what}: in the local cache, commit {commit[:7]}")
    answer = ask()
    what += " is not in the local cache"
    if answer.state == "offers":
        fix = "nothing now: the first run downloads it"
        return Finding(name, "missing", f"{what}; the Hub offers it", fix)
    if answer.state == "refuses":
        fix = f"check the name, or log in with `hf auth login` if it is private; {_ELSE}"
        return Finding(name, "problem", f"{what}, and the Hub does not offer it", fix)
    fix = f"go online once, {_ELSE}"
    return Finding(name, "missing", f"{what}, and {answer.detail}", fix)


def _without_model(name: str, what: str, choice: Chosen) -> Finding:
    service = SCORERS.services().get(choice.spec.partition(":")[0])
    if service is not None:
        if not has_key(os.environ, service.key):
            return Finding(name, "missing", f"{what} needs a key", f"set {service.key}; {_ELSE}")
        return Finding(name, "ok", what)
    try:
        make_scorer(choice.kind, choice.spec).check()
    except StereoJaError as error:
        return Finding(name, "problem", str(error), "name another one")
    return Finding(name, "ok", what)


def _cached(repo: str, revision: str | None) -> str | None:
    """The commit in the local cache; None if its configuration or its weights are not there."""
    from huggingface_hub import try_to_load_from_cache

    try:
        config = try_to_load_from_cache(repo, "config.json", revision=revision)
        weights = [try_to_load_from_cache(repo, name, revision=revision) for name in _WEIGHTS]
    except ValueError:
        # Not a name that the Hub could have.
        return None
    if not isinstance(config, str) or not any(isinstance(path, str) for path in weights):
        return None
    return Path(config).parent.name
