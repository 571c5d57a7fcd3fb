"""A neighbour that cannot be reached is waited for in silence at first; after a stated time staff hear, once,
and once more when it answers again. Since when it has been gone is kept in the database, so a restart changes
nothing.
"""

from datetime import datetime, timedelta

from bot.steps.house import House
from bot.steps.tell_staff import tell_staff
from bot.store.work import Work


def note_outage(house: House, what: str, why: str) -> None:
    """A try failed: remember since when, and tell staff once it has lasted too long."""
    now, patience = house.clock.now(), timedelta(minutes=house.settings.policy.outage_minutes)
    with house.store.transaction() as work:
        since = _since(work, what)
        if since is None:
            work.set_state(_key(what), now.isoformat())
        elif now - since >= patience:
            told = f"{what} has not answered since {since:%H:%M} UTC: {why}"
            tell_staff(work, f"outage.{what}.{since.isoformat()}", told, now)


def note_answer(house: House, what: str) -> None:
    """A try worked: forget the outage, and say so to whoever heard of it."""
    with house.store.reading() as work:
        since = _since(work, what)
    if since is None:
        return
    now = house.clock.now()
    with house.store.transaction() as work:
        work.set_state(_key(what), "")
        if work.task(f"outage.{what}.{since.isoformat()}"):
            tell_staff(
                work, f"answer.{what}.{since.isoformat()}", f"{what} answers again; nothing was lost", now
            )


def _since(work: Work, what: str) -> datetime | None:
    kept = work.state(_key(what))
    return datetime.fromisoformat(kept) if kept else None


def _key(what: str) -> str:
    return f"outage/{what}"
