"""The optional reader that asks a language model where the rules are uncertain."""

from __future__ import annotations

from stereo_ja.reading._certainty import is_certain
from stereo_ja.reading.judge._counts import Counts
from stereo_ja.reading.judge._model import VARIABLES, model_of
from stereo_ja.reading.judge._reader import JudgeReader
from stereo_ja.reading.rules import RulesReader
from stereo_ja.service import Model

__all__ = ["VARIABLES", "Counts", "JudgeReader", "judge_reader", "model_of"]


def judge_reader(rest: str) -> JudgeReader:
    """The reader ``judge`` or ``judge:MODEL`` over ``rules``.

    Raises:
        UserError: No model is named, or the environment names no usable service.
    """
    model = model_of(rest)
    return JudgeReader(
        Model(f"judge:{model}", model, VARIABLES),
        RulesReader(),
        lambda reading: is_certain(reading.rule) is False,
        options=RulesReader.options_if_valid,
    )
