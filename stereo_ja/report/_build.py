"""Builds the page."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from stereo_ja.analysis import Run
from stereo_ja.errors import UserError
from stereo_ja.report._format import percent
from stereo_ja.report._notices import COVERAGE_FLOOR
from stereo_ja.report._tables import OUTCOMES
from stereo_ja.report._view import differences, view
from stereo_ja.version import __version__

__all__ = ["build_report", "write_report"]

_HERE = Path(__file__).parent


def build_report(runs: Sequence[Run]) -> str:
    """The report as one HTML document that needs nothing else and asks no host for anything.

    The same runs give the same text: nothing in it depends on when or where it is built.

    Args:
        runs: At least one run, as ``load_runs`` returns them.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    if not runs:
        msg = "no run to report on; give at least one folder that lm-eval wrote"
        raise UserError(msg)
    # Model output reaches the template: every value is escaped unless it is Markup of our own.
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("template.html.j2").render(
        css=Markup((_HERE / "style.css").read_text(encoding="utf-8")),
        views=[view(run, position) for position, run in enumerate(runs, 1)],
        differences=differences(list(runs)),
        outcomes=[(name, name.replace("_", " ").capitalize()) for name in OUTCOMES],
        floor=percent(COVERAGE_FLOOR, 0),
        version=__version__,
    )
    # JSON may smuggle in half of a surrogate pair, which UTF-8 cannot hold.
    return page.encode("utf-8", "replace").decode("utf-8")


def write_report(runs: Sequence[Run], path: str | Path) -> Path:
    """Write the report to a file, making its folder if need be.

    Raises:
        UserError: The file cannot be written.
    """
    page = build_report(runs)
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target.resolve(), page)
    except OSError as error:
        msg = f"{target}: the report cannot be written ({error.strerror}); choose another -o FILE"
        raise UserError(msg) from error
    return target


def _write(target: Path, page: str) -> None:
    if target.exists() and not target.is_file():
        # A device or a pipe is written to, not replaced; a folder fails here with its own name.
        target.write_text(page, encoding="utf-8", newline="\n")
        return
    part = target.with_name(f"{target.name}.part")
    try:
        part.write_text(page, encoding="utf-8", newline="\n")
        # An interrupted write must not leave half a page under the final name.
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
