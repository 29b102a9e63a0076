"""What ``stereo-ja doctor`` says of services, archives and the score store."""

from __future__ import annotations

import sqlite3

import pytest

from stereo_ja.scoring import Score
from stereo_ja.scoring.store import ScoreStore, Source, text_hash
from tests.cli.conftest import Doctor
from tests.fakes.perspective import serving

QUIET = {"HF_HUB_OFFLINE": "1"}


def test_an_endpoint_that_answers_is_reachable_and_gets_no_key(doctor: Doctor) -> None:
    with serving() as server:
        found = doctor.findings(
            PERSPECTIVE_API_KEY="sekret", PERSPECTIVE_API_URL=server.url,
            OPENAI_API_KEY="sekret", OPENAI_BASE_URL=f"{server.url}/v1", **QUIET,
        )  # fmt: skip
        assert server.stats.as_dict()["requests"] == 0
    for name in ("PERSPECTIVE_API_KEY", "OPENAI_API_KEY"):
        assert found[name]["status"] == "ok"
        assert "answers" in found[name]["detail"]
        assert "sekret" not in str(found[name])


def test_an_endpoint_that_nobody_answers_at_is_a_problem(doctor: Doctor) -> None:
    found = doctor.findings(
        PERSPECTIVE_API_KEY="sekret", PERSPECTIVE_API_URL="http://127.0.0.1:9", **QUIET
    )["PERSPECTIVE_API_KEY"]
    assert found["status"] == "problem"
    assert "cannot be reached" in found["detail"]
    assert "PERSPECTIVE_API_URL" in found["fix"]


@pytest.mark.parametrize("url", ["nonsense", "ftp://host", "http://"])
def test_an_address_that_is_none_is_said(doctor: Doctor, url: str) -> None:
    settings = {"PERSPECTIVE_API_KEY": "sekret", "PERSPECTIVE_API_URL": url}
    found = doctor.findings(**settings, **QUIET)["PERSPECTIVE_API_KEY"]
    assert (found["status"], "PERSPECTIVE_API_URL" in found["detail"]) == ("problem", True)


@pytest.mark.parametrize(
    ("spec", "key"),
    [("perspective", "PERSPECTIVE_API_KEY"), ("openai-moderation", "OPENAI_API_KEY")],
)
def test_a_chosen_service_needs_its_key(doctor: Doctor, spec: str, key: str) -> None:
    found = doctor.findings(STEREO_JA_TOXICITY=spec, **QUIET)["toxicity scorer"]
    assert (found["status"], key in found["fix"]) == ("missing", True)


def test_a_chosen_archive_is_opened(doctor: Doctor) -> None:
    path = doctor.root / "old.sqlite3"
    spec = f"archive:{path}"
    found = doctor.findings(STEREO_JA_TOXICITY=spec, **QUIET)["toxicity scorer"]
    assert found["status"] == "problem"
    store = ScoreStore(path)
    source = Source("perspective", "v1alpha1", "TOXICITY", "ja")
    store.put(source, text_hash("あ"), Score("scored", "perspective", "v1alpha1", "2026", 0.5))
    store.close()
    assert doctor.findings(STEREO_JA_TOXICITY=spec, **QUIET)["toxicity scorer"]["status"] == "ok"


def test_the_score_store_is_looked_at_and_left_as_it_is(doctor: Doctor) -> None:
    path = doctor.root / "scores.sqlite3"
    settings = {"STEREO_JA_STORE": str(path), **QUIET}
    assert "can be made" in doctor.findings(**settings)["score store"]["detail"]
    assert not path.exists()
    path.write_bytes(b"no database" * 100)
    found = doctor.findings(**settings)["score store"]
    assert (found["status"], "archive verify" in found["fix"]) == ("problem", True)
    assert path.read_bytes() == b"no database" * 100
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE photos (id)")
    assert doctor.findings(**settings)["score store"]["status"] == "problem"
