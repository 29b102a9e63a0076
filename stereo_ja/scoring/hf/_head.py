"""Reads a value and a label from a classifier's probabilities, by the names of its labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from stereo_ja.errors import ScorerUnavailable

__all__ = ["Activation", "Head", "activation_of", "labels_of", "listed"]

Activation = Literal["softmax", "sigmoid"]


@dataclass(frozen=True)
class Head:
    """What a classification head's outputs mean."""

    labels: tuple[str, ...]
    """The model's own names, by index."""
    activation: Activation
    classes: dict[str, tuple[int, ...]]
    """The class that is read from which outputs; several are added up."""

    def share(self, probabilities: Sequence[float], name: str) -> float:
        """Probability of a class in [0, 1]; 0 for a class the model does not have."""
        total = sum(probabilities[index] for index in self.classes.get(name, ()))
        return min(max(total, 0.0), 1.0)  # a sum of rounded probabilities may pass 1 by 1e-7

    def chosen(self, name: str) -> str:
        """The model's own names behind a class, joined by ``+``."""
        return "+".join(self.labels[index] for index in self.classes[name])


def labels_of(config: Any) -> tuple[str, ...]:
    """The label names of a transformers configuration in the order of its outputs."""
    names = config.id2label or {}
    return tuple(str(names.get(index, f"LABEL_{index}")) for index in range(config.num_labels))


def activation_of(config: Any, spec: str) -> Activation:
    """Softmax or sigmoid, by the rule transformers' own text-classification pipeline documents.

    Raises:
        ScorerUnavailable: a regression head, whose output is no probability.
    """
    if config.problem_type == "regression":
        raise ScorerUnavailable(
            f"{spec}: a regression head (labels {listed(labels_of(config))}) gives no "
            "probabilities; choose a model with a classification head."
        )
    if config.problem_type == "multi_label_classification" or config.num_labels == 1:
        return "sigmoid"
    return "softmax"


def listed(labels: Sequence[str]) -> str:
    """Label names for an error message, in output order."""
    return ", ".join(labels)
