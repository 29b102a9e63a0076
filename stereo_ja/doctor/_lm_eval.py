"""lm-eval, and whether it finds our tasks."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version

from stereo_ja.doctor._finding import Finding
from stereo_ja.errors import UserError
from stereo_ja.harness._install import find_lm_eval, installed_tasks
from stereo_ja.harness._tasks_dir import tasks_dir

__all__ = ["lm_eval", "task_files", "tasks_inside"]

_OLDEST = "0.4.13"
_INCLUDE = '--include_path "$(stereo-ja tasks-dir)"'


def lm_eval() -> Finding:
    """The harness, found without importing it."""
    folder = find_lm_eval()
    if folder is None:
        return Finding("lm-eval", "missing", "not installed", "pip install lm-eval", required=True)
    try:
        found = version("lm_eval")
    except PackageNotFoundError:
        # A clone that is only on the path has no version to read.
        found = "unknown version"
    detail = f"{found} at {folder}"
    if _numbers(found) < _numbers(_OLDEST):
        fix = f'pip install "lm-eval>={_OLDEST}"'
        return Finding("lm-eval", "problem", detail, fix, required=True)
    return Finding("lm-eval", "ok", detail, required=True)


def task_files() -> Finding:
    """The folder for ``--include_path``."""
    try:
        folder = tasks_dir()
    except UserError as error:
        return Finding("task files", "problem", str(error), "reinstall stereo-ja", required=True)
    return Finding("task files", "ok", str(folder), required=True)


def tasks_inside() -> Finding:
    """Whether plain ``lm_eval --tasks ja_stereotype`` works."""
    name = "tasks inside lm-eval"
    try:
        found = installed_tasks()
    except UserError as error:
        return Finding(name, "problem", str(error), f"until then use lm_eval {_INCLUDE}")
    match found.state:
        case "unchanged":
            detail = f"{found.folder}: plain `lm_eval --tasks ja_stereotype` works"
            return Finding(name, "ok", detail)
        case "edited":
            detail = f"edited in {found.folder}: {', '.join(found.files)}"
            fix = "move or delete these files, then run: stereo-ja install-tasks"
            return Finding(name, "problem", detail, fix)
        case "outdated":
            detail = f"{found.folder} is incomplete or of another stereo-ja version"
            return Finding(name, "problem", detail, "stereo-ja install-tasks")
    if found.folder is None:
        return Finding(name, "missing", "there is no lm-eval")
    fix = f"use lm_eval {_INCLUDE}, or run once: stereo-ja install-tasks"
    return Finding(name, "missing", "not installed there", fix)


def _numbers(text: str) -> tuple[float, ...]:
    found = re.match(r"(\d+)\.(\d+)(?:\.(\d+))?", text)
    # An unreadable version is not held against anyone.
    return tuple(int(n or 0) for n in found.groups()) if found else (float("inf"),)
