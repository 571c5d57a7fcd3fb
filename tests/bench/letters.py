"""Letters a second, the real way through the house against a bare loop, over one Dovecot mailbox in one run.

The bare loop is what a careful person writes in an afternoon: fetch, parse, answer, one commit each. It reads
nothing of what a letter says, proves no sender, and forgets what it was doing when it is killed.
"""

import smtplib
import sqlite3
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.mime.text import MIMEText
from email.utils import parseaddr
from pathlib import Path

from imapclient import IMAPClient
from rich.console import Console
from rich.table import Table

from bot.clock import SystemClock
from bot.config.settings import Settings
from bot.daemon.following import fetch_all, mailbox_lease
from bot.daemon.world import checks_of
from bot.flow.fake import FakeGate
from bot.mailbox.imap import ImapMailbox
from bot.post.render import Templates, ready_templates
from bot.post.smtp import SmtpPost
from bot.steps.carry_out import carry_out_one
from bot.steps.house import House, World
from bot.steps.read_one import read_one
from bot.store.database import open_database
from bot.store.ids import Ids
from bot.store.leases import Lease
from bot.store.migrate import migrate
from bot.store.tables import Acting
from bot.store.work import Store
from tests.bench.mail import BORDER, DESK, firms, mixed
from tests.bench.sink import a_sink
from tests.bench.stopwatch import Took, timed
from tests.servers import DovecotServer

PASSWORD = "correct horse"
BATCH = 50
FIRST = 60  # letters in whose course a process loads its libraries and compiles its patterns, once for ever


@dataclass(frozen=True, slots=True)
class Run:
    """What one way cost."""

    name: str
    letters: int
    answered: int
    steps: dict[str, Took]

    @property
    def whole(self) -> Took:
        return sum(self.steps.values(), start=Took(0, 0))

    @property
    def a_second(self) -> float:
        return self.letters / self.whole.wall

    @property
    def cpu_ms(self) -> float:
        return self.whole.cpu * 1000 / self.letters


def bench_letters(console: Console, folder: Path, number: int) -> None:
    """Print what a letter costs each way."""
    now = datetime.now(UTC)  # noqa: TID251 the bench lives in real time
    server = DovecotServer()
    try:
        server.add_account(DESK, PASSWORD)
        for raw in mixed(number, now):
            server.deliver(DESK, raw)
        server.start()
        with a_sink() as port:
            bare = the_bare_loop(server, port, folder / "bare.db")
            the_house(server, port, folder / "first.db", number, at_most=FIRST)
            ours = the_house(server, port, folder / "house.db", number)
    finally:
        server.remove()
    console.print(_table(bare, ours))


def the_house(
    server: DovecotServer, smtp_port: int, database: Path, number: int, *, at_most: int | None = None
) -> Run:
    """Take every letter, or so many, the real way: arrive, read_one, carry_out."""
    with a_house(server, smtp_port, database, number) as (house, edge):
        lease = mailbox_lease(house, "support")
        assert isinstance(lease, Lease)
        mailbox = house.settings.mailbox[0]
        _, arrive = timed(lambda: fetch_all(house, edge, mailbox, lease))
        letters, read = timed(lambda: _count(lambda: read_one(house, "support"), at_most))
        answered, carried_out = timed(lambda: _count(lambda: carry_out_one(house), at_most))
    steps = {"arrive": arrive, "read_one": read, "carry_out": carried_out}
    return Run("Sluice", letters, answered, steps)


@contextmanager
def a_house(
    server: DovecotServer, smtp_port: int, database: Path, number: int
) -> Iterator[tuple[House, ImapMailbox]]:
    """Lend a house that knows its firms and is going."""
    settings, clock = _settings(server, smtp_port, database), SystemClock()
    engine = open_database(settings.database)
    migrate(engine)
    store = Store(engine, Ids(b"a key for the bench", "aiwyn.example"))
    with store.transaction() as work:
        work.import_firms(firms(number))
        work.set_acting(Acting.GOING)
    edge, post = ImapMailbox(settings.mailbox[0], clock), SmtpPost(settings.smtp, clock)
    world = World(
        post, checks_of(settings, clock), lambda firm, word: FakeGate(clock), lambda mailbox, raw: None
    )
    try:
        yield House(settings, store, clock, world, Templates([ready_templates()]), "bench"), edge
    finally:
        post.close()
        edge.close()
        store.close()


