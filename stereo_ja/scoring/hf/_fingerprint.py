"""A short hash that pins a model saved in a directory."""

from __future__ import annotations

import hashlib
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

__all__ = ["fingerprint"]

_WEIGHTS = ("*.safetensors", "*.safetensors.index.json")
_OLD_WEIGHTS = ("pytorch_model*.bin", "pytorch_model*.bin.index.json")
_OTHER = (
    "config.json",
    "tokenizer*.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "vocab.*",
    "merges.txt",
    "*.model",
)
_BLOCK = 1 << 20


def fingerprint(directory: Path) -> str:
    """``sha256:`` and 12 hex digits over names and contents of everything that shapes a score.

    Weights, configuration and tokenizer files of the top level count; notes and training logs do
    not. Unchanged files are read once per process.
    """
    names = [path.name for path in directory.iterdir() if path.is_file()]
    # transformers prefers safetensors, so a left-over .bin beside them has no effect.
    weights = _matching(names, _WEIGHTS) or _matching(names, _OLD_WEIGHTS)
    digest = hashlib.sha256()
    for name in sorted(weights | _matching(names, _OTHER)):
        path = directory / name
        facts = path.stat()
        content = _file_digest(path.resolve(), facts.st_size, facts.st_mtime_ns)
        digest.update(f"{name}\0{content}\0".encode("utf-8", "surrogateescape"))
    return f"sha256:{digest.hexdigest()[:12]}"


def _matching(names: list[str], patterns: tuple[str, ...]) -> set[str]:
    return {name for name in names if any(fnmatch(name, pattern) for pattern in patterns)}


@lru_cache(maxsize=256)
def _file_digest(path: Path, size: int, modified_ns: int) -> str:
    # Size and time are there as cache keys: an edited file is read again.
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
