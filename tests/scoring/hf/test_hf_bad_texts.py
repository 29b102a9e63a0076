"""Texts that break things come back as such, and their neighbours unharmed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.scoring.hf import HfScorer
from stereo_ja.scoring.hf._encode import Encoded, encode


@pytest.fixture
def scorer(bert: Callable[..., Path]) -> HfScorer:
    return HfScorer("sentiment", str(bert()))


@pytest.mark.parametrize("model", ["bert", "xlmr"])
def test_a_lone_surrogate_fails_alone(
    request: pytest.FixtureRequest, texts: list[str], model: str
) -> None:
    made = request.getfixturevalue(model)
    scorer = (
        HfScorer("toxicity", str(made))
        if isinstance(made, Path)
        else HfScorer("sentiment", str(made()))
    )
    clean = dict(scorer.score(texts))
    found = dict(scorer.score([*texts, "壊れた\ud800文字"]))
    broken = found.pop(len(texts))
    assert (broken.status, broken.value) == ("failed", None)
    assert broken.reason is not None
    assert "Error" in broken.reason
    broken.reason.encode("utf-8")  # it can be written to a file
    assert {i: s.value for i, s in found.items()} == pytest.approx(
        {i: s.value for i, s in clean.items()}, abs=1e-5
    )


def test_nothing_readable_is_not_scorable(scorer: HfScorer) -> None:
    """White space and characters outside the vocabulary are no neutral text."""
    found = [score for _, score in sorted(scorer.score(["   \n", "☃☃", "駅は☃町"]))]
    assert [score.status for score in found] == ["not_scorable", "not_scorable", "scored"]
    assert found[0].reason != found[1].reason


def test_text_after_a_nul_is_read(scorer: HfScorer) -> None:
    """MeCab takes a NUL for the end; what is hidden behind it must count."""
    shown = dict(scorer.score(["死ね、クズ。", "楽しい一日でした。\0死ね、クズ。死ね、クズ。"]))
    assert shown[0].label == "negative"
    alone = dict(scorer.score(["楽しい一日でした。"]))[0]
    assert alone.label == "positive"
    assert shown[1].label == "negative"


def test_an_enormous_text_is_cut_before_it_is_taken_apart_and_flagged(
    scorer: HfScorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    scorer.check()
    assert scorer._classifier is not None
    kind = type(scorer._classifier.tokenizer)
    sizes: list[int] = []
    whole = kind.__call__

    def noting(tokenizer: object, texts: list[str], **options: object) -> object:
        sizes.extend(map(len, texts))
        return whole(tokenizer, texts, **options)

    monkeypatch.setattr(kind, "__call__", noting)
    found = dict(scorer.score(["あ" * 3_000_000, "死ね、クズ。"]))
    assert len("死ね、クズ。") < max(sizes) < 100_000
    assert found[0].reason == "truncated"
    assert found[1].reason is None


def test_infinite_weights_are_reported_not_scored(scorer: HfScorer, texts: list[str]) -> None:
    import torch

    scorer.check()
    assert scorer._classifier is not None
    table = scorer._classifier.model.get_input_embeddings().weight
    word = scorer._classifier.tokenizer.convert_tokens_to_ids("クズ")
    with torch.no_grad():
        table[word] = float("inf")
    found = dict(scorer.score(texts))
    hit = {index for index, text in enumerate(texts) if "クズ" in text}
    assert hit
    assert {index for index, score in found.items() if score.status == "failed"} == hit
    assert {found[index].reason for index in hit} == {"non-finite output of the model"}


def test_a_token_outside_the_model_fails_alone(scorer: HfScorer) -> None:
    """An id past the embeddings would be an index error, and kill a GPU's context."""
    scorer.check()
    assert scorer._classifier is not None
    scorer._classifier.vocabulary = scorer._classifier.tokenizer.convert_tokens_to_ids("クズ")
    found = dict(scorer.score(["死ね、クズ。", "。"]))
    assert found[0].status == "failed"
    assert "vocabulary" in (found[0].reason or "")
    assert found[1].status == "scored"


def test_an_error_in_one_forward_pass_costs_one_text(
    scorer: HfScorer, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The batch is tried again text by text."""
    scorer.check()
    assert scorer._classifier is not None
    bad = scorer._classifier.tokenizer.convert_tokens_to_ids("クズ")

    def hook(module: object, args: object, kwargs: dict[str, Any]) -> None:
        if (kwargs["input_ids"] == bad).any():
            raise RuntimeError("no kernel for this\nsecond line")

    scorer._classifier.model.register_forward_pre_hook(hook, with_kwargs=True)
    found = dict(scorer.score(texts))
    hit = {index for index, text in enumerate(texts) if "クズ" in text}
    assert {index for index, score in found.items() if score.status == "failed"} == hit
    assert {found[index].reason for index in hit} == {"RuntimeError: no kernel for this"}


def test_short_gpu_memory_halves_the_batches(scorer: HfScorer, texts: list[str]) -> None:
    """Every text is scored all the same, and only one that does not fit alone fails."""
    import torch

    scorer.check()
    assert scorer._classifier is not None
    sizes: list[int] = []

    def hook(module: object, args: object, kwargs: dict[str, torch.Tensor]) -> None:
        sizes.append(kwargs["input_ids"].numel())
        if sizes[-1] > 60:
            raise torch.cuda.OutOfMemoryError("out of memory")

    scorer._classifier.model.register_forward_pre_hook(hook, with_kwargs=True)
    scorer._budget = 4096
    encoded = [item for item in encode(scorer._classifier, texts) if isinstance(item, Encoded)]
    too_long = {item.index for item in encoded if len(item) > 60}
    assert 0 < len(too_long) < len(texts)
    found = dict(scorer.score(texts))
    assert {index for index, score in found.items() if score.status == "failed"} == too_long
    assert {found[index].reason for index in too_long} == {"OutOfMemoryError: out of memory"}
    assert max(sizes) > 1000  # it did begin with large batches
    assert len(sizes) < len(texts)  # and did not end with single texts


def test_no_room_for_a_single_text_means_the_cpu(
    scorer: HfScorer, texts: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Another program took the GPU's memory while it was in use; no text is lost."""
    import torch

    expected = {index: score.value for index, score in scorer.score(texts)}
    classifier = scorer._classifier
    assert classifier is not None

    def hook(module: object, args: object) -> None:
        if classifier.device != "cpu":
            raise torch.cuda.OutOfMemoryError("out of memory")

    classifier.model.register_forward_pre_hook(hook)
    classifier.device = "cpu:0"  # torch's other name of the same place stands for a GPU
    assert {index: score.value for index, score in scorer.score(texts)} == expected
    assert scorer.details["device"] == "cpu"
    assert "scoring on the CPU" in caplog.text


def test_no_padding_token_means_single_texts(scorer: HfScorer, texts: list[str]) -> None:
    scorer.check()
    assert scorer._classifier is not None
    expected = {index: score.value for index, score in scorer.score(texts)}
    scorer._classifier.tokenizer.pad_token = None
    shapes: list[int] = []
    scorer._classifier.model.register_forward_pre_hook(
        lambda module, args, kwargs: shapes.append(len(kwargs["input_ids"])), with_kwargs=True
    )
    assert {index: score.value for index, score in scorer.score(texts)} == expected
    assert set(shapes) == {1}
