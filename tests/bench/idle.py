"""What a minute costs in which nothing happens: the diary is looked into, and every worker looks for work."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, event

from bot.clock import SystemClock
from bot.config.settings import Settings
from bot.daemon.threads import IDLE_SECONDS, POOLS
from bot.desk.policy import Policy
from bot.desk.ticket import Stage, Ticket
from bot.desk.timing import plan_for
from bot.flow.fake import FakeGate
from bot.post.port import FakePost
from bot.post.render import Templates, ready_templates
from bot.schedule import EVERY_SECONDS
from bot.steps.apply import keep
from bot.steps.carry_out import carry_out_one
from bot.steps.house import House, World
from bot.steps.sweep import next_moment, sweep
from bot.store.database import open_database
from bot.store.ids import Ids
from bot.store.migrate import migrate
from bot.store.tables import Acting
from bot.store.work import Store, Work
from tests.bench.mail import DESK, NEW_YORK, firms
from tests.bench.stopwatch import timed
from tests.scenarios.fakes import FakeChecks

MINUTES = 20


def bench_idle(console: Console, folder: Path) -> None:
    """Print statements and CPU of a quiet minute, by how many imports are booked for later."""
    table = Table(title="A minute in which nothing happens", title_justify="left")
    for column in ("booked imports", "statements", "CPU ms"):
        table.add_column(column, justify="right")
    for booked in (0, 200, 2000):
        statements, cpu = _quiet_minute(folder / f"idle-{booked}.db", booked)
        table.add_row(str(booked), f"{statements:.0f}", f"{cpu * 1000:.1f}")
    console.print(table)


def _quiet_minute(database: Path, booked: int) -> tuple[float, float]:
    engine, counted = open_database(f"sqlite:///{database}"), list[str]()
    migrate(engine)
    house = _a_house(engine, database)
    with house.store.transaction() as work:
        work.import_firms(firms(booked))
        work.set_acting(Acting.GOING)
        for number in range(booked):
            _book(work, number)
    _minutes(house, 1)
    event.listen(engine, "before_cursor_execute", lambda *given: counted.append(given[2]))
    _, took = timed(lambda: _minutes(house, MINUTES))
    house.store.close()
    return len(counted) / MINUTES, took.cpu / MINUTES


def _minutes(house: House, number: int) -> None:
    """Do what the alarm clock and all workers of one daemon do meanwhile; each ring calls the workers."""
    rings, looks = number * 60 // EVERY_SECONDS, int(number * 60 / IDLE_SECONDS)
    for _ in range(rings):
        sweep(house)
        next_moment(house)
    for _, kinds, workers in POOLS:
        for _ in range(workers * (rings + looks)):
            carry_out_one(house, kinds)


def _book(work: Work, number: int) -> None:
    now = datetime.now(UTC)  # noqa: TID251 the bench lives in real time
    day = (now + timedelta(days=20 + number % 20)).date()
    ticket = Ticket(
        id=0,
        firm=f"firm-{number}",
        stage=Stage.SCHEDULED,
        subject="Import",
        requester=f"anna@firm{number}.example",
        opened_at=now,
        since=now,
        mailbox="support",
        plan=plan_for(day, time(18), None, NEW_YORK, Policy()),
    )
    keep(work, work.open_ticket(ticket), Policy())


def _a_house(engine: Engine, database: Path) -> House:
    clock = SystemClock()
    settings = Settings.model_validate(
        {
            "database": f"sqlite:///{database}",
            "token_key": "env:PATH",
            "mailbox": [{"name": "support", "address": DESK, "host": "localhost", "tls": "none"}],
            "smtp": {"host": "localhost", "tls": "none"},
            "people": {"staff": ["sam@aiwyn.example"], "admins": ["ada@aiwyn.example"]},
        }
    )
    world = World(
        FakePost(), FakeChecks(clock), lambda firm, word: FakeGate(clock), lambda mailbox, raw: None
    )
    store = Store(engine, Ids(b"a key for the bench", "aiwyn.example"))
    return House(settings, store, clock, world, Templates([ready_templates()]), "bench")
