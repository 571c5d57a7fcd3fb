"""carry_out_one: claim the task longest due, look again, do it, and feed the outcome back as an event."""

from collections.abc import Callable, Mapping

from bot.desk import events as e
from bot.desk.tasks import Do, ReadFlow, RunChecks, SendMail, SwitchFlow
from bot.steps.apply import apply
from bot.steps.check import check
from bot.steps.deliver import deliver
from bot.steps.gate import read_flow, switch_flow
from bot.steps.house import House
from bot.store.claims import Claimed
from bot.store.tables import TaskState
from bot.store.trouble import Fenced

LEASE = 180.0  # seconds; every driver's and the post's own deadline is shorter

DOING: Mapping[type[Do], Callable[[House, Claimed], None]] = {
    SendMail: deliver,
    SwitchFlow: switch_flow,
    ReadFlow: read_flow,
    RunChecks: check,
}


def carry_out_one(house: House, kinds: tuple[type[Do], ...] = tuple(DOING)) -> bool:
    """Do the task that has been due longest; True if there was one, so ask again at once.

    Args:
        house: Whose tasks.
        kinds: Only tasks of these kinds, so that a slow neighbour delays nobody else.
    """
    claimed = house.store.claim(house.clock.now(), house.holder, LEASE, kinds)
    if claimed is None:
        return False
    try:
        if _expired(house, claimed):
            _expire(house, claimed)
        else:
            DOING[type(claimed.do)](house, claimed)
    except Fenced:
        pass  # another daemon took it over: what it finds out counts
    return True


def _expired(house: House, claimed: Claimed) -> bool:
    return claimed.expires_at is not None and house.clock.now() >= claimed.expires_at


def _expire(house: House, claimed: Claimed) -> None:
    """A task found too late is not done; that is an event, not a silence."""
    now, do = house.clock.now(), claimed.do
    what = do.mail.value if isinstance(do, SendMail) else type(do).__name__
    with house.store.transaction() as work:
        work.settle(claimed, TaskState.DROPPED, "it came too late to be right", now)
        if claimed.ticket is not None:
            apply(work, claimed.ticket, e.TaskExpired(what), house.settings.policy, now)
