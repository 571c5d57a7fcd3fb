"""Letters of an opened folder by their UIDs: what is known of them, then their bytes.

A server may leave a letter out of an answer because somebody deleted it meanwhile, or by a fault of its
own. Only a SEARCH tells the two apart, and a letter that is still there counts as not fetched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from imaplib import IMAP4
from typing import Any

from bot.clock import Clock
from bot.config.settings import Mailbox as Settings
from bot.mailbox.parts import (
    ALL_BYTES,
    HEADER_BYTES,
    Unclear,
    assemble,
    described,
    disown,
    only_header,
    wanted_sections,
)
from bot.mailbox.port import Arrived
from bot.mailbox.wire import Client, Garbled

SECTIONS_AT_ONCE = 40  # keeps a command under the 8,192 bytes that RFC 7162 §4 lets servers limit it to


@dataclass(frozen=True, slots=True)
class Selection:
    """A folder's state when it was opened; two that are equal say that nothing has come."""

    uidvalidity: int
    uidnext: int | None  # None: an old server that does not tell
    letters: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What the server knows of a letter without sending it."""

    uid: int
    size: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class OpenFolder:
    """A folder opened for reading only, on a connection that has selected nothing else since."""

    client: Client
    settings: Settings
    clock: Clock
    name: str
    selection: Selection

    def uids_behind(self, uid: int) -> list[int]:
        """Return all UIDs above `uid`, ascending."""
        found = self.client.search(["UID", f"{uid + 1}:*"])
        if not found and self.selection.letters:  # "n:*" always matches the last letter too
            raise Garbled("the server found no letter in a folder that is not empty")
        return sorted({n for n in found if n > uid})

    def take(self, uids: Sequence[int]) -> tuple[list[Arrived], int]:
        """Fetch as many of these letters as one batch may hold, at least one; and the last UID it covers."""
        outlines = self.outlines(uids)
        left = self.settings.max_batch_bytes
        fitting: list[Outline] = []
        for outline in outlines:
            left -= self._cost(outline)
            if left < 0 and fitting:
                return self.letters(fitting), fitting[-1].uid
            fitting.append(outline)
        return self.letters(fitting), uids[-1]

    def outlines(self, uids: Sequence[int]) -> list[Outline]:
        """Look at these letters from outside; those deleted meanwhile are missing."""
        answers = self._fetch(uids, ["RFC822.SIZE", "INTERNALDATE"], needs=b"RFC822.SIZE")
        return [self._outline(uid, answers[uid]) for uid in uids if uid in answers]

    def letters(self, outlines: Sequence[Outline]) -> list[Arrived]:
        """Fetch letters, small ones together and whole, large ones alone and by their parts."""
        whole = self._whole([outline.uid for outline in outlines if self._is_whole(outline)])
        raws = [whole.get(o.uid) if self._is_whole(o) else self._abridged(o) for o in outlines]
        return [self._arrived(o, raw) for o, raw in zip(outlines, raws, strict=True) if raw is not None]

    def _outline(self, uid: int, answer: Mapping[bytes, Any]) -> Outline:
        size, took_it = answer[b"RFC822.SIZE"], answer.get(b"INTERNALDATE")
        if not isinstance(size, int):
            raise Garbled(f"the size of letter {uid} is no number")
        try:
            received_at = took_it.astimezone(UTC) if took_it and took_it.tzinfo else self.clock.now()
        except OverflowError:  # the year 1 or 9999, which UTC may not have any more
            received_at = self.clock.now()
        return Outline(uid, size, received_at)

    def _cost(self, outline: Outline) -> int:
        """Return about how many bytes fetching it will bring."""
        return outline.size if self._is_whole(outline) else min(outline.size, ALL_BYTES)

    def _is_whole(self, outline: Outline) -> bool:
        return outline.size <= self.settings.whole_up_to_bytes

    def _arrived(self, outline: Outline, raw: bytes) -> Arrived:
        return Arrived(
            mailbox=self.settings.name,
            folder=self.name,
            uidvalidity=self.selection.uidvalidity,
            uid=outline.uid,
            raw=raw,
            received_at=outline.received_at,
            size=outline.size,
            abridged=not self._is_whole(outline),
        )

    def _whole(self, uids: Sequence[int]) -> dict[int, bytes]:
        answers = self._fetch(uids, ["BODY.PEEK[]"], needs=b"BODY[]") if uids else {}
        return {uid: disown(_bytes(answer[b"BODY[]"])) for uid, answer in answers.items()}

    def _abridged(self, outline: Outline) -> bytes | None:
        """Fetch a large letter by its parts, or by its header if its parts are beyond description."""
        uid = outline.uid
        try:
            answer = self._fetch([uid], ["BODYSTRUCTURE"], needs=b"BODYSTRUCTURE")
            if uid not in answer:
                return None
            root = described(answer[uid][b"BODYSTRUCTURE"])
            wanted = wanted_sections(root)
        except (Unclear, Garbled):
            header = self._sections(uid, {"HEADER": HEADER_BYTES})
            return only_header(header["HEADER"], outline.size) if header else None
        got = self._sections(uid, wanted)
        return assemble(root, got) if got else None

    def _sections(self, uid: int, wanted: Mapping[str, int]) -> dict[str, bytes]:
        """Fetch sections of one letter, each up to its limit; nothing when it was deleted."""
        got: dict[str, bytes] = {}
        names = list(wanted)
        for first in range(0, len(names), SECTIONS_AT_ONCE):
            some = names[first : first + SECTIONS_AT_ONCE]
            answer = self._fetch([uid], [f"BODY.PEEK[{name}]<0.{wanted[name]}>" for name in some])
            if uid not in answer:
                return {}
            for name in some:
                key = f"BODY[{name}]".encode()
                value = answer[uid].get(key + b"<0>", answer[uid].get(key))
                if value is not None:
                    got[name] = _bytes(value)
        if "HEADER" not in got:
            raise Garbled(f"the server sends no header of letter {uid}")
        return got

    def _fetch(
        self, uids: Sequence[int], items: Sequence[str], *, needs: bytes = b"UID"
    ) -> dict[int, dict[bytes, Any]]:
        """Return the answers for those of `uids` that exist.

        Raises:
            imaplib.IMAP4.error: The server keeps back a letter that it says is there.
        """
        answers: dict[int, dict[bytes, Any]] = self.client.fetch(uids, items)
        usable = {uid: a for uid, a in answers.items() if needs == b"UID" or a.get(needs) is not None}
        absent = {uid for uid in uids if uid not in usable}
        if absent and (kept_back := absent & {*self.client.search(["UID", ",".join(map(str, absent))])}):
            raise IMAP4.error(f"the server lists letter {min(kept_back)} and does not send it")
        return usable


def open_folder(client: Client, settings: Settings, clock: Clock, name: str) -> OpenFolder:
    """Open a folder by EXAMINE, which leaves every flag as it is."""
    answer = client.select_folder(name, readonly=True)
    if not answer.get(b"UIDVALIDITY"):
        raise Garbled("the server gives the folder no UIDVALIDITY, so letters in it cannot be told apart")
    selection = Selection(int(answer[b"UIDVALIDITY"]), answer.get(b"UIDNEXT"), int(answer.get(b"EXISTS", 0)))
    return OpenFolder(client, settings, clock, name, selection)


def _bytes(value: object) -> bytes:
    """Undo the one guess of imapclient's parser: a number without quotes becomes an int."""
    if not isinstance(value, bytes | int):
        raise Garbled("something else came in place of text")
    return value if isinstance(value, bytes) else b"%d" % value
