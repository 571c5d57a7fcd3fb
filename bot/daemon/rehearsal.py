"""A day rehearsed: the real steps on a clock that steps to the next due instant whenever the house is idle.

Against the sandbox everything happens; anywhere else mails and switches are only taken note of, and the
database is a copy.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email import message_from_bytes
from pathlib import Path

from rich.console import Console

from bot.clock import SteppingClock
from bot.config.settings import Settings
from bot.daemon.opening import open_house, open_store, open_templates
from bot.daemon.until_idle import work_until_idle
from bot.daemon.world import open_mailboxes, recorded_world
from bot.errors import Misconfigured
from bot.flow.port import FlowState
from bot.mailbox.port import Mailbox
from bot.steps.house import House
from bot.steps.sweep import next_moment
from bot.store.ids import new_holder
from bot.store.tables import Acting


def rehearse(settings: Settings, at: datetime, until: datetime, console: Console) -> None:
    """Live through the time from `at` to `until` and print what happened or would have.

    Raises:
        Misconfigured: A setting is wrong, or the database cannot be copied.
        Unavailable: A neighbour gave no answer.
    """
    clock = SteppingClock(at)
    opened = open_house(settings, clock) if settings.sandbox else recording_house(settings, clock, console)
    with opened as (house, mailboxes):
        with house.store.transaction() as work:
            work.keep_seen(clock.now())  # a rehearsal may begin before the last time that was real
        work_until_idle(house, mailboxes)
        while (due := next_moment(house)) <= until:
            clock.advance_to(due)
            work_until_idle(house, mailboxes)
        clock.advance_to(until)
        work_until_idle(house, mailboxes)


@contextmanager
def recording_house(
    settings: Settings, clock: SteppingClock, console: Console
) -> Iterator[tuple[House, dict[str, Mailbox]]]:
    """Lend a house on a copy of the database whose world only takes note, and print the notes at the end."""
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        copy = Path(folder) / "copy.db"
        original = open_store(settings)
        original.copy_to(copy)
        original.close()
        copied = settings.model_copy(update={"database": f"sqlite:///{copy}"})
        store = open_store(copied)
        mailboxes = open_mailboxes(copied, clock)
        with store.transaction() as work:
            work.set_acting(Acting.GOING)
            off = [one.flow.firm for one in work.flows_not_on() if one.flow.state is FlowState.OFF]
        world, post, record = recorded_world(copied, clock, off)
        try:
            yield House(copied, store, clock, world, open_templates(copied), new_holder()), mailboxes
        finally:
            for edge in mailboxes.values():
                edge.close()
            store.close()
        for sent in post.sent:
            mail = message_from_bytes(sent.raw)
            console.print(f"would send to {', '.join(sent.recipients)}: {mail['Subject']}", markup=False)
        for line in record:
            console.print(line, markup=False)


def moment(text: str) -> datetime:
    """Read an instant with its offset: 2026-12-04T09:00-05:00.

    Raises:
        Misconfigured: It is none, or has no offset.
    """
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise Misconfigured(f"{text!r} is no instant; write 2026-12-04T09:00-05:00") from error
    if at.tzinfo is None:
        raise Misconfigured(f"{text!r} lacks its offset; write 2026-12-04T09:00-05:00")
    return at
