from __future__ import annotations

import pytest

from stereo_ja.benchmark import benchmark_named
from stereo_ja.errors import UserError
from stereo_ja.harness._options import resolve_options
from stereo_ja.scoring import DEFAULT_SPECS
from stereo_ja.version import TASK_VERSION

OURS = benchmark_named("ja_stereotype")


def test_an_option_wins_over_the_environment_and_the_environment_over_the_default(monkeypatch):
    monkeypatch.delenv("STEREO_JA_TOXICITY", raising=False)
    assert DEFAULT_SPECS["toxicity"] == resolve_options({}, OURS).scorers["toxicity"]
    monkeypatch.setenv("STEREO_JA_TOXICITY", "lexicon")
    assert resolve_options({}, OURS).scorers["toxicity"] == "lexicon"
    assert resolve_options({"toxicity": "none"}, OURS).scorers["toxicity"] == "none"


def test_what_lm_eval_mixes_in_is_passed_over():
    given = {"version": TASK_VERSION, "pretrained": "m", "dtype": "float32", "config_source": "x"}
    resolve_options(given | {"header": {"a": "b"}, "revision": "main", "tokenizer": "t"}, OURS)


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ({"toxicty": "lexicon"}, "did you mean 'toxicity'"),
        ({"toxicity_scorer": "lexicon"}, "did you mean 'toxicity'"),
        ({"sent": "lexicon"}, "did you mean 'sentiment'"),
        ({"version": 7}, "version"),
        ({"coverage_floor": 99}, "0 to 1"),
        ({"coverage_floor": "much"}, "0 to 1"),
        ({"coverage": 0.9}, "did you mean 'coverage_floor'"),
        ({"stereo_ja_format": "question"}, "unknown option"),
        ({"toxicity": 3}, "not 3"),
        ({"sentiment": " "}, "sentiment"),
        ({"reader": "nobody"}, "nobody"),
        ({"reader": 1}, "reader"),
    ],
)
def test_a_wrong_option_is_one_clear_line(metadata, said):
    with pytest.raises(UserError, match=said) as caught:
        resolve_options(metadata, OURS)
    assert "\n" not in str(caught.value)
