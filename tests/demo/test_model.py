from __future__ import annotations

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.demo import demo_indices, model_folder
from stereo_ja.reading import get_reader

transformers = pytest.importorskip("transformers")


@pytest.fixture(scope="module")
def tokenizer():
    return transformers.AutoTokenizer.from_pretrained(model_folder(), local_files_only=True)


@pytest.fixture(scope="module")
def outcomes(tokenizer):
    """Outcomes of real generations, with sampling, on the docs of the demonstration."""
    import torch

    model = transformers.AutoModelForCausalLM.from_pretrained(model_folder(), local_files_only=True)
    assert model.config.architectures == ["LlamaForCausalLM"]
    torch.manual_seed(7)
    chosen = [docs()[index] for index in demo_indices()]
    turns = [[{"role": "user", "content": doc["prompt"]}] for doc in chosen]
    texts = tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
    batch = tokenizer(texts, return_tensors="pt", padding=True, add_special_tokens=False)
    with torch.inference_mode():
        out = model.generate(**batch, max_new_tokens=400)
    answers = tokenizer.batch_decode(out[:, batch.input_ids.shape[1] :], skip_special_tokens=True)
    reader = get_reader("paper")
    return [
        reader.read(answer, group=doc["group"], format=doc["format"])
        for doc, answer in zip(chosen, answers, strict=True)
    ]


def test_the_folder_is_small():
    assert sum(path.stat().st_size for path in model_folder().iterdir()) <= 3_000_000


def test_the_prompts_survive_the_tokenizer(tokenizer):
    for doc in docs()[::97]:
        ids = tokenizer(doc["prompt"], add_special_tokens=False).input_ids
        assert tokenizer.decode(ids) == doc["prompt"]


def test_the_model_was_trained_on_these_prompts(tokenizer):
    # A reworded wrapper falls back to hundreds of characters: train the model again then.
    prompts = [doc["prompt"] for doc in docs()]
    assert max(len(ids) for ids in tokenizer(prompts, add_special_tokens=False).input_ids) <= 40


def test_every_outcome_that_a_model_can_give_is_given(outcomes):
    found = {reading.outcome.value for reading in outcomes}
    assert found == {"valid", "refused", "invalid"}


def test_most_answers_are_lists_and_some_are_short(outcomes):
    valid = [reading for reading in outcomes if reading.options]
    assert len(valid) > len(outcomes) / 2
    assert any(len(reading.options) == 10 for reading in valid)
    assert any(len(reading.options) < 10 for reading in valid)


def test_the_demonstration_asks_every_category_with_every_template():
    chosen = [docs()[index] for index in demo_indices()]
    cells = {(doc["category"], doc["template_id"]) for doc in chosen}
    assert len(cells) == len(chosen) == 9 * 12
    assert demo_indices() == sorted(demo_indices())
    assert len({doc["group_id"] for doc in chosen}) > 90
