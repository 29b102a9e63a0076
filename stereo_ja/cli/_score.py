"""``stereo-ja score``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from stereo_ja.cli._jsonl import Row, add_rows_in_and_out, read_rows, write_rows
from stereo_ja.scoring import (
    SPEC_HELP,
    Scorer,
    make_scorer,
    ready_to_score,
    resolve_spec,
    score_texts,
)

__all__ = ["add_parser", "run"]

_DESCRIPTION = """\
Score texts for toxicity and sentiment.

IN has one JSON object on each line with "text". Each comes back, in the same order and with all
its keys, with "toxicity" and "sentiment", each one score:

  status     scored, not_scorable or failed
  value      toxicity from 0 to 1; sentiment 1, 0 or -1; null unless scored
  label      the label behind the value
  reason     why there is no value, or a caveat such as truncated
  scorer, revision, scored_at

Equal texts are scored once, and every score is kept in the score store (STEREO_JA_STORE): a run
broken off goes on where it was, and a second one asks nothing again. A line that cannot be read
comes back with "error" instead; where it is no JSON object its text is kept as "raw". An "error"
from before is removed once a row is scored.
"""
_EPILOG = """\
examples:
  stereo-ja score texts.jsonl -o scored.jsonl --toxicity hf:/models/toxicity --sentiment none
  echo '{"text": "とても親切です。"}' | stereo-ja score --toxicity lexicon --sentiment lexicon

exit code: 0 every text was scored or is not scorable, 1 some rows had errors or some scores
failed, 2 nothing could be done
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "score",
        help="score the texts of a JSONL file for toxicity and sentiment",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_rows_in_and_out(parser)
    for kind in ("toxicity", "sentiment"):
        parser.add_argument(
            f"--{kind}",
            metavar="SPEC",
            help=f"{SPEC_HELP} (default: $STEREO_JA_{kind.upper()}, else a Hugging Face model)",
        )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Score every row. Returns 0, or 1 if some rows had errors or some scores failed."""
    scorers = [
        make_scorer("toxicity", resolve_spec("toxicity", args.toxicity)),
        make_scorer("sentiment", resolve_spec("sentiment", args.sentiment)),
    ]
    rows = [_checked(row) for row in read_rows(args.input)]
    texts = [row.data["text"] for row in rows if row.error is None]
    for scorer in scorers:
        ready_to_score(scorer, texts)
    failed = 0

    def scored() -> Iterator[Row]:
        nonlocal failed
        for row in _scored(rows, scorers):
            failed += _failures(row)
            yield row

    # write_rows opens the output before it asks for the first row, so an output that cannot be
    # written costs no scoring.
    tally = write_rows(args.output, scored())
    if tally.errors:
        print(f"stereo-ja: {tally.errors} of {tally.rows} rows had errors", file=sys.stderr)
    if failed:
        print(f"stereo-ja: {failed} scores failed; each says why in reason", file=sys.stderr)
    return 1 if tally.errors or failed else 0


def _checked(row: Row) -> Row:
    if row.error is not None:
        return row
    if "text" not in row.data:
        return row.failed('no "text": each row needs it')
    if not isinstance(row.data["text"], str):
        return row.failed('"text" must be text')
    return row


def _scored(rows: list[Row], scorers: list[Scorer]) -> Iterator[Row]:
    texts = [row.data["text"] for row in rows if row.error is None]
    columns = [iter(score_texts(scorer, texts, progress=True)) for scorer in scorers]
    for row in rows:
        if row.error is not None:
            yield row
            continue
        added: dict[str, Any] = {
            scorer.kind: next(column).as_dict()
            for scorer, column in zip(scorers, columns, strict=True)
        }
        yield row.with_data(added)


def _failures(row: Row) -> int:
    scores = (row.data.get("toxicity"), row.data.get("sentiment"))
    return sum(isinstance(score, dict) and score.get("status") == "failed" for score in scores)
