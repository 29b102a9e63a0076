"""Where the task YAMLs are: the folder for lm-eval's ``--include_path``."""

from __future__ import annotations

from pathlib import Path

from stereo_ja.errors import UserError

__all__ = ["tasks_dir"]

_NAME = "lm_eval_tasks"


def tasks_dir() -> Path:
    """The folder holding the task YAMLs.

    A wheel carries it inside the package; in a source checkout, and so in an editable install,
    it lies beside the package.

    Raises:
        UserError: Neither folder holds a YAML file.
    """
    package = Path(__file__).resolve().parents[1]
    candidates = (package / _NAME, package.parent / _NAME)
    for folder in candidates:
        if next(folder.rglob("*.yaml"), None) is not None:
            return folder
    looked = " or ".join(str(folder) for folder in candidates)
    raise UserError(f"no task files in {looked}: this installation is incomplete; reinstall it")
