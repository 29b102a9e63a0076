"""All batches of a run, through memory shortage and bad texts."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from stereo_ja.scoring.hf._batches import by_length, next_batch, size_of
from stereo_ja.scoring.hf._device import default_budget
from stereo_ja.scoring.hf._encode import Encoded
from stereo_ja.scoring.hf._errors import brief
from stereo_ja.scoring.hf._forward import probabilities
from stereo_ja.scoring.hf._model import Classifier

__all__ = ["run"]

_log = logging.getLogger(__name__)
NON_FINITE = "non-finite output of the model"


def run(
    classifier: Classifier, texts: Iterable[Encoded], budget: int
) -> Iterator[tuple[Encoded, list[float] | str]]:
    """Yield each text with its probabilities, or with the reason why there are none.

    When a GPU runs out of memory the batch is tried again at half its size, and later batches
    stay that small; when there is no room for a single text, the model goes to the CPU. Any other
    error makes the texts of that batch be tried one by one.

    Args:
        classifier: the loaded model.
        texts: in any order; they come back by batches of similar length, longest first.
        budget: tokens in a batch, padding included.
    """
    import torch

    # A model without a padding token cannot tell padding from text.
    most = 1 if classifier.alone or classifier.tokenizer.pad_token_id is None else None
    queue = by_length(texts)
    while queue:
        batch = next_batch(queue, budget, most)
        try:
            rows = probabilities(classifier, batch)
        except torch.cuda.OutOfMemoryError as error:
            if len(batch) == 1 and classifier.device == "cpu":
                yield batch[0], brief(error)
                continue
            if len(batch) == 1:
                classifier.move("cpu")
                budget = default_budget("cpu")
                _log.warning("no GPU memory is left for a single text; scoring on the CPU")
            else:
                budget = max(1, size_of(batch) // 2)
                _log.warning("GPU memory is short; going on with batches of %d tokens", budget)
            torch.cuda.empty_cache()
            queue.extendleft(reversed(batch))
        except Exception as error:  # whichever text caused it must not take the others along
            if len(batch) == 1:
                yield batch[0], brief(error)
            else:
                for text in batch:
                    yield from run(classifier, [text], budget)
        else:
            for text, row in zip(batch, rows, strict=True):
                yield text, NON_FINITE if row is None else row
