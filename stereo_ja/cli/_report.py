"""``stereo-ja report``."""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import sys
from collections.abc import Iterable, Iterator

from stereo_ja.cli._output import STREAM, open_output
from stereo_ja.errors import UserError

__all__ = ["add_parser", "run"]

MOST_DRAWS = 100_000


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "report",
        help="one self-contained HTML page about one or more runs",
        description="Write one HTML page about the runs: headline metrics with their denominators, "
        "coverage and 95 % intervals; outcomes, toxicity and sentiment by format, category and "
        "group; with several runs how they differ and correlate; a browser of all responses behind "
        "a content warning; methods text and tables to copy. The page opens offline and loads "
        "nothing. Needs no model and no network. Its charts need the package plotly "
        "(pip install 'stereo-ja[report]'); without it their numbers stand in tables.",
    )
    parser.add_argument(
        "runs",
        metavar="RUN",
        nargs="+",
        help="a folder that lm-eval wrote (searched recursively; the newest run of each task in "
        "each model folder counts), a samples_*.jsonl or a results_*.json",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE.html",
        required=True,
        help="where to write the page; - for standard output",
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="of the bootstrap, 0 or more (default: %(default)s)"
    )
    parser.add_argument(
        "--draws",
        type=int,
        default=10_000,
        help=f"of the chances of ranks, 1 to {MOST_DRAWS} (default: %(default)s)",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the page. Returns 0; raises UserError when a run or the output cannot be used."""
    if args.seed < 0:
        raise UserError(f"--seed {args.seed} is negative: give 0 or more")
    if not 1 <= args.draws <= MOST_DRAWS:
        raise UserError(f"--draws {args.draws} is out of range: give 1 to {MOST_DRAWS}")
    # Before numpy is loaded: its products here are small, and its threads and our processes would
    # only get in each other's way.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from stereo_ja.report import build_report
    from stereo_ja.runs import load_runs

    _check_output(args.output, args.runs)
    with _heap_left_alone():
        runs = load_runs(args.runs)
        with open_output(args.output) as write:
            write(build_report(runs, draws=args.draws, seed=args.seed).encode("utf-8"))
    if args.output != STREAM:
        names = ", ".join(loaded.name for loaded in runs)
        print(f"{args.output}: report on {names}", file=sys.stderr)
    for loaded in runs:
        if loaded.unreadable:
            print(
                f"stereo-ja: {loaded.name}: unreadable lines of the samples left out: "
                f"{len(loaded.unreadable)}, the first: {loaded.unreadable[0]}",
                file=sys.stderr,
            )
    return 0


@contextlib.contextmanager
def _heap_left_alone() -> Iterator[None]:
    # Every response stays until the end: looking for garbage among millions of objects is in vain.
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _check_output(output: str, runs: Iterable[str]) -> None:
    """Refuse a page that would replace a run; UserError."""
    if output == STREAM:
        return
    for name in (output, os.path.realpath(output)):
        if name.lower().endswith((".json", ".jsonl")):
            raise UserError(
                f"-o {output}: the page is HTML, and a .json or .jsonl file may be part of a run; "
                "give a name that ends in .html"
            )
    for run in runs:
        if os.path.isfile(run) and os.path.exists(output) and os.path.samefile(run, output):
            raise UserError(
                f"-o {output} is the run itself, which would be lost; give another name"
            )
