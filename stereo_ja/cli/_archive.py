"""``stereo-ja archive``: the score store and its portable form."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from stereo_ja.cli._output import STREAM, open_output
from stereo_ja.errors import UserError

if TYPE_CHECKING:
    from stereo_ja.scoring.store import Info

__all__ = ["add_parser", "run_export", "run_import", "run_info", "run_verify"]

_SHOWN = 20
"""Problems that are printed one by one."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the group of commands."""
    group = subparsers.add_parser(
        "archive",
        help="the score store: what it holds, whether it is sound, as a portable file",
        description="Every score is kept in one SQLite file, by the hash of its text, with scorer, "
        "revision, attribute, language and date. The file (STEREO_JA_STORE) holds no text.",
    )
    commands = group.add_subparsers(title="commands", metavar="COMMAND", required=True)
    info = commands.add_parser("info", help="what the store holds")
    info.set_defaults(run=run_info)
    verify = commands.add_parser(
        "verify",
        help="check every row",
        description="Checks the pages of the file and the checksum of every row, and changes "
        "nothing. Exit code 0 if all is sound, 1 if not.",
    )
    verify.set_defaults(run=run_verify)
    for parser in (info, verify):
        parser.add_argument("file", metavar="FILE", nargs="?", help="default: the store in use")
    export = commands.add_parser(
        "export",
        help="write the store as JSONL, without any text",
        description="Writes one JSON object a line: text_sha256 scorer revision attribute language "
        "status value label reason scored_at. `--toxicity archive:OUT` scores by it.",
    )
    export.add_argument("file", metavar="FILE", nargs="?", help="default: the store in use")
    export.add_argument("-o", "--output", metavar="OUT", default=STREAM, help="default: stdout")
    export.add_argument("--scorer", metavar="NAME", help="only the scores of this scorer")
    export.set_defaults(run=run_export)
    into = commands.add_parser(
        "import",
        help="add the scores of exported files to the store in use",
        description="A score that the store already holds stays as it is.",
    )
    into.add_argument("files", metavar="FILE", nargs="+")
    into.set_defaults(run=run_import)


def run_info(args: argparse.Namespace) -> int:
    """Print what a store holds. Returns 0."""
    from stereo_ja.scoring.store import info

    print(_as_text(info(_path(args.file))))
    return 0


def run_verify(args: argparse.Namespace) -> int:
    """Check every row. Returns 0, or 1 if something is wrong."""
    from stereo_ja.scoring.store import verify

    path = _path(args.file)
    found = verify(path)
    if not found.problems:
        print(f"{path}: sound, {found.rows:,} scores")
        return 0
    print(f"{path}: {len(found.problems)} problems in {found.rows:,} scores")
    for problem in found.problems[:_SHOWN]:
        print(f"  {problem}")
    if len(found.problems) > _SHOWN:
        print(f"  … and {len(found.problems) - _SHOWN} more")
    print("The next command that uses it sets it aside or drops the bad rows, and keeps the rest.")
    return 1


def run_export(args: argparse.Namespace) -> int:
    """Write the portable form. Returns 0."""
    from stereo_ja.scoring.archive import write_portable
    from stereo_ja.scoring.store import sound_rows

    path = _path(args.file)
    rows = (row for row in sound_rows(path) if args.scorer in (None, row[0].scorer))
    with open_output(args.output) as write:
        count = write_portable(rows, write)
    print(f"stereo-ja: {count:,} scores from {path}", file=sys.stderr)
    return 0


def run_import(args: argparse.Namespace) -> int:
    """Add exported scores. Returns 0, or 1 if some lines could not be read."""
    from stereo_ja.scoring.archive import read_portable
    from stereo_ja.scoring.store import open_store

    store = open_store()
    before = sum(store.sources().values())
    read = bad = 0
    for name in args.files:
        for row in read_portable(Path(name)):
            read += 1
            if isinstance(row, str):
                bad += 1
                if bad <= _SHOWN:
                    print(f"stereo-ja: {name}: {row}", file=sys.stderr)
            else:
                store.put(*row)
    added = sum(store.sources().values()) - before
    print(f"{store.path}: {added:,} scores added, {read - bad - added:,} were there already")
    if bad:
        print(f"stereo-ja: {bad} of {read} lines hold no stored score", file=sys.stderr)
    return 1 if bad else 0


def _path(name: str | None) -> Path:
    from stereo_ja.scoring.store import default_path

    path = default_path() if name is None else Path(name)
    if not path.exists():
        what = "there is no score store yet; scoring makes it" if name is None else "no such file"
        raise UserError(f"{path}: {what}")
    if not path.is_file():
        raise UserError(f"{path}: not a file; give a score store")
    return path


def _as_text(found: Info) -> str:
    lines = [f"{found.path} ({found.size / 2**20:.1f} MiB)"]
    for content in found.contents:
        source = content.source
        name = source.scorer + (f" @ {source.revision}" if source.revision else "")
        language = f", {source.language}" if source.language else ""
        lines.append(f"  {name}")
        lines.append(
            f"    {source.attribute}{language}: {content.scored:,} scored, "
            f"{content.not_scorable:,} not scorable; {content.first[:10]} to {content.last[:10]}"
        )
    if not found.contents:
        lines.append("  empty")
    lines += [f"  set aside as damaged: {name}" for name in found.aside]
    return "\n".join(lines)
