"""``stereo-ja rescore``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from stereo_ja.errors import UserError
from stereo_ja.scoring import SPEC_HELP

if TYPE_CHECKING:
    from stereo_ja.rescore import Choices, Rescored

__all__ = ["add_parser", "run"]

_DESCRIPTION = """\
Read and score saved responses anew; no model is loaded and nothing is generated.

RUN is a folder that lm-eval wrote, a samples_*.jsonl, a results_*.json, or a journal of
generations (generations_*.jsonl, or the folder generations), which is all that a run stopped
while scoring leaves. Shards of one run are put together.

What is not chosen keeps its value. With another reader an option keeps the score that its text
had; a text without one counts as not scored, unless a scorer is chosen. Journals hold no scores:
the defaults of a run apply.

New results and samples go to DIR/MODEL/, named as lm-eval names them with the time of the
source, so the same call writes the same files. No other file is ever replaced.
"""
_EPILOG = """\
examples:
  stereo-ja rescore results/ -o rescored/ --toxicity hf:/models/toxicity
  stereo-ja rescore results/generations -o rescored/ --model-name org/name
  stereo-ja rescore --from-paper responses.csv -o paper/

exit code: 0 done; 1 some texts could not be scored, or with --from-paper the table is complete and
its counts are not the published ones; 2 nothing could be done; 130 stopped: what was scored is
stored, and the same call goes on
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "rescore",
        help="read and score saved responses anew, without the model",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("runs", metavar="RUN", nargs="*", help="see above")
    parser.add_argument("-o", "--output", metavar="DIR", required=True, help="folder to write to")
    for kind in ("toxicity", "sentiment"):
        parser.add_argument(
            f"--{kind}",
            metavar="SPEC",
            help=f"score {kind} anew: {SPEC_HELP} (default: keep the scores)",
        )
    parser.add_argument(
        "--reader",
        metavar="NAME",
        help="read anew: rules, paper or judge:MODEL (default: keep the readings; with "
        "--from-paper: paper)",
    )
    parser.add_argument(
        "--model-name",
        metavar="ORG/NAME",
        help="whose generations a journal holds (default: unknown/ and the name of its folder)",
    )
    parser.add_argument(
        "--from-paper",
        metavar="FILE.csv",
        help="instead of RUN: the response table that the authors of arXiv:2503.01947 released; "
        "makes one run per model and checks the published counts",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Rescore and say what was done. Returns 0, 1 or 130; raises UserError."""
    from stereo_ja.rescore import Choices, rescore

    if bool(args.runs) == bool(args.from_paper):
        raise UserError("rescore: give one or more RUN, or --from-paper FILE.csv")
    choices = Choices(reader=args.reader, toxicity=args.toxicity, sentiment=args.sentiment)
    try:
        if args.from_paper:
            return _from_paper(args, choices)
        failed = _report(rescore(args.runs, args.output, choices, model=args.model_name))
    except KeyboardInterrupt:
        print(
            "stereo-ja: stopped; nothing is half written, scores are stored as they come, and "
            "the same call goes on from there",
            file=sys.stderr,
        )
        return 130
    return 1 if failed else 0


def _from_paper(args: argparse.Namespace, choices: Choices) -> int:
    from pathlib import Path

    from stereo_ja.rescore.paper import check_table, lines_of, read_table, rescore_table

    if args.model_name:
        raise UserError("rescore: --from-paper takes no --model-name; the table has the models")
    table = read_table(Path(args.from_paper))
    failed = _report(rescore_table(table, args.output, choices))
    check = check_table(table)
    print("\n".join(lines_of(check)))
    return 1 if failed or check.contradicts_the_paper else 0


def _report(done: Iterable[Rescored]) -> int:
    """Print each run as it is written; return how many texts could not be scored."""
    from stereo_ja.metrics import shown_metrics

    failed = 0
    for one in done:
        numbers = "  ".join(
            f"{metric.name} {_number(one.metrics[metric.name])}"
            for metric in shown_metrics(one.task)
            if metric.unit != "count"
        )
        print(f"{one.results_path}\n  {one.model}, {one.task}: {one.prompts} prompts, "
              f"{one.responses} responses\n  {numbers}", flush=True)  # fmt: skip
        for note in one.notes:
            _warn(f"{one.model}, {one.task}: {note}")
        if one.problems:
            _warn(f"{one.model}, {one.task}: lines left out: {len(one.problems)}, "
                  f"the first: {one.problems[0]}")  # fmt: skip
        for kind, count in one.unscored.items():
            if count:
                hint = "each says why in reason" if one.failed[kind] else f"give --{kind} SPEC"
                _warn(f"{one.model}, {one.task}: {count} of {one.options} options have no "
                      f"{kind} score; {hint}")  # fmt: skip
        failed += sum(one.failed.values())
    return failed


def _number(value: object) -> str:
    return f"{value:.4f}" if isinstance(value, float) else "-"


def _warn(text: str) -> None:
    print(f"stereo-ja: {text}", file=sys.stderr, flush=True)
