"""Parts of the demo-model trainer: text to learn, tokenizer, training, inspection."""

from __future__ import annotations

from ._check import Check, inspect_model
from ._responses import MIX, make_response
from ._tokenizer import tokenizer_for, wrapper_chunks
from ._train import Recipe, train

__all__ = [
    "MIX",
    "Check",
    "Recipe",
    "inspect_model",
    "make_response",
    "tokenizer_for",
    "train",
    "wrapper_chunks",
]
