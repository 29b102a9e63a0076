"""What follows ``hf:``."""

from __future__ import annotations

from pathlib import Path

import pytest

from stereo_ja.errors import UserError
from stereo_ja.scoring.hf import parse_repo
from stereo_ja.scoring.hf._spec import split_revision


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("org/name", ("org/name", None, None)),
        ("org/name@main", ("org/name", "main", None)),
        ("org/name:LABEL_1", ("org/name", None, "LABEL_1")),
        ("org/name@v1.0/a:toxic", ("org/name", "v1.0/a", "toxic")),
        ("/no/such@sha256:0a1b", ("/no/such", "sha256:0a1b", None)),
        ("/no/such@sha256:0a1b+ipadic:有害", ("/no/such", "sha256:0a1b+ipadic", "有害")),
        ("org/name@0a1b+ipadic", ("org/name", "0a1b+ipadic", None)),
    ],
)
def test_parts(text: str, parts: tuple[str, str | None, str | None]) -> None:
    assert parse_repo(text) == parts


def test_a_directory_is_taken_as_it_is(tmp_path: Path) -> None:
    odd = tmp_path / "me@home:x"
    odd.mkdir()
    assert parse_repo(str(odd)) == (str(odd), None, None)
    plain = tmp_path / "you@home"
    plain.mkdir()
    assert parse_repo(f"{plain}:toxic") == (str(plain), None, "toxic")


@pytest.mark.parametrize("text", ["", ":x", "@main", "org/name:", "org/name@", "a:b:c:"])
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="expected hf:REPO"):
        parse_repo(text)


def test_recorded_revisions_can_be_asked_for_again() -> None:
    assert split_revision("0a1b+ipadic") == ("0a1b", "ipadic")
    assert split_revision("feature+x") == ("feature+x", None)
    assert split_revision("main") == ("main", None)
    assert split_revision(None) == (None, None)
