"""``stereo-ja export``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from stereo_ja.cli._output import STREAM, open_output
from stereo_ja.cli._table import visible
from stereo_ja.errors import UserError

__all__ = ["add_parser", "run"]

_ENDINGS = ("csv", "jsonl", "parquet")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "export",
        help="a tidy table of responses or options, for pandas, R or a spreadsheet",
        description="Write one row per option of every response (a response without options has "
        "one row, without an option), or with --by response one row per response with its own "
        "value of every metric. A score that is missing is empty, and the columns beside it say "
        "why. In CSV a text that a spreadsheet would run as a formula gets a leading apostrophe.",
        epilog="example: stereo-ja export runs/x -o options.parquet",
    )
    parser.add_argument(
        "runs", metavar="RUN", nargs="+",
        help="a folder that lm-eval wrote with --log_samples, or a samples_*.jsonl",
    )  # fmt: skip
    parser.add_argument(
        "-o", "--output", metavar="FILE", required=True,
        help=f"ends with {', '.join('.' + one for one in _ENDINGS)}; - writes CSV to stdout",
    )  # fmt: skip
    parser.add_argument("--by", choices=("option", "response"), default="option")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the table. Returns 0; raises UserError when a run or the output cannot be used."""
    ending = "csv" if args.output == STREAM else Path(args.output).suffix.removeprefix(".")
    if ending not in _ENDINGS:
        raise UserError(f"{args.output}: end the name with one of {', '.join(_ENDINGS)}")
    from stereo_ja.export import option_rows, response_rows, write_table
    from stereo_ja.runs import load_runs

    runs = load_runs(args.runs)
    for one in runs:
        if one.unreadable:
            print(
                f"stereo-ja: {one.source}: {len(one.unreadable):,} unreadable lines of the samples "
                f"left out; the first: {visible(one.unreadable[0])}",
                file=sys.stderr,
            )
        if not one.samples:
            why = "no line can be read" if one.unreadable else "run lm_eval with --log_samples"
            raise UserError(f"{one.source}: no samples; {why}")
    rows = option_rows(runs) if args.by == "option" else response_rows(runs)
    with open_output(args.output) as write:
        count = write_table(rows, ending, write)
    if args.output != STREAM:
        print(f"{args.output}: {count:,} rows of {len(runs)} runs", file=sys.stderr)
    return 0
