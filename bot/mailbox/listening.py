"""Waiting for news of a folder on the kept connection (IDLE), which is never more than a wake-up.

IDLE dies in many ways and often silently, so nothing rests on it: whatever goes wrong counts as "look
now", the connection is made anew by whoever looks, and a server on which IDLE keeps breaking is polled.
"""

from dataclasses import dataclass
from imaplib import IMAP4

from bot.clock import Clock
from bot.config.settings import Mailbox as Settings
from bot.mailbox.connection import Connection
from bot.mailbox.fetching import Selection, open_folder
from bot.mailbox.wakeup import Wakeup
from bot.mailbox.wire import Client

RENEW_SECONDS = 9 * 60.0  # many a router forgets a silent connection after ten minutes
MOST_BREAKS = 3  # in a row
REST_SECONDS = 3600.0


@dataclass
class Listener:
    """Listens to one folder at a time, in the thread that reads the mailbox."""

    settings: Settings
    clock: Clock
    connection: Connection
    wakeup: Wakeup
    _breaks: int = 0
    _again_at: float = float("-inf")

    def listen(self, folder: str, seconds: float, known: Selection | None) -> bool | None:
        """Return if there may be news beyond `known`; None when the connection cannot tell."""
        client = self.connection.client
        if client is None or not self._may_idle():
            return None
        try:
            news = self._idle(client, folder, min(seconds, RENEW_SECONDS), known)
        except (IMAP4.error, OSError):
            self._note_break()
            return True
        self._breaks = 0
        return news

    def _idle(self, client: Client, folder: str, seconds: float, known: Selection | None) -> bool:
        if not client.has_capability("IDLE"):
            return self.wakeup.wait(seconds)
        # What came between the last look and this moment will not be announced: compare before listening.
        opened = open_folder(client, self.settings, self.clock, folder)
        if known is not None and opened.selection != known:
            return True
        client.idle()
        news = client.wire.has_unread or self.wakeup.wait(seconds, client.wire.sock)
        client.idle_done()
        return news

    def _may_idle(self) -> bool:
        return self.settings.idle and self.clock.monotonic() >= self._again_at

    def _note_break(self) -> None:
        self.connection.drop()
        self._breaks += 1
        if self._breaks >= MOST_BREAKS:
            self._breaks = 0
            self._again_at = self.clock.monotonic() + REST_SECONDS
