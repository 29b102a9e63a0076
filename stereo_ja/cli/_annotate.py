"""``stereo-ja annotate``: labels of people, and how the readers agree with them."""

from __future__ import annotations

import argparse
import json
import sys

from stereo_ja.cli._agreement import agreement_report, agreement_text
from stereo_ja.cli._jsonl import read_rows
from stereo_ja.cli._labelled import BadRow, Readings, compare
from stereo_ja.cli._output import STREAM, open_output
from stereo_ja.cli._progress import progress
from stereo_ja.errors import UserError
from stereo_ja.reading import DEFAULT_READER

__all__ = ["add_parser", "run_agreement"]

ERRORS_SHOWN = 20
MOST_DRAWS = 100_000

_AGREEMENT = """\
Compare the labels that people gave to responses with what a reader says of them.

FILE has one JSON object on each line with

  label      valid, refused, invalid or not_generated, given by a person

and either "outcome", as stereo-ja classify adds it, or

  group      the group term of the prompt, for example 医者
  format     statement, question, positive_opinion or negative_opinion
  response   the model's answer, or null if the backend returned nothing

which is then read here. With --reader every row is read here. Optional: "id", which names a row in
the list of disagreements, and "options", the list of texts that a person took from a response
labelled valid; it is compared where the row is read here.

Shown are precision, recall and F1 of each outcome, their mean (macro-F1), Cohen's kappa, all with
95 % bootstrap intervals over rows, the table of labels by outcomes, and every disagreement.
"""
_EPILOG = """\
examples:
  stereo-ja annotate agreement --labels labelled.jsonl
  stereo-ja annotate agreement --labels labelled.jsonl --reader paper --json

exit code: 0 every row was compared, 1 some rows had errors, 2 nothing could be done
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the group of commands."""
    group = subparsers.add_parser(
        "annotate",
        help="agreement of people and readers on labelled responses",
        description="Labels that people give to responses, and what they say about the readers.",
    )
    commands = group.add_subparsers(title="commands", metavar="COMMAND", required=True)
    parser = commands.add_parser(
        "agreement",
        help="precision, recall and F1 of a reader on labelled rows, and its disagreements",
        description=_AGREEMENT,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--labels", metavar="FILE", required=True, help="labelled JSONL file, - for stdin"
    )
    parser.add_argument(
        "--reader",
        metavar="NAME",
        help="read every row with this reader (default: the row's own outcome, "
        f"else {DEFAULT_READER})",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.add_argument(
        "--seed", type=int, default=0, help="of the bootstrap, 0 or more (default: %(default)s)"
    )
    parser.add_argument(
        "--draws",
        type=int,
        default=2000,
        help=f"of the bootstrap, 1 to {MOST_DRAWS} (default: %(default)s)",
    )
    parser.set_defaults(run=run_agreement)


def run_agreement(args: argparse.Namespace) -> int:
    """Compare and print. Returns 0, or 1 if some rows had errors."""
    if args.seed < 0:
        raise UserError(f"--seed {args.seed} is negative: give 0 or more")
    if not 1 <= args.draws <= MOST_DRAWS:
        raise UserError(f"--draws {args.draws} is out of range: give 1 to {MOST_DRAWS}")
    from stereo_ja.findings._agreement import agreement

    readings = Readings(args.reader)
    compared, errors = [], []
    for row in progress(read_rows(args.labels), "agreement"):
        try:
            compared.append(compare(row, readings))
        except BadRow as error:
            errors.append(error.row)
    pairs = [(found.label, found.outcome) for found in compared]
    result = agreement(pairs, draws=args.draws, seed=args.seed)
    settings = {"reader": readings.name, "seed": args.seed, "draws": args.draws}
    report = settings | agreement_report(result, compared, errors)
    if args.json:
        text = json.dumps(report, ensure_ascii=False, indent=2)
    else:
        text = agreement_text(result, report)
    with open_output(STREAM) as write:
        write(f"{text}\n".encode("utf-8", "backslashreplace"))
    for row in errors[:ERRORS_SHOWN]:
        print(f"stereo-ja: {row.error}", file=sys.stderr)
    if errors:
        total = len(errors) + len(compared)
        print(f"stereo-ja: {len(errors)} of {total} rows had errors", file=sys.stderr)
    return 1 if errors else 0
