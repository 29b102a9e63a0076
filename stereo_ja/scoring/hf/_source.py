"""Where a model comes from: a directory, the hub, or the hub's cache on this machine."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.scoring._ways_out import WAYS_OUT
from stereo_ja.scoring.hf._errors import brief
from stereo_ja.scoring.hf._fingerprint import fingerprint

__all__ = ["Source", "resolve"]

_log = logging.getLogger(__name__)
_PATIENCE_S = 10.0


@dataclass(frozen=True)
class Source:
    """A model that was found, pinned to what it holds now."""

    location: str
    """A directory or a hub id, as ``from_pretrained`` takes it."""
    revision: str
    """The full commit, or ``sha256:…`` of a directory's files."""
    directory: bool
    cached: bool = False
    """True when the hub could not be asked and its local cache is used."""

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for every ``from_pretrained`` call on this source."""
        # None would make transformers ask on the terminal whether to run a repository's code.
        common: dict[str, Any] = {"trust_remote_code": False}
        if self.directory:
            return common
        return {**common, "revision": self.revision, "local_files_only": self.cached}


def resolve(repo: str, revision: str | None) -> Source:
    """Find the model and the exact revision, without loading it.

    Args:
        repo: a directory, or a hub id such as ``org/name``.
        revision: a hub branch, tag or commit; for a directory, the expected ``sha256:…``.

    Raises:
        ScorerUnavailable: there is no such model, or it cannot be reached.
    """
    path = Path(os.path.expanduser(repo))
    # os.path answers False where Path raises, as on a name longer than the file system allows.
    if os.path.isdir(path):
        return _directory(repo, path, revision)
    if repo.startswith(("/", ".", "~", "\\")) or repo.count("/") > 1 or os.path.exists(path):
        raise ScorerUnavailable(f"hf:{repo}: no such directory. {WAYS_OUT}")
    return _hub(repo, revision)


def _directory(repo: str, path: Path, revision: str | None) -> Source:
    if not os.path.isfile(path / "config.json"):
        raise ScorerUnavailable(
            f"hf:{repo}: the directory holds no config.json, so it is no saved transformers model; "
            f"point to the folder that `save_pretrained` wrote. {WAYS_OUT}"
        )
    found = fingerprint(path)
    if revision is not None and revision.removeprefix("sha256:") != found.removeprefix("sha256:"):
        raise ScorerUnavailable(
            f"hf:{repo}@{revision}: the files in this directory are {found}; "
            "drop the @REVISION, or give that one, or restore the files it was taken from."
        )
    return Source(str(path), found, directory=True)


def _hub(repo: str, revision: str | None) -> Source:
    from huggingface_hub import HfApi, errors, hf_hub_download
    from huggingface_hub.utils import validate_repo_id

    spec = f"hf:{repo}" + (f"@{revision}" if revision else "")
    try:
        validate_repo_id(repo)
    except ValueError as error:
        raise ScorerUnavailable(
            f"{spec}: neither a directory nor a model id like org/name. {WAYS_OUT}"
        ) from error
    try:
        # One request, not retried: the downloads below keep trying for 23 s without a network.
        HfApi().model_info(repo, revision=revision, timeout=_PATIENCE_S)
        # By the name that was asked for, so that the cache remembers where it points to, and a
        # later run without a network finds the same commit.
        config = hf_hub_download(repo, "config.json", revision=revision)
    except errors.GatedRepoError as error:
        raise ScorerUnavailable(
            f"{spec}: access to this model must be requested on its page, then log in with "
            f"`hf auth login` or set HF_TOKEN. {WAYS_OUT}"
        ) from error
    except errors.RepositoryNotFoundError as error:
        raise ScorerUnavailable(
            f"{spec}: the hub has no such model, or it is private (then set HF_TOKEN); "
            f"check the spelling. {WAYS_OUT}"
        ) from error
    except errors.RevisionNotFoundError as error:
        raise ScorerUnavailable(
            f"{spec}: the model has no revision {revision!r}; give a branch, tag or commit."
        ) from error
    except errors.EntryNotFoundError as error:
        raise ScorerUnavailable(
            f"{spec}: it holds no config.json, so it is no transformers model; use another."
        ) from error
    except Exception as error:  # whatever HTTP library the hub client uses, and offline mode
        return _cache(repo, revision, spec, error)
    return Source(repo, _commit(config), directory=False)


def _cache(repo: str, revision: str | None, spec: str, cause: Exception) -> Source:
    from huggingface_hub import constants, try_to_load_from_cache

    config = try_to_load_from_cache(
        repo, "config.json", revision=revision, cache_dir=constants.HF_HUB_CACHE
    )
    if not isinstance(config, str):
        raise ScorerUnavailable(
            f"{spec}: not on this machine, and the hub cannot be reached ({brief(cause)}). "
            f"{WAYS_OUT}"
        ) from cause
    commit = _commit(config)
    _log.warning("%s: the hub cannot be reached; using the cached commit %s", spec, commit)
    return Source(repo, commit, directory=False, cached=True)


def _commit(config: str) -> str:
    """The commit of a cached file: …/snapshots/COMMIT/config.json."""
    return Path(config).parent.name
