"""Runs ja_stereotype in the data-parallel ranks that torchrun starts, on the CPU.

lm-eval's hf backend shares docs among processes only when it sees several GPUs, so this model
takes its rank and world size from accelerate itself. Usage: torchrun … cpu_ranks.py OUT LIMIT.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import torch.distributed
from lm_eval import simple_evaluate
from lm_eval.models.huggingface import HFLM
from lm_eval.tasks import TaskManager
from lm_eval.utils import handle_non_serializable

from stereo_ja.demo import model_folder
from stereo_ja.harness._tasks_dir import tasks_dir


class RankedModel(HFLM):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._rank = self.accelerator.local_process_index
        self._world_size = self.accelerator.num_processes


def main(output: str, limit: int) -> None:
    metadata = {"toxicity": "lexicon", "sentiment": "lexicon"}
    manager = TaskManager(include_path=str(tasks_dir()), include_defaults=False, metadata=metadata)
    results = simple_evaluate(
        model=RankedModel(pretrained=str(model_folder()), device="cpu", batch_size=16),
        tasks=["ja_stereotype"], task_manager=manager, limit=limit, log_samples=True,
        apply_chat_template=True, gen_kwargs={"max_gen_toks": 160},
    )  # fmt: skip
    if results is not None:
        with Path(output).open("w", encoding="utf-8") as file:
            json.dump(results, file, default=handle_non_serializable, ensure_ascii=False)
    torch.distributed.destroy_process_group()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
