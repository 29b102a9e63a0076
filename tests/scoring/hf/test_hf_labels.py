"""Polarity comes from label names, and what they do not say is refused."""

from __future__ import annotations

from typing import Any

import pytest
from transformers import BertConfig

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.scoring.hf._sentiment_head import sentiment_head
from stereo_ja.scoring.hf._toxicity_head import toxicity_head

V2 = "textdetox/xlmr-large-toxicity-classifier-v2"


def config(*labels: str, **more: Any) -> BertConfig:
    names = dict(enumerate(labels))
    return BertConfig(num_labels=len(labels), id2label=names, **more)


@pytest.mark.parametrize(
    ("labels", "toxic"),
    [
        (["neutral", "toxic"], (1,)),
        (["toxic", "neutral"], (0,)),
        (["TOXIC", "Non-Toxic"], (0,)),
        (["not_toxic", "toxic"], (1,)),
        (["not-hate", "hate"], (1,)),
        (["Offensive", "non offensive"], (0,)),
        (["safe", "unsafe"], (1,)),
        (["有害", "無害"], (0,)),
        (["Ｔｏｘｉｃ", "Ｎｅｕｔｒａｌ"], (0,)),
        (["hate", "normal", "offensive"], (0, 2)),
    ],
)
def test_toxic_classes_by_name(labels: list[str], toxic: tuple[int, ...]) -> None:
    head = toxicity_head(config(*labels), "org/name", None)
    assert head.classes == {"toxic": toxic}
    assert head.activation == "softmax"


def test_several_toxic_classes_add_up() -> None:
    head = toxicity_head(config("hate", "normal", "offensive"), "org/name", None)
    assert head.share([0.2, 0.5, 0.3], "toxic") == pytest.approx(0.5)
    assert head.chosen("toxic") == "hate+offensive"


@pytest.mark.parametrize(
    "labels",
    [
        ["LABEL_0", "LABEL_1"],
        ["joy", "anger", "toxic"],
        ["toxic", "severe_toxic"],
        ["neutral", "positive"],
        ["A", "B"],
    ],
)
def test_unknown_toxicity_labels_are_refused_with_the_list(labels: list[str]) -> None:
    with pytest.raises(ScorerUnavailable) as caught:
        toxicity_head(config(*labels), "org/name", None)
    assert ", ".join(labels) in str(caught.value)
    assert "hf:org/name:" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_made_up_names_are_accepted_of_a_known_model() -> None:
    generic = config("LABEL_0", "LABEL_1")
    assert toxicity_head(generic, V2, None).classes == {"toxic": (1,)}


def test_names_go_before_the_table_of_known_models() -> None:
    """Should a known model name its labels one day, the names decide."""
    assert toxicity_head(config("toxic", "neutral"), V2, None).classes == {"toxic": (0,)}


@pytest.mark.parametrize("label", ["LABEL_1", "label_1", "label-1"])
def test_a_chosen_label(label: str) -> None:
    head = toxicity_head(config("LABEL_0", "LABEL_1"), "/a/folder", label)
    assert head.classes == {"toxic": (1,)}


def test_a_chosen_label_that_does_not_exist() -> None:
    with pytest.raises(ScorerUnavailable, match=r"'LABEL_7'.*LABEL_0, LABEL_1"):
        toxicity_head(config("LABEL_0", "LABEL_1"), "/a/folder", "LABEL_7")


def test_independent_labels_need_one_plainly_toxic() -> None:
    multi = {"problem_type": "multi_label_classification"}
    one = config("toxicity", "severe_toxicity", "obscene", "threat", **multi)
    assert toxicity_head(one, "org/name", None).classes == {"toxic": (0,)}
    assert toxicity_head(one, "org/name", "threat").classes == {"toxic": (3,)}
    assert toxicity_head(one, "org/name", None).activation == "sigmoid"
    for labels in (["hate", "toxicity"], ["threat", "obscene"]):
        with pytest.raises(ScorerUnavailable, match=f"{', '.join(labels)}.*:LABEL"):
            toxicity_head(config(*labels, **multi), "org/name", None)


def test_single_output_uses_the_sigmoid() -> None:
    assert toxicity_head(config("toxic"), "org/name", None).activation == "sigmoid"


def test_regression_is_refused() -> None:
    for make in (toxicity_head, sentiment_head):
        with pytest.raises(ScorerUnavailable, match="regression"):
            make(config("toxic", problem_type="regression"), "org/name", None)


@pytest.mark.parametrize(
    ("labels", "classes"),
    [
        (
            ["POSITIVE", "NEGATIVE", "NEUTRAL"],
            {"positive": (0,), "negative": (1,), "neutral": (2,)},
        ),
        (
            ["negative", "neutral", "positive"],
            {"negative": (0,), "neutral": (1,), "positive": (2,)},
        ),
        (["ポジティブ", "ネガティブ"], {"positive": (0,), "negative": (1,)}),
        (["neg", "Neu", "pos"], {"negative": (0,), "neutral": (1,), "positive": (2,)}),
        (["中立", "否定的", "肯定的"], {"neutral": (0,), "negative": (1,), "positive": (2,)}),
        (
            ["Very Negative", "Negative", "Neutral", "Positive", "Very Positive"],
            {"negative": (0, 1), "neutral": (2,), "positive": (3, 4)},
        ),
    ],
)
def test_sentiment_by_name(labels: list[str], classes: dict[str, tuple[int, ...]]) -> None:
    assert sentiment_head(config(*labels), "org/name", None).classes == classes


@pytest.mark.parametrize(
    "labels",
    [
        ["LABEL_0", "LABEL_1", "LABEL_2"],
        ["joy", "sadness", "anger"],
        ["positive", "neutral"],
        ["positive", "negative", "mixed"],
    ],
)
def test_unknown_sentiment_labels_are_refused_with_the_list(labels: list[str]) -> None:
    with pytest.raises(ScorerUnavailable, match=", ".join(labels)):
        sentiment_head(config(*labels), "org/name", None)


def test_sentiment_takes_no_label() -> None:
    with pytest.raises(ScorerUnavailable, match="drop the :POSITIVE"):
        sentiment_head(config("POSITIVE", "NEGATIVE"), "org/name", "POSITIVE")
