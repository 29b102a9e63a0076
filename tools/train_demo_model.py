"""Train the bundled demo model from scratch on the CPU, or inspect the one that is there.

    python -m tools.train_demo_model              # train, write, inspect
    python -m tools.train_demo_model --check 200  # only inspect

The same machine and the same versions give the same bits; the SHA-256 is printed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tools import demo_model

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "stereo_ja" / "demo" / "model"
LIMIT = 3_000_000
"""Most bytes the model folder may hold."""


def _docs() -> Sequence[Mapping[str, Any]]:
    sys.path.insert(0, str(ROOT))
    from stereo_ja.benchmark.stereotype import docs

    return list(docs())


def _rewrite(path: Path, drop: Sequence[str] = (), **values: object) -> None:
    """Set and drop keys of a JSON file; sorted, so that a retrain gives a small diff."""
    data = {k: v for k, v in json.loads(path.read_text("utf-8")).items() if k not in drop}
    text = json.dumps(data | values, ensure_ascii=False, indent=2, sort_keys=True)
    path.write_text(text + "\n", "utf-8")


def _write(model: Any, tokenizer: Any, target: Path) -> None:
    """Write model and tokenizer, then move every file into place."""
    from transformers import GenerationConfig

    # No length limit here: it would win over the one a harness passes as max_length.
    model.generation_config = GenerationConfig(
        do_sample=True,
        temperature=1.0,
        top_p=1.0,
        top_k=0,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        model.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        made = Path(folder)
        # The generic class name loads in transformers 4 and 5 alike.
        _rewrite(made / "tokenizer_config.json", tokenizer_class="PreTrainedTokenizerFast")
        for file in sorted(made.iterdir()):
            file.chmod(0o644)
            file.replace(target / file.name)


def _train(target: Path, recipe: demo_model.Recipe) -> None:
    docs = _docs()
    start = time.perf_counter()
    tokenizer = demo_model.tokenizer_for(docs)
    print(f"{len(docs)} prompts, {len(tokenizer)} tokens in the vocabulary", flush=True)
    model, loss = demo_model.train(tokenizer, docs, recipe)
    seconds = time.perf_counter() - start
    _write(model, tokenizer, target)
    digest = hashlib.sha256((target / "model.safetensors").read_bytes()).hexdigest()
    size = sum(path.stat().st_size for path in target.iterdir() if path.is_file())
    print(f"{model.num_parameters()} parameters, loss {loss:.4f}, {seconds:.0f} s")
    print(f"{size} bytes in {target}\nsha256 {digest}  model.safetensors")
    if size > LIMIT:
        raise SystemExit(f"the folder holds {size} bytes, more than {LIMIT}: make Recipe smaller")


def _inspect(target: Path, count: int, show: int) -> None:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(target)
    model = AutoModelForCausalLM.from_pretrained(target)
    check = demo_model.inspect_model(model, tokenizer, _docs(), count)
    total: Counter[str] = Counter()
    for form, kinds in sorted(check.kinds.items()):
        print(form, dict(kinds.most_common()))
        total.update(kinds)
    answered = sum(total.values())
    for kind, number in total.most_common():
        print(f"{number / answered:6.1%}  {kind}")
    print(f"{check.with_group} of {check.items} list items begin with the group")
    print(
        f"{check.tokens:.0f} tokens a response (longest {check.longest}), "
        f"{answered} responses in {check.seconds:.1f} s"
    )
    for name, response in check.examples[:show]:
        print(f"\n--- {name}\n{response}")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", type=int, metavar="N", help="only inspect N responses")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N responses")
    parser.add_argument("--target", type=Path, default=TARGET, help="model folder")
    args = parser.parse_args()
    if args.check is None:
        _train(args.target, demo_model.Recipe())
    _inspect(args.target, args.check or 200, args.show)


if __name__ == "__main__":
    main()
