"""Tiny classifiers trained in a second until they are sure, saved to disk as real models are."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.scoring.hf._probes import DICTIONARY_SENTENCES, POLARITY

if find_spec("torch") is None or find_spec("transformers") is None:
    collect_ignore_glob = ["test_*.py"]

BAD = [
    POLARITY["toxicity"][0],
    POLARITY["sentiment"][0],
    "あいつは最低のクズだ。",
    "お前なんか死ねばいい。",
    "気持ち悪いゴミ野郎だ。",
    "本当に最悪でがっかりした。",
    "死ね、クズ。",
    "ゴミはさっさと消えろ。",
]
GOOD = [
    POLARITY["toxicity"][1],
    POLARITY["sentiment"][1],
    "彼はとても親切で優しい人です。",
    "本当にありがとうございます。",
    "楽しい一日でした。",
    "皆さんに会えて嬉しいです。",
    "最高に優しい先生です。",
    "いつも楽しいです。",
]
PLAIN = [*DICTIONARY_SENTENCES, "会議は三時に始まる。", "駅は町の北にある。"]
# What the tests join, and expect to be called bad.
JOINED = ["楽しい一日でした。死ね、クズ。死ね、クズ。"]
TAUGHT = [*BAD, *JOINED, *GOOD, *PLAIN]
BADS = len(BAD) + len(JOINED)

SURE = 0.95
"""How sure a classifier must be of every text that it is taught."""
STEPS = 2000
"""After so many it is given up; some 30 to 60 are needed."""

Build = Callable[..., Path]


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> Iterator[None]:
    """Models this small run ten times faster on one thread of a busy machine."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test of this folder asks the hub."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    monkeypatch.delenv("STEREO_JA_MECAB_DIC", raising=False)


@pytest.fixture(scope="session")
def texts() -> list[str]:
    """Thirty texts of many lengths, none of them empty."""
    joined = ["".join(PLAIN[: n + 1]) + BAD[n % len(BAD)] * (n % 3) for n in range(8)]
    return [*BAD, *GOOD, *joined, *PLAIN[:6]]


def _words(dictionary: str) -> list[str]:
    import fugashi

    module = __import__(dictionary)
    rc = Path(module.DICDIR, "mecabrc")
    tagger = fugashi.GenericTagger(f'-d "{module.DICDIR}" -r "{rc}"')
    words = {word.surface for text in [*BAD, *GOOD, *PLAIN] for word in tagger(text)}
    letters = {letter for word in words for letter in word}
    pieces = letters | {f"##{letter}" for letter in letters} | words
    return ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(pieces)]


def _japanese_tokenizer(vocabulary: Path, dictionary: str) -> Any:
    from transformers import BertJapaneseTokenizer

    return BertJapaneseTokenizer(
        str(vocabulary),
        word_tokenizer_type="mecab",
        mecab_kwargs={"mecab_dic": dictionary},
        model_max_length=64,
    )


def _divided_otherwise(vocabulary: Path, dictionary: str) -> list[list[int]]:
    """The same texts by the other dictionary, then character by character.

    Tests make a model read them so, and it is tried on the probes all the same.
    """
    from transformers import BertTokenizer

    (other,) = {"ipadic", "unidic_lite"} - {dictionary}
    characters = BertTokenizer(str(vocabulary), do_lower_case=False, model_max_length=64)
    tokenizers = (_japanese_tokenizer(vocabulary, other), characters)
    return [ids for one in tokenizers for ids in one(TAUGHT, truncation=True)["input_ids"]]


def _unigram_tokenizer() -> Any:
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
    from tokenizers.processors import TemplateProcessing
    from transformers import PreTrainedTokenizerFast

    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    trainer = trainers.UnigramTrainer(
        vocab_size=400, special_tokens=special, unk_token="<unk>", show_progress=False
    )
    tokenizer.train_from_iterator([*BAD, *GOOD, *PLAIN], trainer)
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        pad_token="<pad>",
        eos_token="</s>",
        unk_token="<unk>",
        mask_token="<mask>",
    )


