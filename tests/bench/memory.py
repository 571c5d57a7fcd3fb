"""A letter of 40 MB: what it costs to take it in by its parts, against fetching and parsing it whole."""

import os
import ssl
from email import message_from_bytes
from pathlib import Path

from imapclient import IMAPClient
from rich.console import Console
from rich.table import Table

from bot.clock import SystemClock
from bot.config.settings import Mailbox
from bot.mailbox.imap import ImapMailbox
from tests.bench.apart import measured
from tests.servers import DovecotServer

DESK = "support@aiwyn.example"
PASSWORD = "correct horse"
MEGABYTES = 40


def bench_memory(console: Console) -> None:
    """Print the peak of memory and the time, each way in a process of its own."""
    server = DovecotServer()
    try:
        server.add_account(DESK, PASSWORD)
        server.deliver(DESK, a_workbook(MEGABYTES))
        server.start()
        table = Table(title=f"A letter of {MEGABYTES} MB over Dovecot", title_justify="left")
        for column in ("", "peak MB", "seconds"):
            table.add_column(column, justify="left" if not column else "right")
        for name, way in (("Sluice, by its parts", by_parts), ("fetched and parsed whole", whole)):
            megabytes, seconds = measured(way, server.port, server.ca_file)
            table.add_row(name, f"{megabytes:.0f}" if megabytes >= 1 else "< 1", f"{seconds:.2f}")
        console.print(table)
    finally:
        server.remove()


def by_parts(port: int, ca_file: Path) -> None:
    """Take it in as the daemon does."""
    os.environ["BENCH_PASSWORD"] = PASSWORD
    settings = {
        "name": "support", "address": DESK, "host": "localhost", "port": port, "ca_file": ca_file,
        "user": DESK, "password": "env:BENCH_PASSWORD",
    }  # fmt: skip
    mailbox = ImapMailbox(Mailbox.model_validate(settings), SystemClock())
    (letter,) = mailbox.fetch_new("INBOX", None).letters
    assert letter.abridged
    mailbox.close()


def whole(port: int, ca_file: Path) -> None:
    """Take it in as one does at first: fetch, parse, decode every part."""
    trust = ssl.create_default_context(cafile=str(ca_file))
    with IMAPClient("localhost", port, ssl_context=trust) as client:
        client.login(DESK, PASSWORD)
        client.select_folder("INBOX", readonly=True)
        (answer,) = client.fetch(client.search(), ["BODY.PEEK[]"]).values()
        parts = [part.get_payload(decode=True) for part in message_from_bytes(answer[b"BODY[]"]).walk()]
        assert len(parts) > 1


def a_workbook(megabytes: int) -> bytes:
    """Return a letter with a few words and one large attachment."""
    lines = b"QUJD" * 19 + b"\r\n"
    return (
        b"From: anna@northcpa.example\r\nSubject: The books\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
        b"The books are attached.\r\n--b\r\nContent-Type: application/zip; name=books.zip\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n"
        + lines * ((megabytes << 20) // len(lines))
        + b"--b--\r\n"
    )
