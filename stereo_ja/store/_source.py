"""What a stored row is about, and the checksum over what it says."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass
from typing import Any

__all__ = ["COLUMNS", "Source", "checksum", "reply_checksum", "text_hash"]

COLUMNS = "status, value, label, reason, scored_at, checksum"
"""Of a stored score, what is neither its source nor its text."""


@dataclass(frozen=True, order=True)
class Source:
    """Everything but the text that a score depends on."""

    scorer: str
    revision: str | None
    attribute: str
    """What was measured: ``toxicity``, ``sentiment``, or a service's own name (``TOXICITY``)."""
    language: str | None

    @property
    def kind(self) -> str:
        """``toxicity``, ``sentiment``, or another attribute in lower case."""
        return self.attribute.lower()


def text_hash(text: str) -> bytes:
    """SHA-256 over the UTF-8 of the text exactly as it was asked about (32 bytes).

    Lone surrogates, which UTF-8 does not have, are encoded as Python's ``surrogatepass`` does.
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def checksum(source: Source, text: bytes, values: tuple[Any, ...]) -> int:
    """CRC-32 over a score's meaning; tells a changed bit, not a forgery."""
    key = [source.scorer, source.revision, source.attribute, source.language, text.hex()]
    return zlib.crc32(json.dumps([*key, *values]).encode("ascii"))


def reply_checksum(key: bytes, reply: str, asked_at: str) -> int:
    """CRC-32 over a reply and what it is the reply to."""
    return zlib.crc32(json.dumps([key.hex(), reply, asked_at]).encode("ascii"))
