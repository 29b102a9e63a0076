"""Batches of similar length under a budget of tokens."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Protocol, TypeVar

__all__ = ["by_length", "next_batch", "size_of"]


class Sized(Protocol):
    """Anything with a length in tokens."""

    def __len__(self) -> int: ...


T = TypeVar("T", bound=Sized)


def by_length(items: Iterable[T]) -> deque[T]:
    """Longest first: neighbours pad little, and what is too big for memory shows at once."""
    return deque(sorted(items, key=len, reverse=True))


def next_batch(queue: deque[T], budget: int, most: int | None = None) -> list[T]:
    """Take items off the front of a non-empty queue of falling length.

    Args:
        queue: items, longest first; those taken are removed.
        budget: tokens of the batch, padding included; a single item may exceed it.
        most: largest number of items, or None.
    """
    batch = [queue.popleft()]
    room = max(1, budget // max(1, len(batch[0])))
    if most is not None:
        room = min(room, most)
    while queue and len(batch) < room:
        batch.append(queue.popleft())
    return batch


def size_of(batch: list[T]) -> int:
    """Tokens of a batch, padding included."""
    return max(len(item) for item in batch) * len(batch)
