"""How many texts a model takes at once: by the memory that there is, and less where it does not last."""

from __future__ import annotations

from typing import Any

from ..limits import MAX_BATCH

CPU_BATCH = 32
"""On a processor a batch gains nothing once its numbers leave the caches."""

_SHARE = 0.5
"""Of the free memory: activations are estimated, and a laptop's card draws the screen too."""


def batch_size(model: Any, device: str) -> int:
    """Texts at once on a device. Only a graphics card is asked for its free memory."""
    if device.startswith("cuda"):
        import torch

        free, _ = torch.cuda.mem_get_info()
        return fitting(int(free * _SHARE), *_shape(model))
    return CPU_BATCH * 2 if device == "mps" else CPU_BATCH


def fitting(room: int, tokens: int, hidden: int, inner: int, heads: int, number: int) -> int:
    """How many texts of `tokens` tokens have room for their activations, at `number` bytes each.

    One layer's are alive at a time: input, queries, keys, values, output and their sum, the inner layer twice, and the
    attention of each head twice.
    """
    one = tokens * (6 * hidden + 2 * inner + 2 * heads * tokens) * number
    return max(1, min(MAX_BATCH, room // max(1, one)))


def _shape(model: Any) -> tuple[int, int, int, int, int]:
    """Tokens, hidden size, inner size, heads, bytes a number; of an unknown kind of model, those of a large one."""
    config = getattr(getattr(model[0], "auto_model", None), "config", None)
    hidden = int(getattr(config, "hidden_size", 1024))
    inner = int(getattr(config, "intermediate_size", 4 * hidden))
    heads = int(getattr(config, "num_attention_heads", 16))
    number = next((weights.element_size() for weights in model.parameters()), 4)
    return int(model.max_seq_length or 512), hidden, inner, heads, number


def smaller(batch: int, error: BaseException) -> int:
    """Half of a batch that did not fit. Raises what is no lack of memory, and what even one text has."""
    if batch <= 1 or not _is_lack(error):
        raise error
    import torch

    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    return batch // 2


def _is_lack(error: BaseException) -> bool:
    return isinstance(error, MemoryError) or "out of memory" in str(error).lower()
