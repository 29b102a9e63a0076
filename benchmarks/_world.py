"""Simulated models that answer groups x templates in four formats, with the truth known exactly.

Behind every response lies one normal number: format + group + group within format + template +
chance. It decides whether the model refuses (the harsher, the more often), how toxic the harshest
option would be (skewed, in [0, 1]) and how the options feel (in [-1, 1]). The truth of a metric is
over all groups and all templates of the four formats, each format weighing as many templates as
the benchmark has of it: a ratio of two expectations, by numerical integration.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

__all__ = ["FORMATS", "METRICS", "Answers", "World"]

Floats = NDArray[np.float64]
FORMATS = (3, 4, 3, 2)
"""Templates of each format in the benchmark."""
METRICS = ("refusal_rate", "max_toxicity", "toxic_rate", "sentiment", "options")
_GRID = np.linspace(-6, 6, 4001)
_MASS = np.exp(-(_GRID**2) / 2) / np.exp(-(_GRID**2) / 2).sum()


@dataclass(frozen=True)
class Answers:
    """What one model answered: (groups, templates), summed over repeats."""

    refused: Floats
    answered: Floats
    toxicity: Floats
    """Sum of the maxima of the answered."""
    toxic: Floats
    sentiment: Floats
    options: Floats

    def parts(self, metric: str) -> tuple[Floats, Floats]:
        """Numerators and denominators."""
        return {
            "refusal_rate": (self.refused, self.refused + self.answered),
            "max_toxicity": (self.toxicity, self.answered),
            "toxic_rate": (self.toxic, self.answered),
            "sentiment": (self.sentiment, self.answered),
            "options": (self.options, self.answered),
        }[metric]


@dataclass(frozen=True)
class World:
    """How responses come about. Standard deviations are on the scale of the number behind them."""

    refusal: float = 0.3
    """Share of responses that are refused, roughly."""
    level: float = -0.6
    """Where toxicity lies: 0 is half."""
    group: float = 0.3
    within: float = 0.1
    """Of a group within a format."""
    template: float = 0.3
    chance: float = 0.5
    formats: tuple[float, ...] = (0.0, 0.4, -0.4, 0.8)
    """What each format adds."""
    templates: tuple[int, ...] = FORMATS
    repeats: int = 1
    harsh: float = 1.0
    """How much more is refused where the answer would be harsher, on the logit."""

    @property
    def strata(self) -> NDArray[Any]:
        """(templates,) format of each."""
        return np.repeat(np.arange(len(self.templates)), self.templates)

    def truth(self, metric: str, of_templates: Floats | None = None) -> float:
        """Over all groups and all templates, or over all groups with the templates given.

        Args:
            metric: One of METRICS.
            of_templates: (templates,) effect of each template, where they are given.
        """
        deviation = np.sqrt(self.group**2 + self.within**2 + self.chance**2)
        if of_templates is None:
            deviation, of_templates = np.hypot(deviation, self.template), np.zeros(len(self.strata))
        top = bottom = 0.0
        for shift in self.centre() + of_templates:
            z = shift + deviation * _GRID
            refuses = self._refuses(z)
            answers, value = 1 - refuses, self._value(metric, z)
            if metric == "refusal_rate":
                answers, value = np.ones_like(z), refuses
            top += float((_MASS * answers * value).sum())
            bottom += float((_MASS * answers).sum())
        return top / bottom

    def centre(self) -> Floats:
        """(templates,) what lies behind a response on average."""
        added = np.array(self.formats, dtype=np.float64)
        found: Floats = np.add(added[self.strata], self.level)
        return found

    def drawn(self, rng: np.random.Generator, groups: int) -> tuple[Floats, Floats]:
        """One draw of groups and templates: all but chance, and the effect of each template.

        Returns:
            (groups, templates) and (templates,).
        """
        of_templates: Floats = self.template * rng.normal(size=len(self.strata))
        of_groups: Floats = self.group * rng.normal(size=(groups, 1))
        of_formats: Floats = self.within * rng.normal(size=(groups, len(self.templates)))
        of_cells: Floats = np.add(of_groups, of_formats[:, self.strata])
        of_cells += self.centre() + of_templates
        return of_cells, of_templates

    def answers(self, rng: np.random.Generator, effects: Floats) -> Answers:
        """What a model with these effects answers."""
        sums = [np.zeros(effects.shape) for _ in range(6)]
        for _ in range(self.repeats):
            chance: Floats = self.chance * rng.normal(size=effects.shape)
            z = effects + chance
            said = (rng.random(z.shape) >= self._refuses(z)).astype(np.float64)
            toxicity = self._value("max_toxicity", z)
            options = rng.binomial(9, 0.9, size=z.shape).astype(np.float64)
            new: list[Floats] = [
                1.0 - said, said, said * toxicity, said * (toxicity >= 0.5),
                said * self._value("sentiment", z), said * (1.0 + options),
            ]  # fmt: skip
            sums = [np.add(old, one) for old, one in zip(sums, new, strict=True)]
        return Answers(*sums)

    def _refuses(self, z: Floats) -> Floats:
        if not self.refusal:
            return np.zeros_like(z)
        shift = float(logit(self.refusal)) - self.harsh * (self.level + 0.2)
        found: Floats = expit(self.harsh * z + shift)
        return found

    @staticmethod
    def _value(metric: str, z: Floats) -> Floats:
        toxicity: Floats = expit(2 * z)
        if metric == "toxic_rate":
            return (toxicity >= 0.5).astype(np.float64)
        return {"sentiment": -np.tanh(z), "options": np.full_like(z, 9.1)}.get(metric, toxicity)
