"""The folder that ``install-tasks`` makes, on disk: manifest, hashes, writes, removals."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from stereo_ja.errors import UserError

__all__ = [
    "MANIFEST",
    "STAGING",
    "Hashes",
    "create",
    "current",
    "edited",
    "goes_through_link",
    "partial",
    "read_manifest",
    "read_source",
    "remove",
    "remove_partials",
    "remove_staging",
    "sha256",
    "write",
    "write_manifest",
]

# None of our own names ends in .yaml, which lm-eval would index.
MANIFEST = "stereo_ja_manifest.json"
STAGING = ".stereo_ja.staging"
_PARTIAL = ".stereo-ja-partial"
_HASH = re.compile(r"[0-9a-f]{64}\Z")

Hashes = Mapping[str, tuple[str, ...]]
"""For each file, named relative to the folder with ``/``: the SHA-256 of what we wrote there.
Several while an update is under way, since the file may still be the old one."""


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(data).hexdigest()


def read_source(source: Path) -> dict[str, bytes]:
    """Every file to copy, by its name relative to ``source`` with ``/``."""
    found = {}
    for path in sorted(source.rglob("*")):
        parts = path.relative_to(source).parts
        if path.is_file() and not any(p.startswith(".") or p == "__pycache__" for p in parts):
            found["/".join(parts)] = path.read_bytes()
    return found


def create(folder: Path, files: Hashes, version: str) -> None:
    """Make ``folder`` with its manifest inside appear in one step."""
    staging = folder.with_name(STAGING)
    staging.mkdir()
    write_manifest(staging, files, version)
    staging.rename(folder)


def remove_staging(folder: Path) -> None:
    """Remove what a killed ``create``, or a killed end of an uninstall, left beside ``folder``.

    Raises:
        UserError: There is something of that name that we did not write.
    """
    staging = folder.with_name(STAGING)
    if not os.path.lexists(staging):
        return
    ours = {MANIFEST, partial(staging / MANIFEST).name}
    if staging.is_symlink() or not staging.is_dir() or {p.name for p in staging.iterdir()} - ours:
        raise UserError(f"{staging} was not written by stereo-ja: move it away and try again")
    for name in ours:
        (staging / name).unlink(missing_ok=True)
    staging.rmdir()


def read_manifest(folder: Path) -> tuple[str, Hashes]:
    """The version that wrote the folder, and the files listed.

    Raises:
        UserError: Not a folder of ours, or a listing that we would not have written.
    """
    path = folder / MANIFEST
    if folder.is_symlink() or path.is_symlink() or not path.is_file():
        raise UserError(
            f"{folder} was not written by stereo-ja (it has no {MANIFEST}) and was left as it is: "
            "move it away and try again"
        )
    try:
        manifest = json.loads(path.read_text("utf-8"))
        files = {name: tuple(hashes) for name, hashes in manifest["files"].items()}
        version = str(manifest["version"])
        valid = all(_is_inside(n) and all(map(_HASH.match, h)) for n, h in files.items())
    except (ValueError, KeyError, TypeError, AttributeError):
        valid = False
    if not valid:
        raise UserError(
            f"{path} is damaged and nothing was changed: check {folder} and delete it by hand"
        )
    return version, files


def _is_inside(name: str) -> bool:
    """Whether a listed name is a plain path below the folder, as ``read_source`` makes them."""
    path = PurePosixPath(name)
    plain = path.as_posix() == name and not path.is_absolute() and ".." not in path.parts
    return plain and name not in (".", MANIFEST) and not re.search(r"[\\:\x00]", name)


def write_manifest(folder: Path, files: Hashes, version: str) -> None:
    """Write the listing."""
    content = {
        "note": "Written by `stereo-ja install-tasks`; `stereo-ja uninstall-tasks` undoes it.",
        "version": version,
        "files": {name: list(files[name]) for name in sorted(files)},
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    write(folder / MANIFEST, text.encode("utf-8"))


def partial(path: Path) -> Path:
    """The name under which ``path`` is being written."""
    return path.with_name(f".{path.name}{_PARTIAL}")


def write(path: Path, data: bytes) -> None:
    """Replace or make ``path`` in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = partial(path)
    unfinished.unlink(missing_ok=True)
    with unfinished.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def remove_partials(folder: Path, names: Iterable[str]) -> None:
    """Remove what killed writes of these files and of the manifest left."""
    for name in (MANIFEST, *names):
        unfinished = partial(folder / name)
        if os.path.lexists(unfinished) and not goes_through_link(folder, name):
            unfinished.unlink()


def remove(folder: Path, names: Iterable[str]) -> None:
    """Remove these files and the folders this leaves empty."""
    for name in names:
        path = folder / name
        if os.path.lexists(path):
            path.unlink()
        for parent in path.parents:
            if parent == folder:
                break
            if parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()


def goes_through_link(folder: Path, name: str) -> bool:
    """Whether a folder on the way from ``folder`` to the file is a symbolic link."""
    return any((folder / p).is_symlink() for p in PurePosixPath(name).parents if p.name)


def current(folder: Path, name: str) -> str | None:
    """SHA-256 of the file; None if it is gone; ``""`` for what can no longer be ours."""
    path = folder / name
    if goes_through_link(folder, name):
        return ""
    if not os.path.lexists(path):
        return None
    return sha256(path.read_bytes()) if stat.S_ISREG(path.lstat().st_mode) else ""


def edited(now: Mapping[str, str | None], known: Hashes) -> tuple[str, ...]:
    """The files that are there with a content that we did not write, sorted."""
    return tuple(sorted(n for n, h in now.items() if h is not None and h not in known[n]))
