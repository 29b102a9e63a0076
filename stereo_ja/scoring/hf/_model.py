"""Loads a classifier once, in float32, and checks that it is one."""

from __future__ import annotations

import contextlib
import importlib.util
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.scoring._scorer import Kind
from stereo_ja.scoring._ways_out import WAYS_OUT
from stereo_ja.scoring.hf._dictionary import Dictionary
from stereo_ja.scoring.hf._errors import brief
from stereo_ja.scoring.hf._head import Head
from stereo_ja.scoring.hf._length import max_length
from stereo_ja.scoring.hf._sentiment_head import sentiment_head
from stereo_ja.scoring.hf._source import Source
from stereo_ja.scoring.hf._tokenizer import load_tokenizer
from stereo_ja.scoring.hf._toxicity_head import toxicity_head

__all__ = ["Classifier", "load", "require_packages"]


@dataclass
class Classifier:
    """A loaded model with everything needed to read its outputs."""

    source: Source
    model: Any
    tokenizer: Any
    head: Head
    max_length: int
    """Tokens, frame included, that the model can take."""
    vocabulary: int
    """Number of token embeddings; a larger id would crash the model."""
    device: str = "cpu"
    alone: bool = False
    """True for a model whose scores change with padding: its texts are never put together."""
    dictionary: Dictionary = field(default_factory=Dictionary)

    @property
    def size(self) -> int:
        """Bytes of the parameters."""
        return sum(weight.numel() * weight.element_size() for weight in self.model.parameters())

    def move(self, device: str) -> None:
        """Put the model on a device such as ``cpu`` or ``cuda:0``."""
        self.model.to(device)
        self.device = device


def require_packages(spec: str) -> None:
    """Check that torch and transformers are installed, without importing them.

    Raises:
        ScorerUnavailable: one of them is missing.
    """
    missing = [name for name in ("torch", "transformers") if importlib.util.find_spec(name) is None]
    if missing:
        raise ScorerUnavailable(
            f"{spec}: needs {' and '.join(missing)}: run `pip install 'stereo-ja[hf]'`. {WAYS_OUT}"
        )


def load(
    source: Source, kind: Kind, repo: str, label: str | None, override: str | None
) -> Classifier:
    """Load model and tokenizer onto the CPU.

    Labels are read first, so that an unusable model is refused before its weights are fetched.

    Args:
        source: the resolved model.
        kind: which head to look for.
        repo: the id or directory as the user wrote it.
        label: the user's choice of label, or None.
        override: the user's choice of MeCab dictionary, or None.

    Raises:
        ScorerUnavailable: with the reason and the next step.
    """
    spec = f"hf:{repo}"
    config = _config(source, spec)
    make = toxicity_head if kind == "toxicity" else sentiment_head
    head = make(config, repo, label)
    model = _weights(source, spec)
    vocabulary = model.get_input_embeddings().num_embeddings
    tokenizer, dictionary = load_tokenizer(source, config, vocabulary, override, spec)
    length = max_length(tokenizer, model)
    return Classifier(source, model, tokenizer, head, length, vocabulary, dictionary=dictionary)


def _config(source: Source, spec: str) -> Any:
    from transformers import AutoConfig

    try:
        config = AutoConfig.from_pretrained(source.location, **source.arguments())
    except Exception as error:  # any of some twenty classes, from three libraries
        raise ScorerUnavailable(
            f"{spec}: its configuration cannot be read ({brief(error)}). {WAYS_OUT}"
        ) from error
    kinds = config.architectures or []
    if kinds and not any(name.endswith("ForSequenceClassification") for name in kinds):
        # Loading it anyway would put a random head on it, and random scores look like scores.
        raise ScorerUnavailable(
            f"{spec}: a {', '.join(kinds)}, not a sequence classifier; choose a model whose "
            f"architecture ends in ForSequenceClassification. {WAYS_OUT}"
        )
    return config


@contextlib.contextmanager
def _no_conversion() -> Iterator[None]:
    """Keep transformers from asking a service of the hub to convert a checkpoint of old form."""
    name = "DISABLE_SAFETENSORS_CONVERSION"
    before = os.environ.get(name)
    os.environ[name] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _weights(source: Source, spec: str) -> Any:
    import torch
    from transformers import AutoModelForSequenceClassification

    try:
        with _no_conversion():
            model, report = AutoModelForSequenceClassification.from_pretrained(
                source.location,
                # Named, because a checkpoint saved in half precision would stay in it, and half
                # precision on a CPU is slower by a factor of 75.
                dtype=torch.float32,
                output_loading_info=True,
                **source.arguments(),
            )
    except Exception as error:  # any of some twenty classes, from three libraries
        raise ScorerUnavailable(
            f"{spec}: the model cannot be loaded ({brief(error)}). {WAYS_OUT}"
        ) from error
    absent = sorted(report["missing_keys"])
    if absent:
        raise ScorerUnavailable(
            f"{spec}: the saved weights lack {', '.join(absent[:3])}"
            f"{' …' if len(absent) > 3 else ''}, which would be random; not a finished sequence "
            f"classifier. {WAYS_OUT}"
        )
    return model.float().eval()
