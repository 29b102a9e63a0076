"""``stereo-ja classify``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from stereo_ja.benchmark import Benchmark, benchmark_named
from stereo_ja.cli._jsonl import Row, add_rows_in_and_out, read_rows, write_rows
from stereo_ja.cli._output import STREAM
from stereo_ja.cli._progress import progress
from stereo_ja.reading import READERS, Reader, Request, get_ready_reader, read_safely

__all__ = ["add_parser", "run"]

_BLOCK = 200
"""Rows of which the questions to a judge are asked together."""
_DESCRIPTION = """\
Read responses and say of each whether it answers, refuses or is invalid, and why.

IN has one JSON object on each line with

  group      the group term of the prompt, for example 医者
  format     statement, question, positive_opinion or negative_opinion
  response   the model's answer, or null if the backend returned nothing

Each comes back, in the same order and with all its keys, with

  outcome    valid, refused, invalid or not_generated
  code       the number of the finding in the paper (11 12 21 22 31 32 33 34), or null
  reason     for an invalid response: format or language
  rule       the rule that decided, and
  evidence   the piece of text it decided on
  flags      what else was noticed, for example fewer_than_ten
  options    the options of a valid response, as a list of texts

A line that cannot be read comes back with "error" instead and does not stop the others; where it
is no JSON object its text is kept as "raw". An "error" from before is removed once a row is read.
"""
_EPILOG = """\
example:
  stereo-ja classify responses.jsonl -o read.jsonl

exit code: 0 every row was read, 1 some rows came back with "error", 2 nothing could be done
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "classify",
        help="read responses: outcome, options and evidence of each row of a JSONL file",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_rows_in_and_out(parser)
    parser.add_argument(
        "--reader",
        metavar="NAME",
        help="rules, paper (the rules of arXiv:2503.01947), or judge:MODEL (default: the task's)",
    )
    parser.add_argument(
        "--task",
        metavar="TASK",
        default="ja_stereotype",
        help="whose formats and reader count (default: %(default)s)",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Classify every row. Returns 0, or 1 if some rows had errors."""
    benchmark = benchmark_named(args.task)
    name = args.reader or benchmark.reader
    reader = get_ready_reader(name)
    # Many at a time only where that saves time: what comes from a pipe is answered line by line.
    block = _BLOCK if name.partition(":")[0] in READERS.services() else 1
    rows = read_rows(args.input)
    if not (args.output == STREAM and sys.stdout.isatty()):  # a bar would run into the rows
        rows = progress(rows, "classify")
    tally = write_rows(args.output, classify_rows(rows, reader, benchmark, block))
    for line in reader.remarks():
        print(f"stereo-ja: {line}", file=sys.stderr)
    if tally.errors:
        print(f"stereo-ja: {tally.errors} of {tally.rows} rows had errors", file=sys.stderr)
    return 1 if tally.errors else 0


def classify_rows(
    rows: Iterable[Row], reader: Reader, benchmark: Benchmark, block: int = 1
) -> Iterator[Row]:
    """Each row with its reading, or with the reason why there is none; ``block`` at a time."""
    rows = iter(rows)
    while taken := list(islice(rows, block)):
        checked = [_checked(row, benchmark) for row in taken]
        sound = [row.data for row in checked if row.error is None]
        items = [Request(data["response"], data["group"], data["format"]) for data in sound]
        readings = read_safely(reader, items)
        for row in checked:
            yield row if row.error is not None else row.with_data(next(readings).as_dict())


def _checked(row: Row, benchmark: Benchmark) -> Row:
    problem = None if row.error is not None else _problem(row.data, benchmark)
    return row.failed(problem) if problem else row


def _problem(data: dict[str, Any], benchmark: Benchmark) -> str | None:
    for key in ("group", "format", "response"):
        if key not in data:
            return f'no "{key}": each row needs group, format and response'
        value = data[key]
        if not isinstance(value, str) and not (key == "response" and value is None):
            return f'"{key}" must be text{" or null" if key == "response" else ""}'
    if not data["group"].strip():
        return '"group" is empty: give the group term of the prompt'
    if benchmark.formats and data["format"] not in benchmark.formats:
        return f'unknown "format" {data["format"][:40]!r}: use {", ".join(benchmark.formats)}'
    return None
