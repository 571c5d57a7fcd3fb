"""All that is due now, done alone and in order: for a cron job, a rehearsal and the tests."""

from collections.abc import Iterator
from pathlib import Path

from bot.clock import SystemClock
from bot.config.settings import Mailbox, read_settings
from bot.daemon.following import fetch_all, mailbox_lease
from bot.daemon.opening import open_house
from bot.desk.tasks import SendMail
from bot.errors import Unavailable
from bot.mailbox import port
from bot.steps.carry_out import carry_out_one
from bot.steps.gate import driver_of, gate_of
from bot.steps.house import House
from bot.steps.read_one import read_one
from bot.steps.sweep import sweep
from bot.store.leases import Held


def run_until_idle(config: Path) -> None:
    """Do all that is due now, and come back.

    Raises:
        Misconfigured: A setting is wrong.
        Unavailable: A neighbour gave no answer; what was done stays done.
    """
    with open_house(read_settings(config), SystemClock()) as (house, mailboxes):
        work_until_idle(house, mailboxes)


def work_until_idle(house: House, mailboxes: dict[str, port.Mailbox]) -> None:
    """Do all that is due, alone and in order, until there is nothing more.

    Raises:
        Unavailable: A neighbour gave no answer; all that could be done without it is done.
    """
    reachable, outages, busy = list(house.settings.mailbox), list[str](), True
    while busy:
        busy = False
        for mailbox in tuple(reachable):
            try:
                busy |= take_in(house, mailboxes[mailbox.name], mailbox)
            except Unavailable as error:
                reachable.remove(mailbox)
                outages.append(str(error))
        sweep(house)
        while carry_out_one(house):
            busy = True
    if outages := [*outages, *unanswered(house)]:
        raise Unavailable("\n".join(outages))


def take_in(house: House, edge: port.Mailbox, settings: Mailbox) -> bool:
    """Fetch and read all there is, and let the mailbox go again; True if a letter was read.

    Raises:
        Unavailable: The mail server gave no answer, or another daemon follows the mailbox.
    """
    lease = mailbox_lease(house, settings.name)
    if isinstance(lease, Held):
        raise Unavailable(f"mailbox {settings.name} is followed by {lease.holder} since {lease.since}")
    any_read = False
    try:
        fetch_all(house, edge, settings, lease)
    finally:
        while read_one(house, settings.name):
            any_read = True
        house.store.release(lease)
    return any_read


def unanswered(house: House) -> Iterator[str]:
    """Say which neighbours still give no answer, of those for whom work waits after a try that failed."""
    with house.store.reading() as work:
        waiting = work.tried_tasks()
        gates = [gate_of(work, firm) for firm in sorted({task.firm for task in waiting if task.firm})]
    probes = [driver_of(house, gate).probe for gate in gates]
    if any(isinstance(task.do, SendMail) for task in waiting):
        probes.append(house.world.post.probe)
    for probe in probes:
        try:
            probe()
        except Unavailable as error:
            yield str(error)
