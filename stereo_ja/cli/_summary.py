"""``stereo-ja summary``."""

from __future__ import annotations

import argparse

__all__ = ["add_parser", "run"]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "summary",
        help="the headline of runs in the terminal, with intervals, by format and category",
        description="Print what became of the prompts, every metric with its 95 % interval, its "
        "denominator and the coverage behind it, and the main ones by format and by category. "
        "Where coverage is below the floor, between what a mean lies stands in its place.",
        epilog="example: stereo-ja summary runs/x",
    )
    parser.add_argument(
        "runs", metavar="RUN", nargs="+",
        help="a folder that lm-eval wrote, a samples_*.jsonl or a results_*.json",
    )  # fmt: skip
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print it. Returns 0; raises UserError when a run cannot be used."""
    from stereo_ja.cli._summary_text import summary_lines
    from stereo_ja.runs import load_runs

    runs = load_runs(args.runs)
    print("\n\n".join("\n".join(summary_lines(one)) for one in runs))
    quoted = " ".join(args.runs)
    print(f"\nmore: stereo-ja report {quoted} -o report.html")
    return 0
