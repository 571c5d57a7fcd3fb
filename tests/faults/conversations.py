"""What firms and staff do in the kill matrix: each a whole conversation, always played the same."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.desk.ticket import Stage
from tests.cast import ANNA, PLAN
from tests.scenarios.house import ALL_TEN, COMPLETE, REQUEST, InMemory

DONE_AT = PLAN.starts.at + timedelta(minutes=20)
FIRST_LETTER = "<letter-1@northcpa.example>"


def goes_well(house: InMemory) -> None:
    """From the request to the record."""
    house.receives(REQUEST)
    house.advance_to(DONE_AT)
    house.receives(COMPLETE, answers=FIRST_LETTER)
    house.advance(hours=1)
    house.receives(ALL_TEN, answers=FIRST_LETTER)
    house.advance(minutes=1)


def moves_the_day(house: InMemory) -> None:
    """The day is moved while the flow is off, with nothing loaded."""
    house.receives(REQUEST)
    house.advance_to(PLAN.starts.at)
    house.receives(
        "Nothing has been imported yet. We need to move the import to December 19, 2026 at 6 pm.",
        answers=FIRST_LETTER,
    )
    house.advance(minutes=30)


def calls_it_off(house: InMemory) -> None:
    """Called off in mid-import; asked, the firm says that nothing is in."""
    house.receives(REQUEST)
    house.advance_to(DONE_AT)
    house.receives("Please cancel the import.", answers=FIRST_LETTER)
    house.clicks("Nothing was loaded", house.last_to(ANNA))
    house.advance(minutes=30)


def says_wait(house: InMemory) -> None:
    """Complete, then "wait" before the switch, then complete again."""
    house.receives(REQUEST)
    house.advance_to(DONE_AT)
    house.receives(COMPLETE, answers=FIRST_LETTER)
    house.advance(minutes=2)
    house.receives("Wait, we are not finished yet.", answers=FIRST_LETTER)
    house.advance(minutes=30)
    house.receives("Now the import is complete.", answers=FIRST_LETTER)
    house.advance(minutes=10)


def does_not_match(house: InMemory) -> None:
    """The review finds a gap; staff have the last word."""
    house.receives(REQUEST)
    house.advance_to(DONE_AT)
    house.receives(COMPLETE, answers=FIRST_LETTER)
    house.advance(hours=1)
    house.receives(
        "We compared ten clients. Nine match, but Lindgren Farms shows 100.00 in PE and 90.00 in the portal.",
        answers=FIRST_LETTER,
    )
    house.commands(f"close {house.tickets()[0].ref}")
    house.advance(minutes=1)


CONVERSATIONS: Mapping[Callable[[InMemory], None], Stage] = {
    goes_well: Stage.CLOSED,
    moves_the_day: Stage.SCHEDULED,
    calls_it_off: Stage.CANCELLED,
    says_wait: Stage.CHECKING,
    does_not_match: Stage.CLOSED,
}
