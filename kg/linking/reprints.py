"""Which articles print the text of another again: one wire story on many sites is one report.

MinHash (Broder 1997) over runs of words, and locality-sensitive hashing to compare only what may be alike
(Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", ch. 3).
"""

import hashlib
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Places = NDArray[np.intp]

# Two reporters of one event share few runs of five words but names and quotations; a reprint shares nearly all.
RUN = 5
# The share is known to within 0.045 (standard deviation at one half).
SIZE = 128
# What differs falls together in one byte of 256 by chance.
CHANCE = 1 / 256
# Two texts are alike when this much of all that they say together is the same: a story that lost its last third,
# or gained an introduction, is; two reports that quote one statement are not.
ALIKE = 0.5
# Bytes that must agree for two texts to be compared: of those that are half the same, 999 of 1,000 pairs are.
ROWS = 3
# With how many of those before it in a bucket an article is compared, besides the first: of a story that is printed more
# often, the first in its bucket is the original.
NEAR = 64
# Runs that are hashed, and pairs that are compared, at once: bounds the memory that a long text and many articles take.
PIECE = 4_096
WORD = re.compile(r"\w+")


class Print(NamedTuple):
    """An article, its text's signature, and when it was published, as far as that is known."""

    article: str
    signature: str
    issued: str | None = None


def text_signature(text: str) -> str | None:
    """128 bytes in base64; None for a text of fewer than five words. It changes with neither case, space nor punctuation."""
    import numpy as np

    words = [zlib.crc32(word.encode("utf-8")) for word in WORD.findall(text.casefold())]
    if len(words) < RUN:
        return None
    factors, terms = _hashes()
    numbers = np.array(words, dtype=np.uint64)
    runs = np.zeros(len(words) - RUN + 1, dtype=np.uint64)
    for n in range(RUN):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + numbers[n : len(numbers) - RUN + 1 + n]
    least = np.full(SIZE, np.iinfo(np.uint64).max, dtype=np.uint64)
    for begin in range(0, len(runs), PIECE):
        hashed = np.multiply.outer(runs[begin : begin + PIECE], factors)
        hashed += terms
        np.minimum(least, hashed.min(axis=0), out=least)
    # Of the least numbers the high bits are all but zero, and the low bits depend on little.
    return b64encode((least >> np.uint64(32)).astype(np.uint8).tobytes()).decode("ascii")


def find_reprints(prints: Iterable[Print]) -> Iterator[tuple[str, str]]:
    """For each article that is like an earlier one, it and the earliest that it is like; in the order of their names.

    The earlier is the one published before, or on the same day the one whose name comes first; what bears no date counts as
    later than what does. The order of the articles makes no difference.
    """
    import numpy as np

    ordered = sorted(prints, key=lambda one: (one.issued or "9999", one.article))
    if not ordered:
        return
    rows = np.frombuffer(b"".join(b64decode(one.signature) for one in ordered), dtype=np.uint8).reshape(-1, SIZE)
    originals = np.arange(len(ordered))
    for begin in range(0, SIZE - ROWS + 1, ROWS):
        for earlier, later in _pairs(rows[:, begin : begin + ROWS]):
            alike = _alike(rows, earlier, later)
            np.minimum.at(originals, later[alike], earlier[alike])
    reprints = np.flatnonzero(originals != np.arange(len(ordered)))
    yield from sorted((ordered[one].article, ordered[originals[one]].article) for one in reprints)


def _alike(rows: "Bytes", earlier: "Places", later: "Places") -> "NDArray[np.bool_]":
    """Which of the pairs agree in so many bytes that their texts are alike."""
    import numpy as np

    parts = (slice(begin, begin + PIECE) for begin in range(0, len(later), PIECE))
    agreeing = [(rows[earlier[part]] == rows[later[part]]).sum(axis=1) for part in parts]
    return np.concatenate(agreeing) >= round(SIZE * (ALIKE + (1 - ALIKE) * CHANCE))


def _pairs(band: "Bytes") -> "Iterator[tuple[Places, Places]]":
    """The places, the lower first, of two that have the same bytes: of neighbours, and of each and the first of its bucket."""
    import numpy as np

    keys = band.astype(np.uint32) @ np.array([1 << (8 * n) for n in range(band.shape[1])], dtype=np.uint32)
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    for distance in range(1, min(NEAR, len(order) - 1) + 1):
        same = np.flatnonzero(ordered[distance:] == ordered[:-distance])
        if not len(same):
            return
        yield order[same], order[same + distance]
    first = np.searchsorted(ordered, ordered)
    far = np.flatnonzero(np.arange(len(order)) - first > NEAR)
    if len(far):
        yield order[first[far]], order[far]


@cache
def _hashes() -> "tuple[NDArray[np.uint64], NDArray[np.uint64]]":
    """Factors and terms of 128 functions x → ax + b, the same on every machine."""
    import numpy as np

    seed = b"".join(hashlib.blake2b(f"reprints {n}".encode(), digest_size=16).digest() for n in range(SIZE))
    numbers = np.frombuffer(seed, dtype="<u8").reshape(SIZE, 2).astype(np.uint64)
    return numbers[:, 0] | np.uint64(1), numbers[:, 1]
