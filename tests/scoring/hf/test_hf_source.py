"""Finding a model and pinning it, or saying why not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.scoring._ways_out import WAYS_OUT
from stereo_ja.scoring.hf import HfScorer
from stereo_ja.scoring.hf._fingerprint import fingerprint

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def refused(repo: str, revision: str | None = None) -> str:
    with pytest.raises(ScorerUnavailable) as caught:
        HfScorer("sentiment", repo, revision).check()
    message = str(caught.value)
    assert "\n" not in message
    assert f"hf:{repo}" in message
    return message


@pytest.mark.parametrize("repo", ["/no/such/dir", "./nowhere", "~/no-such-dir", "a/b/c"])
def test_no_such_directory(repo: str) -> None:
    assert "no such directory" in refused(repo)


def test_a_name_longer_than_a_file_may_have() -> None:
    """Asking the file system for it is an error of its own kind."""
    long = "a" * 300
    assert "neither a directory nor a model id" in refused(f"{long}/b")
    assert "no such directory" in refused(f"/{long}/b")


def test_the_ways_out_fit_both_commands() -> None:
    """And promise no metric that could not be computed afterwards."""
    assert "--toxicity lexicon" in WAYS_OUT
    assert "--metadata" in WAYS_OUT
    assert "later" not in WAYS_OUT
    assert "\n" not in WAYS_OUT


def test_a_directory_without_a_model(tmp_path: Path) -> None:
    assert "config.json" in refused(str(tmp_path))


def test_a_damaged_configuration(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{not json", encoding="utf-8")
    assert "configuration cannot be read" in refused(str(tmp_path))


def test_damaged_weights(bert: Callable[..., Path], variant: Callable[..., Path]) -> None:
    folder = variant(bert())
    (folder / "model.safetensors").write_bytes(b"\x08" * 100)
    assert "cannot be loaded" in refused(str(folder))


def test_an_impossible_name() -> None:
    assert "neither a directory nor a model id" in refused("no model!!")


def test_offline_and_not_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the model and the three ways out."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    message = refused("org/name")
    assert "not on this machine" in message
    assert WAYS_OUT in message


def cached(folder: Path, cache: Path) -> None:
    """Put a model where the hub client keeps its downloads."""
    repo = cache / "models--org--name"
    shutil.copytree(folder, repo / "snapshots" / COMMIT)
    (repo / "refs").mkdir()
    (repo / "refs" / "main").write_text(COMMIT, encoding="utf-8")


@pytest.mark.parametrize("revision", [None, "main", COMMIT])
def test_offline_from_the_cache(
    bert: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    revision: str | None,
) -> None:
    """The commit is recorded, also when a branch or nothing was asked for."""
    from huggingface_hub import constants

    cached(bert(), tmp_path)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    scorer = HfScorer("sentiment", "org/name", revision)
    assert scorer.revision is None
    scorer.check()
    assert scorer.revision == COMMIT
    ((_, score),) = scorer.score(["死ね、クズ。"])
    assert (score.scorer, score.revision) == ("hf:org/name", COMMIT)


def test_a_revision_that_is_not_in_the_cache(
    bert: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    cached(bert(), tmp_path)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ScorerUnavailable, match="hf:org/name@v2: not on this machine"):
        HfScorer("sentiment", "org/name", "v2").check()


def test_fingerprint_follows_what_shapes_scores(
    bert: Callable[..., Path], variant: Callable[..., Path]
) -> None:
    """Notes, logs and the folder's name do not count; weights, labels and vocabulary do."""
    folder = variant(bert())
    before = fingerprint(folder)
    assert before == fingerprint(bert())
    assert before.startswith("sha256:")
    assert len(before) == len("sha256:") + 12
    (folder / "README.md").write_text("notes", encoding="utf-8")
    (folder / "training_args.bin").write_bytes(b"log")
    (folder / "pytorch_model.bin").write_bytes(b"unused beside safetensors")
    assert fingerprint(folder) == before
    seen = {before}
    for name in ("vocab.txt", "config.json", "model.safetensors", "tokenizer_config.json"):
        path = folder / name
        path.write_bytes(path.read_bytes() + b" ")
        seen.add(fingerprint(folder))
    assert len(seen) == 5


def test_a_directory_can_be_pinned(bert: Callable[..., Path]) -> None:
    folder = bert()
    pinned = fingerprint(folder)
    scorer = HfScorer("sentiment", str(folder), pinned)
    scorer.check()
    assert scorer.revision == pinned
    with pytest.raises(ScorerUnavailable, match=f"@main: the files .* are {pinned}"):
        HfScorer("sentiment", str(folder), "main").check()
