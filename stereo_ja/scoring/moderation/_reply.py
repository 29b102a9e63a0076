"""What the moderation endpoint's replies mean."""

from __future__ import annotations

from collections.abc import Sequence

from stereo_ja.errors import ScoringStopped
from stereo_ja.scoring.moderation._endpoint import KEY, URL
from stereo_ja.scoring.service import Reply, TryAgain, dig, raise_for_status, unit_value

__all__ = ["results_of"]

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
    _raise_for_account(reply)
    raise_for_status(reply, URL)
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


def _raise_for_account(reply: Reply) -> None:
    code = dig(reply.json(), "error", "code")
    if reply.status == 401:
        raise ScoringStopped(f"the service does not accept the key: check {KEY}")
    if reply.status == 403:
        raise ScoringStopped(f"HTTP 403: the key may not use this service; check {KEY} and {URL}")
    if reply.status == 429 and code == "insufficient_quota":
        raise ScoringStopped(
            f"the account of {KEY} has no quota left: check its plan and billing at the service"
        )
    if code == "model_not_found":
        raise ScoringStopped(
            "the service does not know the model: name another, as in "
            "openai-moderation:omni-moderation-latest"
        )
