"""The default models by name, played by small models of the same kind in the hub's cache."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from stereo_ja.scoring import DEFAULT_SPECS, make_scorer
from stereo_ja.scoring._scorer import Kind

COMMIT = "0123456789abcdef0123456789abcdef01234567"
Cached = Callable[[Kind, Path], Path]


@pytest.fixture
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cached:
    """Puts a model into an empty hub cache under the name of a default; returns its folder."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))

    def put(kind: Kind, folder: Path) -> Path:
        repo = DEFAULT_SPECS[kind].removeprefix("hf:").replace("/", "--")
        home = tmp_path / "hub" / f"models--{repo}"
        (home / "refs").mkdir(parents=True)
        (home / "refs" / "main").write_text(COMMIT, encoding="utf-8")
        return Path(shutil.copytree(folder, home / "snapshots" / COMMIT))

    return put


def edit(path: Path, **changes: object) -> None:
    content = json.loads(path.read_text(encoding="utf-8")) | changes
    kept = {key: value for key, value in content.items() if value is not None}
    path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def test_toxicity_works_with_labels_that_nobody_named(cached: Cached, xlmr: Path) -> None:
    """An XLM-R whose configuration says LABEL_0 and LABEL_1, and whose card says 1 is toxic."""
    import torch
    from safetensors.torch import load_file, save_file

    folder = cached("toxicity", xlmr)
    weights = load_file(folder / "model.safetensors")
    for name in ("classifier.out_proj.weight", "classifier.out_proj.bias"):
        toxicity, _, kindness = weights[name]
        weights[name] = torch.stack([kindness, toxicity])
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    edit(folder / "config.json", id2label=None, label2id=None, problem_type=None)
    scorer = make_scorer("toxicity", DEFAULT_SPECS["toxicity"])
    scorer.check()
    scores = dict(scorer.score(["死ね、クズ。", "楽しい一日でした。"]))
    assert {score.label for score in scores.values()} == {"LABEL_1"}
    assert (scores[0].value or 0) > 0.5 > (scores[1].value or 1)
    assert scorer.revision == COMMIT


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_sentiment_works_in_any_order_of_labels(
    cached: Cached, bert: Callable[..., Path], order: tuple[int, int, int]
) -> None:
    """A Japanese BERT with ipadic's vocabulary, whose configuration names no dictionary."""
    from safetensors.torch import load_file, save_file

    folder = cached("sentiment", bert("ipadic"))
    weights = load_file(folder / "model.safetensors")
    for name in ("classifier.weight", "classifier.bias"):
        weights[name] = weights[name][list(order)].contiguous()
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    names = [("NEUTRAL", "NEGATIVE", "POSITIVE")[index] for index in order]
    edit(folder / "config.json", id2label=dict(enumerate(names)), label2id=None)
    edit(folder / "tokenizer_config.json", mecab_kwargs=None)
    scorer = make_scorer("sentiment", DEFAULT_SPECS["sentiment"])
    scorer.check()
    scores = dict(scorer.score(["本当に最悪でがっかりした。", "楽しい一日でした。"]))
    assert [scores[index].label for index in (0, 1)] == ["negative", "positive"]
    assert scorer.revision == f"{COMMIT}+ipadic"
