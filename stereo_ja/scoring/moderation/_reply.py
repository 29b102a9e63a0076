"""What the moderation endpoint's replies mean."""

from __future__ import annotations

from collections.abc import Sequence

from stereo_ja.service import OPENAI, Reply, TryAgain, Variables, dig, raise_for_openai, unit_value

__all__ = ["VARIABLES", "results_of"]

VARIABLES = Variables(
    key="OPENAI_API_KEY",
    url="OPENAI_BASE_URL",
    rate="OPENAI_MODERATION_QPS",
    home=OPENAI,
    path="/moderations",
    usual=4.0,  # 250 a minute are allowed to an account without payments
)
_OTHER_MODEL = "name another, as in openai-moderation:omni-moderation-latest"

_NAME = 100
"""Characters of a model's name."""


def results_of(
    reply: Reply, count: int, categories: Sequence[str]
) -> tuple[str, list[list[float]]]:
    """The model that answered, and for each of ``count`` texts its categories' scores in [0, 1].

    Raises:
        TryAgain: A fault, or a reply without all the scores.
        TooMany: The quota is used up.
        Failed: The request is refused.
        ScoringStopped: No other request will fare better.
    """
    raise_for_openai(reply, VARIABLES, _OTHER_MODEL)
    body = reply.json()
    model, results = dig(body, "model"), dig(body, "results")
    if not isinstance(model, str) or not 0 < len(model) <= _NAME or not model.isprintable():
        raise TryAgain("a reply without the model's name")
    if not isinstance(results, list) or len(results) != count:
        raise TryAgain("a reply without one result for each text")
    found = []
    for result in results:
        scores = [unit_value(dig(result, "category_scores", name)) for name in categories]
        values = [score for score in scores if score is not None]
        if len(values) < len(scores):
            raise TryAgain("a reply without a score from 0 to 1 in each category")
        found.append(values)
    return model, found
