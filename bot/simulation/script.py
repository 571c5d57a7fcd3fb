"""The script of a simulation: everything that will be tried, drawn from the seed before anything happens.

Each item has luck of its own, so that leaving one out changes nothing in the others: that is what lets a
failing script be shortened.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from random import Random
from typing import TypeAlias, TypeVar

from bot.desk.policy import Confirm
from bot.simulation.luck import luck_of
from bot.simulation.offices import Office, the_offices

BEGIN = datetime(2026, 10, 19, 13, 0, tzinfo=UTC)  # both ends of daylight saving are near
T = TypeVar("T")


class Stray(StrEnum):
    """A letter that is no honest step of an import."""

    FORGED_DONE = "forged done"
    FORGED_NOTHING = "forged nothing loaded"
    FORGED_WAIT = "forged wait"
    FORGED_CANCEL = "forged cancel"
    FORGED_MOVE = "forged move"
    FORGED_REQUEST = "forged request"
    FORGED_ORDER = "forged order of staff"
    OUTSIDER_DONE = "an outsider says done"
    NEIGHBOUR_DONE = "another firm's person says done"
    CLERK_DONE = "a person nobody named says done"
    CLERK_NOTHING = "a person nobody named says nothing was loaded"
    CLERK_WAIT = "a person nobody named says wait"
    REPLAYED_DONE = "an old completion comes again under a new name"
    COPY = "a letter comes twice"
    OTHER = "no import business"
    AWAY = "a vacation responder"
    BOUNCE = "a mail comes back"
    FORGED_BOUNCE = "a forged delivery report"
    QUESTION = "a question"
    THANKS = "thanks for an old mail"
    PERSON = "somebody wants a person"
    COLLEAGUE = "a colleague answers by himself"


class Trouble(StrEnum):
    """What a neighbour can do to us for a while."""

    POST_DOWN = "the post is down"
    POST_UNCLEAR = "the post takes mail and loses its answer"
    POST_LOSES = "the post loses mail and its answer"
    POST_DEFERS = "the post refuses some for now"
    POST_REFUSES = "the post refuses one for good"
    GATE_STUCK = "the gate sticks"
    GATE_LAGS = "the gate lags"
    GATE_DENIES = "the gate moves and says it failed"
    GATE_DOWN = "the gate cannot be reached"
    GATE_BUSY = "runs are in flight"
    CHECKS_HIT = "the checks find duplicates"
    CHECKS_DOWN = "the checks do not run"
    MAILBOX_DOWN = "the mailbox is down"
    MAILBOX_RENUMBERED = "the mailbox is numbered anew"
    HAND_ON = "somebody turns the gate on"
    HAND_OFF = "somebody turns the gate off"
    ASLEEP = "the machine sleeps"
    CLOCK_WRONG = "our clock is wrong"


OF_A_FIRM = frozenset(trouble for trouble in Trouble if trouble.name.startswith(("GATE", "HAND", "CHECKS")))


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that will be tried."""

    at: datetime
    luck: str  # seeds whatever it leaves to chance


@dataclass(frozen=True, slots=True)
class Wish(Item):
    """Somebody wants an import; from here on a person lives it."""

    firm: str
    by_staff: bool = False  # it was agreed by telephone, and staff book it


@dataclass(frozen=True, slots=True)
class StrayLetter(Item):
    firm: str
    kind: Stray


@dataclass(frozen=True, slots=True)
class Order(Item):
    """Staff give a command, not always a wise one."""

    firm: str


@dataclass(frozen=True, slots=True)
class Fault(Item):
    trouble: Trouble
    firm: str
    lasts: timedelta


@dataclass(frozen=True, slots=True)
class Crash(Item):
    """The process dies at a point where it touches the world."""

    after: int  # points passed before
    elsewhere: bool  # another machine goes on, once what the dead one held has run out


Anything: TypeAlias = Wish | StrayLetter | Order | Fault | Crash


