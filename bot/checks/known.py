"""The groups that stood in a firm's data before its import, kept small, and told from what came after.

Of each group its key's digest is kept and how many rows it has: twelve bytes, so that the most that are
kept (`checks.baseline_groups`, 50,000 by default) fill 750 kB and a few megabytes of memory. The digest is
keyed, for a tax id has too few digits to be safe behind a bare one. With 64 bits the chance that any of
50,000 new groups passes for one of as many old ones is one in seven thousand million.

Where there are more groups than are kept, nothing is told apart: to take a new duplicate for an old one is
the one mistake this must not make.
"""

import base64
import hashlib
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice

from bot.checks.port import KnownGroups

_GROUP = struct.Struct(">8sI")
_MOST_ROWS = 2**32 - 1


def digest_of(key: Sequence[object], secret: bytes) -> bytes:
    """Return the eight bytes by which a group is known again."""
    written = "\x1f".join(f"{type(part).__name__}:{part}" for part in key)
    return hashlib.blake2b(written.encode("utf-8", "replace"), digest_size=8, key=secret[:64]).digest()


def pack(groups: Iterable[Sequence[object]], secret: bytes, most: int) -> tuple[str, bool]:
    """Return groups as text, and whether there were more than `most`: then none is kept.

    Args:
        groups: How many rows each has, then its key.
        secret: Keys the digests.
        most: How many are kept.
    """
    packed = bytearray()
    for rows, *key in groups:
        if len(packed) == most * _GROUP.size:
            return "", True
        packed += _GROUP.pack(digest_of(key, secret), min(int(str(rows)), _MOST_ROWS))
    return base64.b85encode(packed).decode(), False


def unpack(known: KnownGroups) -> dict[bytes, int]:
    """Return the rows of each group by its digest."""
    return dict(_GROUP.iter_unpack(base64.b85decode(known.groups)))


@dataclass
class Sifted:
    """Groups counted as old and new, and the first rows of the new ones."""

    groups: int = 0
    extra_rows: int = 0
    old_groups: int = 0
    old_extra_rows: int = 0
    sample: list[Sequence[object]] = field(default_factory=list)
    sample_groups: list[int] = field(default_factory=list)  # which group each row of the sample is in

    def add(self, rows: int, before: int) -> bool:
        """Count a group of so many rows, of which so many were there before; True if it has new ones."""
        if before:
            self.old_groups += 1
            self.old_extra_rows += min(rows, before) - 1
        if rows <= before:
            return False
        self.groups += 1
        self.extra_rows += rows - max(before, 1)
        return True

    def show(self, rows: Iterable[Sequence[object]]) -> None:
        """Keep rows of the group counted last, to be shown."""
        for row in rows:
            self.sample.append(row)
            self.sample_groups.append(self.groups)


def sift(
    rows: Iterable[Sequence[object]], keys: int, known: Mapping[bytes, int], secret: bytes, cap: int
) -> Sifted:
    """Tell old groups from new ones.

    Args:
        rows: Ordered by group: how many rows the group has, its key, the author's columns.
        keys: How many columns the key has.
        known: The rows of each old group by its digest.
        secret: Keys the digests.
        cap: How many rows of new groups are kept to be shown.
    """
    sifted = Sifted()
    for (size, *key), group in groupby(rows, lambda row: row[: keys + 1]):
        if sifted.add(int(str(size)), known.get(digest_of(key, secret), 0)):
            sifted.show(row[keys + 1 :] for row in islice(group, cap - len(sifted.sample)))
    return sifted
