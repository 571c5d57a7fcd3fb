"""Following a mailbox over IMAP: one kept connection, every folder read by its own position.

The mailbox belongs to people: folders are opened by EXAMINE, letters fetched by BODY.PEEK, and the only
thing ever written is a copy of our own mail in the folder of sent mail. One lock guards the connection;
whoever needs it while the mailbox's thread waits for news raises the wakeup, and that one makes room.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from imaplib import IMAP4

from bot.clock import Clock
from bot.config.settings import Mailbox as Settings
from bot.mailbox.connection import BROKEN, Connection
from bot.mailbox.fetching import OpenFolder, open_folder
from bot.mailbox.listening import Listener
from bot.mailbox.port import Arrived, Batch, Missed, Position
from bot.mailbox.sent import file_sent, find_sent
from bot.mailbox.shelf import Shelf
from bot.mailbox.wakeup import Wakeup

CLOSE_SECONDS = 2.0


class ImapMailbox:
    """A `bot.mailbox.port.Mailbox` on an IMAP server."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._connection = Connection(settings, clock)
        self._lock = threading.Lock()
        self._turnstile = threading.Lock()
        self._wakeup = Wakeup()
        self._shelves: dict[str, Shelf] = {}
        self._listener = Listener(settings, clock, self._connection, self._wakeup)

    def current(self, folder: str) -> Position:
        with self._opened(folder) as opened:
            selection = opened.selection
            last = (
                max(opened.uids_behind(0), default=0) if selection.uidnext is None else selection.uidnext - 1
            )
            return Position(selection.uidvalidity, last)

    def fetch_new(self, folder: str, position: Position | None) -> Batch:
        with self._opened(folder) as opened:
            shelf = self._shelves.get(folder)
            if shelf is None or shelf.selection.uidvalidity != opened.selection.uidvalidity:
                shelf = self._shelves[folder] = Shelf(opened.selection)
            shelf.selection = opened.selection
            return self._batch(opened, shelf, position)

    def fetch_one(self, folder: str, position: Position) -> Arrived | None:
        with self._opened(folder) as opened:
            if opened.selection.uidvalidity != position.uidvalidity:
                return None
            return next(iter(opened.letters(opened.outlines([position.uid]))), None)

    def sent_folder(self) -> str | None:
        with self._turn(), self._connection.talk("looking for the folder of sent mail") as client:
            return find_sent(client, self._settings.sent_folder)

    def file_sent(self, raw: bytes) -> None:
        with self._turn(), self._connection.talk("filing a copy of a mail we sent") as client:
            file_sent(client, self._settings, self._clock, raw)

    def wait(self, folder: str, seconds: float) -> bool:
        with self._turn():
            if self._connection.closed:
                return True
            if left := self._connection.pause.left():
                return self._sit_out(min(left, seconds)) or left <= seconds
            shelf = self._shelves.get(folder)
            news = self._listener.listen(folder, seconds, shelf.selection if shelf else None)
            return self._wakeup.wait(seconds) if news is None else news

    def wake(self) -> None:
        self._wakeup.set()

    def close(self) -> None:
        self._connection.close()
        self._wakeup.set()
        if self._lock.acquire(timeout=CLOSE_SECONDS):
            self._connection.drop()
            self._wakeup.close()
            self._lock.release()

    def _sit_out(self, seconds: float) -> bool:
        """Let a pause pass in real time, whatever the clock says of it; True if woken before."""
        woken = self._wakeup.wait(seconds)
        if not woken:
            self._connection.pause.shorten(seconds)
        return woken

    def _batch(self, opened: OpenFolder, shelf: Shelf, position: Position | None) -> Batch:
        validity = opened.selection.uidvalidity
        is_known = position is not None and position.uidvalidity == validity
        start = position.uid if position and is_known else 0
        looked = not shelf.goes_on_from(start)
        if looked:
            shelf.fill(opened.uids_behind(start))
        letters, missed, reached = self._take(opened, shelf, start)
        return Batch(
            letters=tuple(letters),
            position=Position(validity, reached),
            at_end=looked
            and shelf.ends_with(reached),  # of what an earlier look found, the end is not the folder's
            missed=missed,
        )

    def _take(
        self, opened: OpenFolder, shelf: Shelf, start: int
    ) -> tuple[list[Arrived], tuple[Missed, ...], int]:
        """Fetch what comes next; a letter that fails for the last time is passed by, not waited for."""
        uids = shelf.next_uids()
        if not uids:
            return [], (), start
        try:
            letters, reached = opened.take(uids)
        except (IMAP4.error, OSError) as error:
            if not shelf.blame(uids):
                self._connection.pause.failed()
                raise
            if isinstance(error, BROKEN):
                self._connection.drop()
            return [], (Missed(uids[0], self._connection.reason(error)),), uids[0]
        return letters, (), reached

    @contextmanager
    def _opened(self, folder: str) -> Iterator[OpenFolder]:
        with self._turn(), self._connection.talk(f"reading {folder}") as client:
            yield open_folder(client, self._settings, self._clock, folder)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Have the connection to oneself; whoever only waits makes room."""
        with self._turnstile:  # so that who has made room cannot be back before who was waiting for it
            if not self._lock.acquire(blocking=False):
                self._wakeup.set()
                self._lock.acquire()
        try:
            yield
        finally:
            self._lock.release()
