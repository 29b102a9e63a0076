"""How many tokens a classifier can take."""

from __future__ import annotations

from typing import Any

__all__ = ["max_length"]

_UNSTATED = 10**9
"""transformers writes 1e30 where a tokenizer states no limit."""
_FALLBACK = 512


def max_length(tokenizer: Any, model: Any) -> int:
    """Tokens, frame included: the smaller of the tokenizer's and the model's own limit.

    Models of the RoBERTa family count positions from the padding index plus one, so that of 514
    positions only 512 can be used; their position table has a padding index, which shows it.
    """
    limits = [_positions(model)]
    stated = tokenizer.model_max_length
    if stated is not None and stated < _UNSTATED:
        limits.append(int(stated))
    known = [limit for limit in limits if limit is not None and limit > 0]
    return min(known) if known else _FALLBACK


def _positions(model: Any) -> int | None:
    positions = getattr(model.config, "max_position_embeddings", None)
    if not isinstance(positions, int):
        return None
    table = getattr(getattr(model.base_model, "embeddings", None), "position_embeddings", None)
    padding = getattr(table, "padding_idx", None)
    return positions if padding is None else positions - padding - 1
