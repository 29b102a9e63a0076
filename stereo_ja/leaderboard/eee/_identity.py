"""Which model a record is about, and what its file is called."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass

from stereo_ja.leaderboard._text import one_line, safe_name
from stereo_ja.runs import Run

__all__ = ["Model", "model_of", "uuid_of"]


@dataclass(frozen=True)
class Model:
    """A model as the store files it."""

    organisation: str
    name: str
    """What follows the organisation; slashes in it are ``_`` in paths."""

    @property
    def id(self) -> str:
        """``organisation/name``."""
        return f"{self.organisation}/{self.name}"

    @property
    def folder(self) -> str:
        """``organisation/name`` as two folders."""
        return f"{self.organisation}/{self.name.replace('/', '_')}"


def model_of(run: Run) -> Model:
    """The model of a run; a local folder or a bare name belongs to ``local``."""
    name = one_line(run.model)
    parts = [safe_name(part) for part in name.replace("\\", "/").split("/") if part]
    path = name.startswith(("/", "\\", "~", ".")) or name[1:3] in (":/", ":\\")
    if path or len(parts) < 2:
        return Model("local", parts[-1] if parts else "unnamed")
    return Model(parts[0], "/".join(parts[1:]))


def uuid_of(content: bytes) -> str:
    """A UUID in the form of version 4, which the schema asks for, made from a record's content.

    The same run gives the same name, so that writing a record again replaces it.
    """
    return str(uuid.UUID(bytes=hashlib.sha256(content).digest()[:16], version=4))
