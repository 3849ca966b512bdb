"""The number format that the small models use on this processor."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch


def is_half_precision() -> bool:
    """Whether the small models calculate in bfloat16 here."""
    import torch

    return fast_precision() is torch.bfloat16


@cache
def fast_precision() -> torch.dtype:
    """bfloat16 if the processor supports it natively (x86-64 with AMX or AVX512-BF16), otherwise float32.

    With native support it halves the time for a sentence embedding or a judged pair; without, it is emulated and slower.
    """
    import torch

    can = torch.cpu.get_capabilities()
    has = can.get("architecture") == "x86_64" and (can.get("amx_bf16") or can.get("avx512_bf16"))
    return torch.bfloat16 if has and torch.backends.mkldnn.is_available() else torch.float32  # type: ignore[no-untyped-call]