def _settings(server: DovecotServer, smtp_port: int, database: Path) -> Settings:
    many = 10**6
    secret = server.folder / "password"
    secret.write_text(PASSWORD)
    return Settings.model_validate(
        {
            "database": f"sqlite:///{database}",
            "token_key": f"file:{secret}",
            "mailbox": [
                {
                    "name": "support", "address": DESK, "host": "localhost", "port": server.port,
                    "ca_file": server.ca_file, "user": DESK, "password": f"file:{secret}",
                    "provider_files_sent": True, "trust": {"receiver": "rfc8601", "authserv_id": BORDER},
                }
            ],
            "smtp": {"host": "127.0.0.1", "port": smtp_port, "tls": "none"},
            "people": {"staff": ["sam@aiwyn.example"], "admins": ["ada@aiwyn.example"]},
            "brakes": dict.fromkeys(("per_address", "per_thread", "per_template", "in_all"), many),
        }
    )  # fmt: skip


def _count(one: Callable[[], bool], at_most: int | None = None) -> int:
    done = 0
    while done != at_most and one():
        done += 1
    return done


def the_bare_loop(server: DovecotServer, smtp_port: int, database: Path) -> Run:
    """Fetch, parse, answer what speaks of an import, and note it down, letter by letter."""
    trust = ssl.create_default_context(cafile=str(server.ca_file))
    with (
        IMAPClient("localhost", server.port, ssl_context=trust) as client,
        smtplib.SMTP("127.0.0.1", smtp_port) as post,
        closing(_notebook(database)) as notebook,
    ):
        client.login(DESK, PASSWORD)
        client.select_folder("INBOX", readonly=True)
        uids = client.search()
        answered, took = timed(lambda: sum(_bare(client, post, notebook, uids)))
    return Run("bare loop", len(uids), answered, {"all": took})


def _bare(
    client: IMAPClient, post: smtplib.SMTP, notebook: sqlite3.Connection, uids: list[int]
) -> Iterator[bool]:
    for first in range(0, len(uids), BATCH):
        fetched = client.fetch(uids[first : first + BATCH], ["BODY.PEEK[]"])
        for uid, answer in fetched.items():
            letter = message_from_bytes(answer[b"BODY[]"])
            text = _text(letter)
            asks = "Import of" in str(letter["Subject"]) and bool(text)
            if asks:
                _answer(post, letter, text)
            notebook.execute("INSERT INTO letters VALUES (?, ?, ?)", (uid, str(letter["Message-ID"]), asks))
            notebook.commit()
            yield asks


def _notebook(database: Path) -> sqlite3.Connection:
    notebook = sqlite3.connect(database)
    notebook.execute("PRAGMA journal_mode = WAL")
    notebook.execute("PRAGMA synchronous = FULL")
    notebook.execute("CREATE TABLE letters (uid INTEGER PRIMARY KEY, message_id TEXT, answered INTEGER)")
    return notebook


def _text(letter: Message) -> str:
    part = next((p for p in letter.walk() if p.get_content_type() == "text/plain"), None)
    payload = part.get_payload(decode=True) if part else b""
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _answer(post: smtplib.SMTP, letter: Message, text: str) -> None:
    to = parseaddr(str(letter["From"]))[1]
    mail = MIMEText(f"Thank you, we have booked it.\n\n> {text[:500]}", "plain", "utf-8")
    mail["From"], mail["To"], mail["Subject"] = DESK, to, f"Re: {letter['Subject']}"
    mail["Message-ID"] = f"<re-{str(letter['Message-ID'])[1:]}"
    mail["In-Reply-To"] = mail["References"] = str(letter["Message-ID"])
    post.sendmail(DESK, [to], mail.as_bytes())


def _table(bare: Run, ours: Run) -> Table:
    table = Table(title=f"{ours.letters} mixed letters over Dovecot, SQLite and SMTP", title_justify="left")
    for column in ("", "letters a second", "CPU ms a letter", "answered"):
        table.add_column(column, justify="left" if not column else "right")
    for run in (bare, ours):
        table.add_row(run.name, f"{run.a_second:.0f}", f"{run.cpu_ms:.2f}", str(run.answered))
        for name, took in run.steps.items() if len(run.steps) > 1 else ():
            cpu = took.cpu * 1000 / run.letters
            table.add_row(f"  {name}", f"{run.letters / took.wall:.0f}", f"{cpu:.2f}", "", style="dim")
    table.add_row("ratio", f"{ours.a_second / bare.a_second:.2f}", f"{ours.cpu_ms / bare.cpu_ms:.2f}", "")
    return table
