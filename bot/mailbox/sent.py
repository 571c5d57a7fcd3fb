"""The folder of sent mail: found under whatever name the server has for it, and added to, never changed."""

import re
from email.parser import BytesHeaderParser

from imapclient.imapclient import SEEN, SENT

from bot.clock import Clock
from bot.config.settings import Mailbox as Settings
from bot.mailbox.wire import Client

MESSAGE_ID = re.compile(r"<[!-~]+>")
LOOK_BACK = 2000  # letters; a copy from an earlier try is among the latest, and folders of years are large


def find_sent(client: Client, configured: str | None) -> str | None:
    """Return the configured folder, or if there is none of that name what the server marks as sent mail."""
    if configured is None:
        return None
    if client.folder_exists(configured):
        return configured
    found: str | None = client.find_special_folder(SENT)
    return found


def file_sent(client: Client, settings: Settings, clock: Clock, raw: bytes) -> None:
    """Append a copy of our own mail, marked as read, unless one with its Message-ID is there."""
    if settings.sent_folder is None or settings.provider_files_sent:
        return
    message_id = str(BytesHeaderParser().parsebytes(raw)["Message-ID"]).strip()
    if not MESSAGE_ID.fullmatch(message_id):
        raise ValueError(f"a mail of ours has no usable Message-ID, but {message_id!r}")
    folder = find_sent(client, settings.sent_folder)
    if folder is None:
        folder = settings.sent_folder
        client.create_folder(folder)
    count = int(client.select_folder(folder, readonly=True)[b"EXISTS"])
    latest = f"{max(1, count - LOOK_BACK)}:*"
    if not count or not client.search([latest, "HEADER", "Message-ID", message_id]):
        client.append(folder, raw, flags=(SEEN,), msg_time=clock.now())
