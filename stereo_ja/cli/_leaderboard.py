"""``stereo-ja leaderboard``."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from stereo_ja.cli._output import STREAM, open_output
from stereo_ja.errors import UserError

if TYPE_CHECKING:
    from stereo_ja.leaderboard import Board, Written

__all__ = ["add_parser", "run"]

_FOLDERS = ("hf", "eee")
_SHOWN = 20


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "leaderboard",
        help="one row per run, for people or for public stores of results",
        description="One row per run: model, versions, scorers, settings, coverage, and every "
        "metric with its n and 95 % interval. Runs that are not comparable stand in separate "
        "tables; what is not publishable has no number. Whatever looks like a key or token is "
        "refused (exit code 2).",
    )
    parser.add_argument(
        "runs",
        metavar="RUN",
        nargs="+",
        help="a folder that lm-eval wrote, a samples_*.jsonl or a results_*.json",
    )
    parser.add_argument(
        "--format",
        choices=("md", "csv", "json", *_FOLDERS),
        default="md",
        help="Markdown (default), CSV, JSON; hf: .eval_results/NAME.yaml of the Hugging Face Hub; "
        "eee: records of Every Eval Ever",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        default=STREAM,
        help="a file (default: stdout); for hf and eee a folder",
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="of the bootstrap, 0 or more (default: %(default)s)"
    )
    parser.add_argument(
        "--draws", type=int, default=10_000, help="of the chances of ranks (default: %(default)s)"
    )
    hub = parser.add_argument_group("hf")
    hub.add_argument("--dataset-id", metavar="ORG/NAME", help="the benchmark's dataset on the Hub")
    hub.add_argument("--source-url", metavar="URL", help="traces of the run, or a paper")
    hub.add_argument("--source-name", metavar="NAME", help="how the source is called")
    eee = parser.add_argument_group("eee")
    eee.add_argument("--organization", metavar="NAME", help="who provides the results")
    eee.add_argument(
        "--relationship",
        choices=("first_party", "third_party", "collaborative", "other"),
        help="of that organization to the model's developer (default: other)",
    )
    eee.add_argument(
        "--include-text",
        action="store_true",
        help="put prompts and responses, which can be hateful, into the instance records; "
        "without it their SHA-256",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the leaderboard.

    Returns:
        0; or 1 if ``hf`` or ``eee`` had nothing publishable to write.
    """
    _check(args)
    from stereo_ja.leaderboard import build_board
    from stereo_ja.runs import load_runs

    board = build_board(load_runs(args.runs), draws=args.draws, seed=args.seed)
    if args.format in _FOLDERS:
        return _write_folder(args, board)
    return _write_one(args, board)


def _write_one(args: argparse.Namespace, board: Board) -> int:
    from stereo_ja.leaderboard import to_csv, to_json_text, to_markdown
    from stereo_ja.secrets import refuse_secrets

    text = {"md": to_markdown, "csv": to_csv, "json": to_json_text}[args.format](board)
    content = text.encode("utf-8", "backslashreplace")
    name = "stdout" if args.output == STREAM else args.output
    refuse_secrets(content, name)
    # A key that Markdown's or CSV's escapes take apart is whole again where it is shown.
    refuse_secrets(to_json_text(board), name)
    with open_output(args.output) as write:
        write(content)
    return 0


def _write_folder(args: argparse.Namespace, board: Board) -> int:
    from stereo_ja.secrets import refuse_secrets

    written = _hub(args, board) if args.format == "hf" else _eee(args, board)
    way_out = "leave out --include-text" if args.include_text else ""
    # All are looked at before the first is written.
    for file in written.files:
        is_text = file.path.endswith(".jsonl")
        refuse_secrets(file.path, args.output)
        refuse_secrets(file.content, file.path, way_out=way_out if is_text else "")
    for file in written.files:
        path = os.path.join(args.output, *file.path.split("/"))
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        except OSError as error:
            raise UserError(
                f"cannot make the folder of {path}: {error.strerror}; choose another -o"
            ) from error
        with open_output(path) as write:
            write(file.content)
        print(path)
    for line in written.left_out[:_SHOWN]:
        print(f"stereo-ja: {line}", file=sys.stderr)
    if len(written.left_out) > _SHOWN:
        print(f"stereo-ja: … and {len(written.left_out) - _SHOWN} more", file=sys.stderr)
    if not written.files:
        print("stereo-ja: nothing publishable, nothing written", file=sys.stderr)
    return 0 if written.files else 1


def _hub(args: argparse.Namespace, board: Board) -> Written:
    from stereo_ja.leaderboard import HubOptions, to_hub

    if args.dataset_id is None:
        print(
            f"stereo-ja: no --dataset-id: the entries say {HubOptions.dataset_id}, which the Hub "
            "shows only once that dataset is registered as a benchmark",
            file=sys.stderr,
        )
    return to_hub(
        board,
        HubOptions(
            dataset_id=args.dataset_id or HubOptions.dataset_id,
            source_url=args.source_url or HubOptions.source_url,
            source_name=args.source_name or HubOptions.source_name,
        ),
    )


def _eee(args: argparse.Namespace, board: Board) -> Written:
    from stereo_ja.leaderboard import EeeOptions, to_eee

    return to_eee(
        board,
        EeeOptions(
            organisation=args.organization or EeeOptions.organisation,
            relationship=args.relationship or EeeOptions.relationship,
            include_text=args.include_text,
        ),
    )


def _check(args: argparse.Namespace) -> None:
    """Refuse what cannot work before the runs are read; UserError."""
    if args.seed < 0:
        raise UserError(f"--seed {args.seed} is negative: give 0 or more")
    if args.draws < 1:
        raise UserError(f"--draws {args.draws}: give 1 or more; 10000 is the default")
    name, output = args.format, args.output
    if name in _FOLDERS:
        if output == STREAM:
            raise UserError(f"--format {name} writes files: give a folder with -o")
        if os.path.exists(output) and not os.path.isdir(output):
            raise UserError(f"-o {output}: --format {name} needs a folder, and this is a file")
    elif output != STREAM:
        _check_file(output, args.runs)
    if args.dataset_id and args.dataset_id.count("/") != 1:
        raise UserError(f"--dataset-id {args.dataset_id}: give ORG/NAME as on the Hub")
    if args.source_url and not args.source_url.startswith(("https://", "http://")):
        raise UserError(
            f"--source-url {args.source_url}: give an address that begins with https://"
        )


def _check_file(output: str, runs: list[str]) -> None:
    for name in (output, os.path.realpath(output)):
        base = os.path.basename(name)
        if base.startswith(("results_", "samples_")) and base.endswith((".json", ".jsonl")):
            raise UserError(f"-o {output}: may be a part of a run; give another name")
    for run in runs:
        if os.path.isfile(run) and os.path.exists(output) and os.path.samefile(run, output):
            raise UserError(
                f"-o {output} is the run itself, which would be lost; give another name"
            )
