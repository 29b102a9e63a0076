"""Finds the positive, neutral and negative outputs of a classifier."""

from __future__ import annotations

from typing import Any

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.scoring.hf._head import Head, activation_of, labels_of, listed
from stereo_ja.scoring.hf._names import SENTIMENT, plain

__all__ = ["VALUE", "sentiment_head"]

VALUE = {"positive": 1.0, "neutral": 0.0, "negative": -1.0}
"""The published number of each class of sentiment."""


def sentiment_head(config: Any, repo: str, label: str | None) -> Head:
    """The head's outputs by class; two-class models without neutral are accepted.

    Grades such as ``Very Positive`` belong to their class, with the probabilities added up.

    Args:
        config: a transformers model configuration.
        repo: the model's id or directory.
        label: must be None; a single label says nothing about the others.

    Raises:
        ScorerUnavailable: a label is unknown, or there is no positive or no negative one.
    """
    spec = f"hf:{repo}"
    labels = labels_of(config)
    if label is not None:
        raise ScorerUnavailable(
            f"{spec}:{label}: a :LABEL chooses the toxic label only; sentiment labels are found "
            f"by name (here {listed(labels)}); drop the :{label}."
        )
    activation = activation_of(config, spec)
    classes: dict[str, tuple[int, ...]] = {}
    unknown = []
    for index, name in enumerate(labels):
        meaning = SENTIMENT.get(plain(name))
        if meaning is None:
            unknown.append(name)
        else:
            classes[meaning] = (*classes.get(meaning, ()), index)
    if unknown or not {"positive", "negative"} <= classes.keys() or activation != "softmax":
        raise ScorerUnavailable(
            f"{spec}: cannot read sentiment from its labels ({listed(labels)}; {activation}); it "
            "takes exclusive labels named positive and negative, and neutral if there is a third; "
            "use another model."
        )
    return Head(labels, activation, classes)
