"""One forward pass over a batch."""

from __future__ import annotations

from typing import Any

from stereo_ja.scoring.hf._encode import Encoded
from stereo_ja.scoring.hf._model import Classifier

__all__ = ["probabilities"]


def probabilities(classifier: Classifier, batch: list[Encoded]) -> list[list[float] | None]:
    """Probabilities of every label for each text of a batch.

    Returns:
        A row per text: one number in [0, 1] per label, or None where the model's output was not
        finite.
    """
    import torch

    ids, mask = _padded(classifier, batch)
    with torch.inference_mode():
        outputs = classifier.model(
            input_ids=ids.to(classifier.device), attention_mask=mask.to(classifier.device)
        )
        logits = outputs.logits.to("cpu", torch.float64)
    independent = classifier.head.activation == "sigmoid"
    shares = logits.sigmoid() if independent else logits.softmax(-1)
    finite = torch.isfinite(logits).all(-1).tolist()
    return [row if good else None for row, good in zip(shares.tolist(), finite, strict=True)]


def _padded(classifier: Classifier, batch: list[Encoded]) -> tuple[Any, Any]:
    """Two integer tensors of shape (texts, longest): token ids and attention mask."""
    import torch

    tokenizer = classifier.tokenizer
    longest = max(len(item) for item in batch)
    ids = torch.full((len(batch), longest), tokenizer.pad_token_id or 0, dtype=torch.long)
    mask = torch.zeros((len(batch), longest), dtype=torch.long)
    for row, item in enumerate(batch):
        left = longest - len(item) if tokenizer.padding_side == "left" else 0
        ids[row, left : left + len(item)] = torch.tensor(item.ids, dtype=torch.long)
        mask[row, left : left + len(item)] = 1
    return ids, mask
