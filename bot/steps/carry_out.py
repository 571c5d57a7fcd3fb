"""carry_out_one: claim the task longest due, look again, do it, and feed the outcome back as an event."""

from collections.abc import Callable, Mapping

from bot.config.drivers import PersonDriver
from bot.config.settings import Settings
from bot.desk import events as e
from bot.desk.tasks import (
    ChooseTen,
    Do,
    FileCopy,
    Preflight,
    ReadFlow,
    RunChecks,
    SendMail,
    SwitchFlow,
    TakeBaseline,
)
from bot.steps.apply import apply
from bot.steps.baseline import take_baseline
from bot.steps.check import check
from bot.steps.choose import choose
from bot.steps.deliver import deliver
from bot.steps.file_copy import file_copy
from bot.steps.gate import read_flow, switch_flow
from bot.steps.house import House
from bot.steps.preflight import preflight
from bot.steps.tell_staff import tell_staff
from bot.store.claims import Claimed
from bot.store.tables import TaskState
from bot.store.trouble import Fenced
from bot.store.work import Work

COPY_SECONDS = 120.0  # longer than the mailbox's own time-outs for one copy
BEGUN_IN_VAIN = 4  # lost claims of one task; more than its mail may have ends that nobody can tell
CHECKS_AT_MOST = 20  # statements of one run that may each take their time-out

DOING: Mapping[type[Do], Callable[[House, Claimed], None]] = {
    SendMail: deliver,
    SwitchFlow: switch_flow,
    ReadFlow: read_flow,
    TakeBaseline: take_baseline,
    RunChecks: check,
    FileCopy: file_copy,
    ChooseTen: choose,
    Preflight: preflight,
}


NAMES: Mapping[type[Do], str] = {
    SwitchFlow: "the switch of the data flow",
    ReadFlow: "the reading of the data flow",
    TakeBaseline: "the baseline of the checks",
    RunChecks: "the search for duplicates",
    FileCopy: "the copy of a mail for the folder of sent mail",
    ChooseTen: "the choice of the clients to compare",
    Preflight: "the look ahead",
}


def carry_out_one(house: House, kinds: tuple[type[Do], ...] = tuple(DOING)) -> bool:
    """Do the task that has been due longest; True if there was one, so ask again at once.

    Args:
        house: Whose tasks.
        kinds: Only tasks of these kinds, so that a slow neighbour delays nobody else.
    """
    seconds = claim_seconds(house.settings, kinds)
    claimed = house.store.claim(house.clock.now(), house.holder, seconds, kinds)
    if claimed is None:
        return False
    if claimed.unclear >= BEGUN_IN_VAIN:
        _tell_of_an_endless_task(house, claimed)
    try:
        if _expired(house, claimed):
            _expire(house, claimed)
        else:
            DOING[type(claimed.do)](house, claimed)
    except Fenced:
        pass  # another daemon took it over: what it finds out counts
    return True


def _tell_of_an_endless_task(house: House, claimed: Claimed) -> None:
    """Say once that a task never comes to an end, as by an error of ours; it is tried on all the same."""
    about = f" of IMP-{claimed.ticket}" if claimed.ticket else ""
    why = f"{name_of(claimed.do)}{about} was begun {claimed.unclear} times and never ended: see the log"
    key, now = f"endless.{claimed.key}", house.clock.now()
    house.store.transact(lambda work: tell_staff(work, key, why, now))


def name_of(do: Do) -> str:
    """Name what is to be done as people read it."""
    return f"the {do.mail.value.replace('-', ' ')} mail" if isinstance(do, SendMail) else NAMES[type(do)]


def claim_seconds(settings: Settings, kinds: tuple[type[Do], ...]) -> float:
    """Return how long a claim lasts: longer than all deadlines of what is done under it together."""
    gates = [
        driver.deadline_seconds for driver in settings.driver.values() if not isinstance(driver, PersonDriver)
    ]
    flow = 5 * max(gates, default=0.0)  # look, read, ask what waits in it, switch, read
    checks = settings.checks.statement_timeout_seconds * CHECKS_AT_MOST
    longest: dict[type[Do], float] = {
        SendMail: settings.smtp.deadline_seconds + flow,
        SwitchFlow: flow,
        ReadFlow: flow,
        TakeBaseline: checks,
        FileCopy: COPY_SECONDS,
        RunChecks: checks,
        Preflight: flow + 2 * checks,  # each check is planned twice: what it counts, and what it shows
        ChooseTen: 2 * max((c.statement_timeout_seconds for c in settings.clients.values()), default=0.0),
    }
    return max(longest[kind] for kind in kinds) + settings.takeover.spare_seconds


def _expired(house: House, claimed: Claimed) -> bool:
    return claimed.expires_at is not None and house.clock.now() >= claimed.expires_at


def _expire(house: House, claimed: Claimed) -> None:
    """A task found too late is not done; that is an event, not a silence."""
    now, do = house.clock.now(), claimed.do

    def write(work: Work) -> None:
        work.settle(claimed, TaskState.DROPPED, "it came too late to be right", now)
        if claimed.ticket is not None:
            late = e.BaselineMissed("it was not begun before the turn-off")
            event = late if isinstance(do, TakeBaseline) else e.TaskExpired(name_of(do))
            apply(work, claimed.ticket, event, house.settings.policy, now)

    house.store.transact(write)
