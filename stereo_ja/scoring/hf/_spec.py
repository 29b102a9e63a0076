"""Takes apart what follows ``hf:`` in a SPEC."""

from __future__ import annotations

import os
import re

from stereo_ja.errors import UserError
from stereo_ja.scoring.hf._dictionary import DICTIONARIES

__all__ = ["parse_repo", "split_revision"]

_SUFFIXES = re.compile(
    r"(?P<repo>.+?)(?:@(?P<revision>sha256:[0-9a-f]+(?:\+\w+)?|[^@:]+))?(?::(?P<label>[^:@/\\]+))?"
)


def parse_repo(text: str) -> tuple[str, str | None, str | None]:
    """Split ``REPO[@REVISION][:LABEL]``.

    An existing directory is taken as it is, also when its name holds ``@`` or ``:``.

    Returns:
        The repository or directory, the revision or None, the label or None.

    Raises:
        UserError: the text has another form.
    """
    if _is_directory(text):
        return text, None, None
    found = _SUFFIXES.fullmatch(text)
    if found is None or text[0] in "@:" or text[-1] in "@:":
        raise UserError(f"hf:{text}: expected hf:REPO[@REVISION][:LABEL], REPO may be a directory")
    repo, revision, label = found.group("repo", "revision", "label")
    if revision is not None and _is_directory(f"{repo}@{revision}"):
        return f"{repo}@{revision}", None, label
    return repo, revision, label


def split_revision(revision: str | None) -> tuple[str | None, str | None]:
    """Take a recorded ``COMMIT+DICTIONARY`` apart; other revisions come back whole with None."""
    commit, plus, dictionary = (revision or "").rpartition("+")
    if plus and dictionary in (*DICTIONARIES, "unidic"):
        return commit, dictionary
    return revision, None


def _is_directory(text: str) -> bool:
    return os.path.isdir(os.path.expanduser(text))
