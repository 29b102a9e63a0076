"""What stops a run before generation."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.scoring.hf import HfScorer

Make = Callable[..., Path]


def test_polarity_the_wrong_way_round_is_refused(bert: Make, variant: Make) -> None:
    """Names that contradict what the model does."""
    swapped = {"id2label": {"0": "NEUTRAL", "1": "POSITIVE", "2": "NEGATIVE"}}
    with pytest.raises(ScorerUnavailable, match=r"wrong way round.*label NEGATIVE"):
        HfScorer("sentiment", str(variant(bert(), config=swapped))).check()


def test_a_chosen_label_is_tried_on_the_probes(bert: Make, variant: Make) -> None:
    """LABEL_1 of this model fires on insults and LABEL_2 on kindness."""
    made_up = {"id2label": {"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}}
    folder = str(variant(bert(), config=made_up))
    with pytest.raises(ScorerUnavailable, match="do not say which one is toxic"):
        HfScorer("toxicity", folder).check()
    with pytest.raises(ScorerUnavailable, match="wrong way round"):
        HfScorer("toxicity", folder, label="LABEL_2").check()
    scorer = HfScorer("toxicity", folder, label="LABEL_1")
    scorer.check()
    assert scorer.name == f"hf:{folder}:LABEL_1"
    assert scorer.details["probes"]["bad"] > 0.5 > scorer.details["probes"]["good"]
    ((_, score),) = scorer.score(["死ね、クズ。"])
    assert score.label == "LABEL_1"


def test_not_a_sequence_classifier(bert: Make, tmp_path: Path) -> None:
    """A random head would give scores that look like scores."""
    from transformers import AutoTokenizer, BertConfig, BertForMaskedLM

    config = BertConfig.from_pretrained(bert())
    BertForMaskedLM(config).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(bert()).save_pretrained(tmp_path)
    with pytest.raises(ScorerUnavailable, match="BertForMaskedLM, not a sequence classifier"):
        HfScorer("sentiment", str(tmp_path)).check()


def test_weights_without_a_head_are_refused(bert: Make, tmp_path: Path) -> None:
    """The configuration claims a classifier that the weights do not hold."""
    import json

    from transformers import AutoTokenizer, BertConfig, BertModel

    BertModel(BertConfig.from_pretrained(bert())).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(bert()).save_pretrained(tmp_path)
    path = tmp_path / "config.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["architectures"] = ["BertForSequenceClassification"]
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ScorerUnavailable, match=r"weights lack classifier\.bias"):
        HfScorer("sentiment", str(tmp_path)).check()


def test_a_missing_package_is_named(bert: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ScorerUnavailable, match=r"torch and transformers.*stereo-ja\[hf\]"):
        HfScorer("sentiment", str(bert())).check()


def test_loading_happens_once(bert: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    scorer = HfScorer("sentiment", str(bert()))
    scorer.check()
    classifier = scorer._classifier
    scorer.check()
    list(scorer.score(["楽しい"]))
    assert scorer._classifier is classifier


def test_a_vocabulary_of_another_model_is_refused(xlmr: Path, variant: Make) -> None:
    """Without its vocabulary transformers 5 builds a tokenizer of five tokens, in silence."""
    folder = variant(xlmr, tokenizer_config={"tokenizer_class": "XLMRobertaTokenizer"})
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ScorerUnavailable, match="tokenizer has 5 tokens and the model"):
        HfScorer("toxicity", str(folder)).check()


def test_nothing_heavy_is_imported_for_a_spec() -> None:
    """Making a scorer must stay cheap; torch is loaded by ``check``."""
    import subprocess

    code = (
        "import sys; from stereo_ja.scoring.hf import HfScorer; HfScorer('toxicity', 'org/name');"
        "print(sorted({'torch', 'transformers', 'fugashi', 'huggingface_hub'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
