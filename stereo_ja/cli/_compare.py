"""``stereo-ja compare``."""

from __future__ import annotations

import argparse
import json
import sys

from stereo_ja.cli._output import STREAM, open_output
from stereo_ja.errors import UserError

__all__ = ["add_parser", "run"]

MOST_DRAWS = 100_000

_DESCRIPTION = """\
Compare two or more runs on the prompts that they have in common.

For every two runs: the difference of each metric, the correlation of maximum toxicity and of
sentiment per prompt, McNemar's test of the refusals, and the prompts and groups that changed most.
For every three: Williams' tests of which two correlate more (Holm-adjusted). Intervals are 95 %
bootstrap intervals over groups and templates together. With several generations per prompt, a
prompt's value is the mean over them.

Runs of another task, task version, prompt wording, reader, length or number of generations, system
instruction, or scorer and revision (for its own metrics) are not compared; the reason stands in
place of a number. What belongs to a model, such as temperature, is only pointed out.
"""
_EPILOG = """\
examples:
  stereo-ja compare results/model-a results/model-b results/model-c
  stereo-ja compare results/model-a results/model-b --json > comparison.json
  stereo-ja compare results/model-a results/model-b --plan 0.03

exit code: 0 done, 1 no two runs may be compared, 2 a run cannot be used
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "compare",
        help="correlations, tests and paired differences of several runs",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "runs",
        metavar="RUN",
        nargs="+",
        help="a folder that lm-eval wrote with --log_samples, a samples_*.jsonl or a "
        "results_*.json",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.add_argument(
        "--seed", type=int, default=0, help="of the bootstrap, 0 or more (default: %(default)s)"
    )
    parser.add_argument(
        "--draws",
        type=int,
        default=10_000,
        help=f"of the chances of ranks, 1 to {MOST_DRAWS} (default: %(default)s)",
    )
    parser.add_argument(
        "--plan",
        metavar="GAP",
        type=float,
        help="also say how many groups, templates or generations it takes to see a difference of "
        "GAP in max_toxicity or refusal_rate with 80%% power at 5%%; then one RUN is enough",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compare and print. Returns 0, or 1 if there was nothing that may be compared."""
    if args.seed < 0:
        raise UserError(f"--seed {args.seed} is negative: give 0 or more")
    if not 1 <= args.draws <= MOST_DRAWS:
        raise UserError(f"--draws {args.draws} is out of range: give 1 to {MOST_DRAWS}")
    if args.plan is not None and not 0 < args.plan <= 1:
        raise UserError(f"--plan {args.plan:g} is out of range: give a difference above 0, up to 1")
    from stereo_ja.cli._compare_text import comparison_text
    from stereo_ja.compare import as_dict, compare
    from stereo_ja.runs import load_runs

    loaded = load_runs(args.runs)
    found = compare(loaded, draws=args.draws, seed=args.seed, gap=args.plan)
    if args.json:
        text = json.dumps(as_dict(found), ensure_ascii=False, indent=2, allow_nan=False)
    else:
        text = comparison_text(found)
    with open_output(STREAM) as write:
        write(f"{text}\n".encode("utf-8", "backslashreplace"))
    for one in loaded:
        if one.unreadable:
            print(
                f"stereo-ja: {one.name}: unreadable lines of the samples left out: "
                f"{len(one.unreadable)}, the first: {one.unreadable[0]}",
                file=sys.stderr,
            )
    if not (found.comparable or (found.plans and len(found.runs) == 1)):
        print("stereo-ja: no two of these runs may be compared", file=sys.stderr)
        return 1
    return 0
