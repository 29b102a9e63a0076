"""Optional packages, looked up by their metadata, not imported."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from stereo_ja.doctor._finding import Finding

__all__ = ["packages"]

_LOCAL = "local models and the hf: scorers"
_SERVED = "lm-eval's backends for served models"
_WANTED = {
    "fugashi": "reading Japanese",
    "unidic-lite": "reading Japanese",
    "torch": _LOCAL,
    "transformers": _LOCAL,
    "accelerate": "local models",
    "sentencepiece": "tokenizers of multilingual models",
    "protobuf": "tokenizers of multilingual models",
    "ipadic": "tokenizers of many Japanese BERT models",
    "tenacity": _SERVED,
    "aiohttp": _SERVED,
    "tiktoken": _SERVED,
    "vllm": "lm-eval's vllm backend",
}
_REQUIRED = ("fugashi", "unidic-lite")


def packages() -> list[Finding]:
    """One finding for each package."""
    return [_package(name, use) for name, use in _WANTED.items()]


def _package(name: str, use: str) -> Finding:
    required = name in _REQUIRED
    try:
        found = version(name)
    except PackageNotFoundError:
        return Finding(name, "missing", f"needed for {use}", f"pip install {name}", required)
    return Finding(name, "ok", found, required=required)
