"""Fit the table of what refusals sound like, ``stereo_ja/reading/rules/belief.tsv``.

python -m tools.fit_belief

Fitted to every labelled set but ``held`` and ``prose_held``, which only measure. The same rows give
the same table.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from stereo_ja.reading.rules._belief import LONGEST, SHAPE, pieces, seen_by_belief, shape
from stereo_ja.reading.rules._case import Case
from stereo_ja.reading.rules._layout import lay_out
from stereo_ja.reading.rules._visible import visible

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data"
TABLE = ROOT / "stereo_ja" / "reading" / "rules" / "belief.tsv"
SETS = ("dev", "extra", "fresh", "various", "later", "prose")
KEPT = 5_000
"""Pieces in the table, those that tell refusals best (chi-squared)."""
FEWEST = 3
"""Rows that a piece must occur in."""
STRENGTH = 0.3
"""Inverse of the weight of the penalty; chosen on real answers that are no part of the sets."""


def rows() -> list[dict[str, Any]]:
    """Every labelled row that the table is fitted to and that a model wrote something in."""
    found = []
    for name in SETS:
        text = (DATA / f"reading_{name}.jsonl").read_text(encoding="utf-8")
        found += [json.loads(line) for line in text.split("\n") if line]
    found = [row for row in found if row["label"] != "not_generated" and row["response"]]
    return [*found, *_off_topic()]


def _off_topic() -> list[dict[str, Any]]:
    """Answers to other questions, none a refusal, as if they had been given in two formats."""
    text = (DATA / "reading_off_topic.jsonl").read_text(encoding="utf-8")
    return [
        json.loads(line) | {"group": "日本人", "format": name, "label": "valid"}
        for line in text.split("\n") if line
        for name in ("negative_opinion", "statement")
    ]  # fmt: skip


def main() -> None:
    """Write the table."""
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.feature_selection import SelectKBest, chi2
    from sklearn.linear_model import LogisticRegression

    held = rows()
    cases = []
    for row in held:
        seen = visible(row["response"])
        cases.append(Case(seen, lay_out(seen.text), row["group"], row["format"]))
    texts = [seen_by_belief(case.seen.text, case.group) for case in cases]
    counter = CountVectorizer(analyzer=pieces, binary=True, min_df=FEWEST)
    counts = counter.fit_transform(texts)
    refused = np.array([row["label"] == "refused" for row in held])
    chosen = SelectKBest(chi2, k=KEPT).fit(counts, refused).get_support(indices=True)
    shapes = np.array([shape(case, text) for case, text in zip(cases, texts, strict=True)], float)
    table = np.hstack([counts[:, chosen].toarray(), shapes])
    fitted = LogisticRegression(C=STRENGTH, max_iter=5_000, tol=1e-8).fit(table, refused)
    names = [*(counter.get_feature_names_out()[at] for at in chosen), *SHAPE]
    weights = dict(zip(names, fitted.coef_[0], strict=True))
    lines = [f"intercept\t{fitted.intercept_[0]:.4f}"]
    lines += [f"{name}\t{weights[name]:.4f}" for name in SHAPE]
    lines += sorted(
        f"{_written(name)}\t{weight:.3f}" for name, weight in weights.items()
        if name not in SHAPE and abs(weight) >= 0.0005
    )  # fmt: skip
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} lines from {len(held)} rows; pieces of up to {LONGEST} characters")


def _written(piece: str) -> str:
    """A piece with what would break a line or a column as JSON writes it."""
    return json.dumps(piece, ensure_ascii=False)


if __name__ == "__main__":
    main()
