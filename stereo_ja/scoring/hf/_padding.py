"""Whether a text gets the same score beside a longer one as alone."""

from __future__ import annotations

import logging

from stereo_ja.scoring.hf._encode import Encoded, encode
from stereo_ja.scoring.hf._forward import probabilities
from stereo_ja.scoring.hf._model import Classifier
from stereo_ja.scoring.hf._probes import DICTIONARY_SENTENCES

__all__ = ["padding_is_ignored"]

_log = logging.getLogger(__name__)
_TOLERANCE = 1e-5


def padding_is_ignored(classifier: Classifier, spec: str) -> bool:
    """Try a short and a long sentence together and apart; a difference is logged.

    Padding changes scores where it shifts positions (on the left of a model that counts from the
    start) or where tokenizer and model disagree about the padding token.
    """
    short, long = DICTIONARY_SENTENCES[-1], "".join(DICTIONARY_SENTENCES[:2])
    pair = [item for item in encode(classifier, [short, long]) if isinstance(item, Encoded)]
    apart = [probabilities(classifier, [item])[0] for item in pair]
    try:
        together = probabilities(classifier, pair)
    except Exception:  # some models refuse a batch when they know no padding token
        together = [None] * len(pair)
    if all(map(_same, apart, together)):
        return True
    _log.warning(
        "%s: padding changes its scores, so texts are scored one by one, more slowly", spec
    )
    return False


def _same(one: list[float] | None, other: list[float] | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(abs(a - b) <= _TOLERANCE for a, b in zip(one, other, strict=True))
