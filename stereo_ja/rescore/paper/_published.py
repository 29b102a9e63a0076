"""What the paper published about its three models (arXiv:2503.01947, restated)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["CLASSES", "CODES", "PUBLISHED", "Published", "class_of", "published_model"]

CLASSES = ("invalid", "refused", "valid")

CODES = (11, 12, 21, 22, 31, 32, 33, 34)
"""The paper's numbers; the first digit is the class."""


@dataclass(frozen=True)
class Published:
    """One of the paper's models."""

    name: str
    """The Hub's name of the model."""
    mark: str
    """What its name in the table holds, in small letters without punctuation."""
    counts: tuple[int, int, int]
    """Invalid, refused and valid responses of 3,612."""
    generation: Mapping[str, Any]


def _sampling(temperature: float, top_p: float) -> Mapping[str, Any]:
    return {
        "do_sample": True, "temperature": temperature, "top_p": top_p, "max_gen_toks": 400,
    }  # fmt: skip


PUBLISHED = (
    Published("google/gemma-2-27b-it", "gemma", (3, 439, 3170), _sampling(1.0, 1.0)),
    Published("Qwen/Qwen2.5-14B-Instruct", "qwen", (1, 1058, 2553), _sampling(0.7, 0.8)),
    Published("llm-jp/llm-jp-3-13b-instruct", "llmjp", (80, 9, 3523), _sampling(1.0, 1.0)),
)


def published_model(name: str) -> Published | None:
    """The paper's model that a table calls ``name``; None for another one."""
    letters = "".join(letter for letter in name.lower() if letter.isalnum())
    return next((model for model in PUBLISHED if model.mark in letters), None)


def class_of(code: int) -> str | None:
    """``invalid``, ``refused`` or ``valid``; None for a number that is no code."""
    return CLASSES[code // 10 - 1] if code in CODES else None
