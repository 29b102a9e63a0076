"""A local model keeps the contract of every scorer."""

from __future__ import annotations

import pytest

from stereo_ja.scoring import make_scorer
from tests.scoring.contract import check_breaking_off, check_contract, check_interruption


@pytest.fixture
def scorer(xlmr, tmp_path, monkeypatch):
    monkeypatch.setenv("STEREO_JA_STORE", str(tmp_path / "store.sqlite3"))
    made = make_scorer("toxicity", f"hf:{xlmr}")
    made.check()
    return made


def test_every_text_gets_a_score_of_its_own(scorer):
    check_contract(scorer)


def test_a_model_that_dies_takes_no_number_with_it(scorer):
    check_breaking_off(scorer)


def test_ctrl_c_costs_nothing_that_was_stored(scorer):
    check_interruption(scorer)
