"""Put the task YAMLs into lm-eval's own tasks folder, and take them out again exactly.

The manifest in the folder made there is written before anything it lists and removed after
everything it lists, so an install or an uninstall killed at any point can be finished or undone
by the next one. A file is replaced or removed only if its content is one the manifest lists.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from stereo_ja.errors import UserError
from stereo_ja.harness import _install_files as disk
from stereo_ja.harness._tasks_dir import tasks_dir
from stereo_ja.version import __version__

__all__ = [
    "InstallState",
    "Installed",
    "find_lm_eval",
    "install_tasks",
    "installed_tasks",
    "uninstall_tasks",
]

_FOLDER = "stereo_ja"
_WAY_OUT = 'without installing, use: lm_eval --include_path "$(stereo-ja tasks-dir)" --tasks ...'

InstallState = Literal[
    "installed", "updated", "completed", "unchanged", "removed", "absent", "edited", "outdated"
]


@dataclass(frozen=True)
class Installed:
    """What an install, an uninstall or a look found or left behind."""

    state: InstallState
    """What was done or found; ``edited``: ``files`` were changed by someone since."""
    folder: Path | None
    """The folder of ours in lm-eval's tasks folder; None if there is no lm-eval."""
    files: tuple[str, ...] = ()
    """With ``edited``: the changed files. With ``removed``: what is not ours and stays there."""


def find_lm_eval() -> Path | None:
    """lm-eval's package folder, found without importing it; None if it is not installed.

    Works for a wheel and for both kinds of editable install (path file, import hook).
    """
    return next((p for p in _locations() if (p / "__init__.py").is_file()), None)


def install_tasks(source: Path | None = None, version: str = __version__) -> Installed:
    """Copy the task files into ``<lm_eval>/tasks/stereo_ja``, replacing only files we wrote.

    Args:
        source: The folder to copy; by default ``tasks_dir()``.
        version: Recorded in the manifest.

    Returns:
        State ``installed``, ``updated``, ``completed`` (an earlier install had been cut short or
        had lost files), ``unchanged``, or ``edited`` (nothing was done, see ``files``).

    Raises:
        UserError: No lm-eval; a folder or file there that we did not write; it cannot be written.
    """
    new = disk.read_source(source or tasks_dir())
    wanted: disk.Hashes = {name: (disk.sha256(data),) for name, data in new.items()}
    folder = _tasks_folder() / _FOLDER
    with _explained(folder):
        disk.remove_staging(folder)
        fresh = not os.path.lexists(folder)
        if fresh:
            disk.create(folder, wanted, version)
        old_version, old = disk.read_manifest(folder)
        disk.remove_partials(folder, old)
        _refuse_foreign(folder, [name for name in wanted if name not in old])
        names = {**old, **wanted}
        both = {n: tuple(dict.fromkeys((*old.get(n, ()), *wanted.get(n, ())))) for n in names}
        now = {name: disk.current(folder, name) for name in both}
        if edited := disk.edited(now, both):
            return Installed("edited", folder, edited)
        to_write = [name for name in wanted if now[name] not in wanted[name]]
        to_remove = [name for name in old if name not in wanted]
        if (to_write or to_remove) and both != old:
            disk.write_manifest(folder, both, version)
        for name in to_write:
            disk.write(folder / name, new[name])
        disk.remove(folder, to_remove)
        if (old_version, old) != (version, wanted):
            disk.write_manifest(folder, wanted, version)
    if fresh:
        return Installed("installed", folder)
    if not to_write and not to_remove:
        return Installed("unchanged", folder)
    return Installed("completed" if old == wanted else "updated", folder)


def uninstall_tasks() -> Installed:
    """Remove exactly what the manifest lists.

    Returns:
        State ``removed``, ``absent``, or ``edited``: the changed files in ``files`` stay, listed
        by the manifest, and everything else is gone.

    Raises:
        UserError: The folder is not one that we wrote, or it cannot be changed.
    """
    folder = _existing_folder()
    if folder is None:
        return Installed("absent", None)
    with _explained(folder):
        disk.remove_staging(folder)
        if not os.path.lexists(folder):
            return Installed("absent", folder)
        version, files = disk.read_manifest(folder)
        disk.remove_partials(folder, files)
        edited = disk.edited({name: disk.current(folder, name) for name in files}, files)
        disk.remove(folder, [name for name in files if name not in edited])
        if edited:
            disk.write_manifest(folder, {name: files[name] for name in edited}, version)
            return Installed("edited", folder, edited)
        manifest = folder / disk.MANIFEST
        left = tuple(sorted(p.name for p in folder.iterdir() if p != manifest))
        if left:
            manifest.unlink()
        else:
            # Renamed first: killed between these two steps, it is still known to be ours.
            folder.rename(folder.with_name(disk.STAGING))
            disk.remove_staging(folder)
    return Installed("removed", folder, left)


def installed_tasks() -> Installed:
    """Look, change nothing.

    Returns:
        State ``unchanged`` (this version's files are there), ``outdated`` (files are missing or
        of another version), ``edited`` or ``absent``.

    Raises:
        UserError: There is a folder of our name that we did not write, or it cannot be read.
    """
    folder = _existing_folder()
    if folder is None or not os.path.lexists(folder):
        return Installed("absent", folder)
    with _explained(folder):
        source = disk.read_source(tasks_dir())
        _, files = disk.read_manifest(folder)
        now = {name: disk.current(folder, name) for name in files}
    if edited := disk.edited(now, files):
        return Installed("edited", folder, edited)
    same = now == {name: disk.sha256(data) for name, data in source.items()}
    return Installed("unchanged" if same else "outdated", folder)


def _locations() -> list[Path]:
    try:
        spec = importlib.util.find_spec("lm_eval")
    except (ImportError, ValueError):
        return []
    return [Path(p) for p in (spec and spec.submodule_search_locations) or ()]


def _tasks_folder() -> Path:
    package = find_lm_eval()
    if package is None:
        raise UserError("lm-eval is not installed in this environment: pip install lm-eval")
    if not (package / "tasks").is_dir():
        raise UserError(f"{package} has no tasks folder: reinstall lm-eval; {_WAY_OUT}")
    return package / "tasks"


def _existing_folder() -> Path | None:
    # What an uninstalled lm-eval left standing around our folder is still a location.
    folders = [location / "tasks" / _FOLDER for location in _locations()]
    traces = [f for f in folders if any(map(os.path.lexists, (f, f.with_name(disk.STAGING))))]
    return next(iter([*traces, *folders]), None)


def _refuse_foreign(folder: Path, names: list[str]) -> None:
    for name in names:
        if os.path.lexists(folder / name) or disk.goes_through_link(folder, name):
            raise UserError(
                f"{folder / name} was not written by stereo-ja: move it away and try again"
            )


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            f"cannot change {folder.parent} ({error.filename}: {error.strerror}); {_WAY_OUT}"
        ) from error