@dataclass(frozen=True, slots=True)
class Script:
    seed: int
    offices: tuple[Office, ...]
    days: int
    items: tuple[Anything, ...]
    confirm: Confirm = Confirm.AUTOMATIC
    daemons: int = 1  # that share the database
    muted: frozenset[str] = frozenset()  # letters that are not written after all

    @property
    def end(self) -> datetime:
        return BEGIN + timedelta(days=self.days)

    def only(self, items: tuple[Anything, ...]) -> "Script":
        return replace(self, items=items)


def write_script(seed: int, firms: int, days: int) -> Script:
    """Draw a script: so many firms, so many days."""
    luck = luck_of(f"{seed}/script")
    offices = the_offices(seed, firms)
    wishes = [wish for office in offices for wish in _wishes(luck, seed, office, days)]
    rest = [item for office in offices for item in _around(luck, seed, office, days)]
    everywhere = list(_everywhere(luck, seed, offices, days))
    items = sorted((*wishes, *rest, *everywhere), key=lambda item: (item.at, item.luck))
    confirm = Confirm.STAFF if luck.random() < 0.15 else Confirm.AUTOMATIC
    daemons = _drawn(luck, {1: 4, 2: 1})
    return Script(seed, offices, days, tuple(items), confirm, daemons)


def _wishes(luck: Random, seed: int, office: Office, days: int) -> Iterator[Wish]:
    """Most firms want one import; some two at once, some none at all."""
    for n in range(_drawn(luck, {0: 1, 1: 5, 2: 4}) + days // 40):
        at = BEGIN + timedelta(minutes=luck.randint(0, max(days - 11, 1) * 24 * 60 // (1 if n else 3)))
        yield Wish(at, f"{seed}/{office.key}/wish/{n}", office.key, by_staff=luck.random() < 0.1)


def _around(luck: Random, seed: int, office: Office, days: int) -> Iterator[Anything]:
    """What else happens about a firm."""
    for n in range(_few(luck, days / 3)):
        kind = luck.choice(list(Stray))
        yield StrayLetter(_some_day(luck, days), f"{seed}/{office.key}/stray/{n}", office.key, kind)
    for n in range(_few(luck, days / 12)):
        yield Order(_some_day(luck, days), f"{seed}/{office.key}/order/{n}", office.key)
    for n in range(_few(luck, days / 6)):
        trouble, lasts = luck.choice(sorted(OF_A_FIRM)), _a_while(luck)
        yield Fault(_some_day(luck, days), f"{seed}/{office.key}/fault/{n}", trouble, office.key, lasts)


def _everywhere(luck: Random, seed: int, offices: tuple[Office, ...], days: int) -> Iterator[Anything]:
    """What happens to the whole house."""
    for n in range(_few(luck, days / 2)):
        trouble, lasts = luck.choice(sorted(set(Trouble) - OF_A_FIRM)), _a_while(luck)
        firm = luck.choice(offices).key
        yield Fault(_some_day(luck, days), f"{seed}/fault/{n}", trouble, firm, lasts)
    for n in range(_few(luck, days / 2)):
        elsewhere = luck.random() < 0.3
        yield Crash(_some_day(luck, days), f"{seed}/crash/{n}", luck.randint(0, 60), elsewhere)


def _few(luck: Random, on_average: float) -> int:
    return luck.randint(0, max(round(on_average * 2), 1))


def _some_day(luck: Random, days: int) -> datetime:
    return BEGIN + timedelta(seconds=luck.randint(0, days * 86400))


def _a_while(luck: Random) -> timedelta:
    """Mostly minutes, sometimes hours, now and then two days."""
    minutes = _drawn(luck, {3: 3, 20: 4, 90: 3, 400: 2, 2880: 1})
    return timedelta(minutes=luck.uniform(0.5, 1) * minutes)


def _drawn(luck: Random, weights: dict[int, int]) -> int:
    return luck.choices(list(weights), list(weights.values()))[0]