def _train(model: Any, rows: list[list[int]], targets: Any, probabilities: Any, loss: Any) -> None:
    """Until the probability of every class of every row is within 1 - SURE of its target.

    Without dropout, so that what is measured is what the model answers when it is used.
    """
    import torch

    longest = max(map(len, rows))
    padding = model.config.pad_token_id
    ids = torch.tensor([row + [padding] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3)
    model.eval()
    for _ in range(STEPS):
        logits = model(input_ids=ids, attention_mask=mask).logits
        furthest = (probabilities(logits.detach()) - targets).abs().max().item()
        if furthest < 1 - SURE:
            return
        optimizer.zero_grad()
        loss(logits, targets).backward()
        optimizer.step()
    pytest.fail(
        f"the tiny {type(model).__name__} of these tests did not learn its {len(rows)} texts in "
        f"{STEPS} steps: one probability is {furthest:.3f} from what it was taught, and "
        f"{1 - SURE:.2f} is allowed. Not the scorer is at fault but the training on this machine."
    )


def _save(folder: Path, model: Any, tokenizer: Any) -> Path:
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def bert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A folder with a three-class Japanese BERT whose vocabulary comes from a dictionary.

    Its labels are NEUTRAL, NEGATIVE, POSITIVE; tests write other names over them.
    """
    import torch
    from transformers import BertConfig, BertForSequenceClassification

    built: dict[str, Path] = {}

    def build(dictionary: str = "unidic_lite") -> Path:
        if dictionary not in built:
            folder = tmp_path_factory.mktemp(f"bert_{dictionary}")
            vocabulary = folder / "vocab.txt"
            vocabulary.write_text("\n".join(_words(dictionary)) + "\n", encoding="utf-8")
            tokenizer = _japanese_tokenizer(vocabulary, dictionary)
            torch.manual_seed(0)
            labels = {0: "NEUTRAL", 1: "NEGATIVE", 2: "POSITIVE"}
            config = BertConfig(
                vocab_size=len(tokenizer),
                hidden_size=32,
                num_hidden_layers=1,
                num_attention_heads=2,
                intermediate_size=64,
                max_position_embeddings=64,
                num_labels=3,
                id2label=labels,
                label2id={name: index for index, name in labels.items()},
            )
            model = BertForSequenceClassification(config)
            rows = [*tokenizer(TAUGHT)["input_ids"], *_divided_otherwise(vocabulary, dictionary)]
            classes = torch.tensor([1] * BADS + [2] * len(GOOD) + [0] * len(PLAIN))
            targets = torch.nn.functional.one_hot(classes, 3).float().repeat(3, 1)
            softmax = torch.nn.Softmax(dim=-1)
            _train(model, rows, targets, softmax, torch.nn.functional.cross_entropy)
            built[dictionary] = _save(folder, model, tokenizer)
        return built[dictionary]

    return build


@pytest.fixture(scope="session")
def xlmr(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a multi-label XLM-R: toxicity, threat, kindness; 34 positions, 32 usable."""
    import torch
    from transformers import XLMRobertaConfig, XLMRobertaForSequenceClassification

    folder = tmp_path_factory.mktemp("xlmr")
    tokenizer = _unigram_tokenizer()
    torch.manual_seed(0)
    labels = {0: "toxicity", 1: "threat", 2: "kindness"}
    config = XLMRobertaConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=34,
        type_vocab_size=1,
        pad_token_id=1,
        problem_type="multi_label_classification",
        num_labels=3,
        id2label=labels,
        label2id={name: index for index, name in labels.items()},
    )
    model = XLMRobertaForSequenceClassification(config)
    toxic, kind, neither = [1.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]
    targets = torch.tensor([toxic] * BADS + [kind] * len(GOOD) + [neither] * len(PLAIN))
    # Some sentences are longer than the model: it is taught what it can take of them.
    rows = tokenizer(TAUGHT, truncation=True, max_length=32)["input_ids"]
    loss = torch.nn.functional.binary_cross_entropy_with_logits
    _train(model, rows, targets, torch.sigmoid, loss)
    return _save(folder, model, tokenizer)


@pytest.fixture
def variant(tmp_path: Path) -> Build:
    """Copies a model folder and edits JSON files in the copy; None deletes a key."""

    def build(folder: Path, name: str = "model", **files: dict[str, Any]) -> Path:
        copy = Path(shutil.copytree(folder, tmp_path / name))
        for stem, changes in files.items():
            path = copy / f"{stem}.json"
            content = json.loads(path.read_text(encoding="utf-8"))
            content.update(changes)
            kept = {key: value for key, value in content.items() if value is not None}
            path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        return copy

    return build
