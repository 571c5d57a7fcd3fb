"""`sluice sandbox`: the pretend servers stay up, and the real daemon beside them, so that a person can play
the firm with any mail client.
"""

import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.clock import SystemClock
from bot.sandbox.town import PASSWORD, PEOPLE, SUPPORT, Town, open_town


def play(console: Console) -> None:
    """Keep a town and its daemon up until Ctrl-C."""
    with (
        tempfile.TemporaryDirectory(prefix="sluice-sandbox-") as folder,
        open_town(Path(folder), SystemClock()) as town,
    ):
        for command in (["firms", "import", str(town.firms)], ["go"]):
            _sluice(town, *command).wait()
        daemon = _sluice(town, "run")
        try:
            _explain(console, town)
            threading.Event().wait()
        except KeyboardInterrupt:
            console.print("Goodbye.")
        finally:
            daemon.terminate()
            daemon.wait(timeout=10)


def _sluice(town: Town, *arguments: str) -> "subprocess.Popen[bytes]":
    command = [str(Path(sys.executable).with_name("sluice")), *arguments, "--config", str(town.settings)]
    return subprocess.Popen(command, env=dict(town.environment))  # noqa: S603 our own command


def _explain(console: Console, town: Town) -> None:
    table = Table(title="Mailboxes", title_justify="left")
    for column in ("who", "address", "password"):
        table.add_column(column)
    for person in PEOPLE:
        table.add_row(person.name, person.address, PASSWORD)
    console.print(table)
    console.print(
        f"Write as Anna to {SUPPORT}.\n"
        f"IMAP 127.0.0.1:{town.sandbox.imap_port} (TLS), SMTP 127.0.0.1:{town.sandbox.smtp_port} (STARTTLS); "
        f"trust the certificate {town.sandbox.ca_file}.\n"
        f"Settings: {town.settings}; the data flow: {town.flows.url}/flows/north\n"
        "Ctrl-C ends it and forgets everything.",
        markup=False,
    )
