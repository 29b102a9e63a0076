"""Texts like the options of the benchmark, and a classifier with random weights for them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

SHORT = [
    "勤勉だ", "時間に厳しい", "声が大きい", "家族を大切にする", "話が長い", "流行に敏感だ",
    "最近よく話題になる", "努力を惜しまない", "疲れやすい", "頼りになる", "扱いにくい", "明るい",
]  # fmt: skip
LONG = [
    "周りの人に気を配りながら、自分の仕事も最後まできちんとやり遂げることが多い",
    "初めて会う人とはなかなか打ち解けないが、一度親しくなると長く付き合いを続ける傾向がある",
    "新しい考え方を受け入れるのに時間がかかるので、若い世代と意見が合わないことも少なくない",
    "地域の行事に進んで参加し、困っている人を見かけるとすぐに声をかける優しさを持っている",
]
TAILS = ["", "と言われている", "と思う", "ことで知られている"]


def texts(count: int, seed: int = 0) -> list[str]:
    """Distinct sentences about the benchmark's groups, as options of its answers look."""
    from stereo_ja.benchmark.stereotype import groups

    chance = random.Random(seed)
    names = [group.ja for group in groups()]
    found: dict[str, None] = {}
    while len(found) < count:
        name = chance.choice(names)
        predicate = chance.choice(SHORT if chance.random() < 0.6 else LONG)
        if chance.random() < 0.2:
            predicate += "し、" + chance.choice(LONG)
        found[f"{name}は{predicate}{chance.choice(TAILS)}。"] = None
    return list(found)


def build_model(folder: Path, sample: list[str], **shape: int) -> None:
    """Save a classifier whose vocabulary covers the texts: a BERT-base, but for ``shape``."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertJapaneseTokenizer

    from stereo_ja.scoring.hf._probes import DICTIONARY_SENTENCES, POLARITY

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(special), encoding="utf-8")
    options: dict[str, Any] = {
        "word_tokenizer_type": "mecab",
        "mecab_kwargs": {"mecab_dic": "unidic_lite"},
        "model_max_length": 512,
    }
    words = BertJapaneseTokenizer(str(vocabulary), **options).word_tokenizer
    seen = [*sample, *DICTIONARY_SENTENCES, *POLARITY["toxicity"]]
    pieces = {word for text in seen for word in words.tokenize(text)}
    pieces |= {f"##{letter}" for word in pieces for letter in word}
    entries = [*special, *sorted(pieces)]
    entries += [f"[unused{n}]" for n in range(32_768 - len(entries))]
    vocabulary.write_text("\n".join(entries), encoding="utf-8")
    tokenizer = BertJapaneseTokenizer(str(vocabulary), **options)

    torch.manual_seed(0)
    config = BertConfig(vocab_size=len(entries), num_labels=2, **shape)
    model = BertForSequenceClassification(config).eval()
    with torch.inference_mode():
        probes = [tokenizer(text, return_tensors="pt") for text in POLARITY["toxicity"]]
        bad, good = (model(**probe).logits[0, 1].item() for probe in probes)
    # Random weights have no polarity; whichever output rises on the toxic probe is named so.
    names = ["neutral", "toxic"] if bad > good else ["toxic", "neutral"]
    model.config.id2label = dict(enumerate(names))
    model.config.label2id = {name: index for index, name in enumerate(names)}
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
