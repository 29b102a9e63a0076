"""Every registered scorer keeps the contract; hf, which needs a model, in ``hf/``."""

from __future__ import annotations

import pytest

from stereo_ja.scoring import make_scorer, score_texts
from stereo_ja.scoring._registry import SCORERS
from tests.fakes.perspective import Settings, serving
from tests.scoring.contract import (
    TEXTS,
    check_breaking_off,
    check_contract,
    check_interruption,
)

KEY = "sk-contract-31"
SPECS = [name for name, _ in SCORERS if name != "hf"]


@pytest.fixture
def make(tmp_path, monkeypatch):
    """Scorers ready to work, with a store and services of this machine only."""
    monkeypatch.setenv("STEREO_JA_STORE", str(tmp_path / "store.sqlite3"))
    with serving(Settings(key=KEY)) as server:
        settings = {
            "PERSPECTIVE_API_URL": server.url, "PERSPECTIVE_API_KEY": KEY,
            "PERSPECTIVE_API_QPS": "2000", "OPENAI_BASE_URL": f"{server.url}/v1",
            "OPENAI_API_KEY": KEY, "OPENAI_MODERATION_QPS": "2000",
        }  # fmt: skip
        for name, value in settings.items():
            monkeypatch.setenv(name, value)

        def made(name, kind="toxicity"):
            spec = name
            if name == "archive":
                # What the lexicon gave, as a file.
                score_texts(make_scorer(kind, "lexicon"), TEXTS)
                spec = f"archive:{tmp_path / 'store.sqlite3'}"
            scorer = make_scorer(kind, spec)
            scorer.check()
            return scorer

        yield made


@pytest.mark.parametrize("name", SPECS)
def test_every_text_gets_a_score_of_its_own(make, name):
    check_contract(make(name))


@pytest.mark.parametrize("name", ["none", "lexicon", "archive"])
def test_sentiment_too(make, name):
    check_contract(make(name, "sentiment"))


@pytest.mark.parametrize("name", ["lexicon", "perspective", "openai-moderation"])
def test_a_scorer_that_dies_takes_no_number_with_it(make, name):
    check_breaking_off(make(name))


@pytest.mark.parametrize("name", ["lexicon", "perspective"])
def test_ctrl_c_costs_nothing_that_was_stored(make, name):
    check_interruption(make(name))


def test_every_scorer_says_what_others_ask():
    declared = dict(SCORERS)
    assert {"hf", "perspective", "openai-moderation", "archive", "lexicon", "none"} <= set(declared)
    assert [name for name, said in declared.items() if said.smoke_test] == ["lexicon"]
    assert {name: service.key for name, service in SCORERS.services().items()} == {
        "perspective": "PERSPECTIVE_API_KEY", "openai-moderation": "OPENAI_API_KEY",
    }  # fmt: skip
