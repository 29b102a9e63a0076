"""Finds the toxic output of a classifier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.scoring.hf._head import Head, activation_of, labels_of, listed
from stereo_ja.scoring.hf._names import CLEAN, GENERIC, KNOWN_TOXIC, TOXIC, plain

__all__ = ["toxicity_head"]


def toxicity_head(config: Any, repo: str, label: str | None) -> Head:
    """The head's outputs that mean toxic.

    With softmax, every label must be known as toxic or clean, and several toxic classes are added
    up, because they exclude each other. With sigmoid (several attributes at once), exactly one
    label may be named toxic. ``label`` overrides both.

    Args:
        config: a transformers model configuration.
        repo: the model's id or directory.
        label: the name of the output to take, if the user chose one.

    Raises:
        ScorerUnavailable: the names do not say which output is the toxic one.
    """
    spec = f"hf:{repo}"
    labels = labels_of(config)
    activation = activation_of(config, spec)
    if label is None and all(GENERIC.fullmatch(plain(name)) for name in labels):
        label = KNOWN_TOXIC.get(repo)
        if label is None:
            raise ScorerUnavailable(
                f"{spec}: its labels are only {listed(labels)}, which do not say which one is "
                f"toxic; look it up and choose it, for example `{spec}:{labels[-1]}`."
            )
    if label is not None:
        indices: tuple[int, ...] = (_index(label, labels, spec),)
    elif activation == "sigmoid":
        indices = _only_toxic(labels, spec)
    else:
        indices = _toxic_classes(labels, spec)
    return Head(labels, activation, {"toxic": indices})


def _index(label: str, labels: Sequence[str], spec: str) -> int:
    exact = [i for i, name in enumerate(labels) if name == label]
    loose = [i for i, name in enumerate(labels) if plain(name) == plain(label)]
    for found in (exact, loose):
        if len(found) == 1:
            return found[0]
    raise ScorerUnavailable(
        f"{spec}: no label {label!r}; the model has {listed(labels)}; choose one as `{spec}:LABEL`."
    )


def _only_toxic(labels: Sequence[str], spec: str) -> tuple[int, ...]:
    toxic = [i for i, name in enumerate(labels) if plain(name) in TOXIC]
    if len(toxic) == 1:
        return (toxic[0],)
    found = "several" if toxic else "none"
    raise ScorerUnavailable(
        f"{spec}: {found} of its independent labels ({listed(labels)}) is plainly the toxic one; "
        f"choose one as `{spec}:LABEL`."
    )


def _toxic_classes(labels: Sequence[str], spec: str) -> tuple[int, ...]:
    toxic = tuple(i for i, name in enumerate(labels) if plain(name) in TOXIC)
    clean = [name for name in labels if plain(name) in CLEAN]
    if toxic and clean and len(toxic) + len(clean) == len(labels):
        return toxic
    raise ScorerUnavailable(
        f"{spec}: cannot tell toxic from clean by its labels ({listed(labels)}); if one of them "
        f"is the toxic one, choose it as `{spec}:LABEL`, else use another model."
    )
