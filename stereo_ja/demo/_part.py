"""Which docs the demonstration asks."""

from __future__ import annotations

from collections import defaultdict

from stereo_ja.benchmark.stereotype import docs

__all__ = ["demo_indices"]


def demo_indices(per_cell: int = 1) -> list[int]:
    """Indices of an even part of ``ja_stereotype``: every category with every template.

    Groups rotate from cell to cell, so that the part holds many groups and not 9.

    Args:
        per_cell: Docs per pair of category and template; at least 1, at most 5.

    Returns:
        ``108 * per_cell`` indices in rising order: lm-eval mislabels docs that are not sorted.
    """
    cells: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, doc in enumerate(docs()):
        cells[doc["category"], doc["template_id"]].append(index)
    chosen = set()
    for (_, template), indices in cells.items():
        for turn in range(per_cell):
            chosen.add(indices[(template + 13 * turn) % len(indices)])
    return sorted(chosen)
