"""The open tie-break: a number for every pair that anyone can compute from the two ids.

Where two arrangements are equally good, the one with the smaller sum of these numbers is taken. Each
school has the first 64 bits (big-endian) of the SHA-256 of its id in UTF-8; the number of a pair is
the upper bits of partner times (lead | 1), modulo 2^64. The sum stays below 2^53.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_ONE = np.uint64(1)


def school_lots(ids: Sequence[str]) -> NDArray[np.uint64]:
    """The 64-bit number of each id."""
    sha = hashlib.sha256
    text = b"".join(sha(school_id.encode()).digest()[:8] for school_id in ids)
    return np.frombuffer(text, dtype=">u8").astype(np.uint64)


def pair_lots(
    partner: NDArray[np.uint64], lead: NDArray[np.uint64], partners: int
) -> NDArray[np.int64]:
    """The number of each pair (arrays of equal shape), small enough for ``partners`` to be added."""
    bits = 52 - max(partners, 1).bit_length()
    product = partner * (lead | _ONE)
    return (product >> np.uint64(64 - bits)).astype(np.int64)
