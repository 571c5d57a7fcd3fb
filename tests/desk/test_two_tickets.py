"""Two imports of one firm on one flow, in every order of their steps."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations, combinations_with_replacement, permutations

import pytest

from bot.desk import events as e
from bot.desk.tasks import Mail
from bot.desk.ticket import Stage, Ticket
from bot.desk.timing import instant, plan_for
from bot.reading.reading import Intent, Loaded
from tests.cast import ABEL, ANNA, NEW_YORK, PLAN, POLICY, SAM, a_ticket
from tests.desk.gatehouse import Gatehouse
from tests.desk.telling import STARTS, TOLD

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
A, B = 1, 2


def a_house(b_starts: timedelta = timedelta()) -> Gatehouse:
    """A starts on Saturday at six, B so much later; both are booked."""
    local = PLAN.starts.local + b_starts
    plan = plan_for(local.date(), local.time(), None, NEW_YORK, POLICY)
    first, second = a_ticket(Stage.SCHEDULED), a_ticket(Stage.SCHEDULED, id=B, plan=plan)
    return Gatehouse(tickets={A: first, B: second})


def importing(b_starts: timedelta = timedelta()) -> Gatehouse:
    """Both were told to proceed."""
    house = a_house(b_starts)
    house.advance(STARTS + b_starts)
    assert house.stages() == {A: "importing", B: "importing"}
    return house


def complete(house: Gatehouse, number: int, by: str = ANNA) -> None:
    house.tell(number, Intent.IMPORT_COMPLETE, by)


def finish(house: Gatehouse) -> None:
    """Let the flow come on, the checks run and both reviews match."""
    house.advance(house.now + HOUR)
    for number, ticket in list(house.tickets.items()):
        if ticket.stage is Stage.REVIEWING:
            house.happen(number, e.ReviewMatched(e.Said(ANNA), agreed=10))


def the(house: Gatehouse, number: int) -> Ticket:
    return house.tickets[number]


# When B's turn-off comes, by how long after A's: A stands elsewhere each time. A completes three hours in.
A_IMPORTS_THREE_HOURS = 3 * HOUR
B_STARTS = [
    timedelta(),
    HOUR,
    3 * HOUR + 29 * MINUTE,  # B's turn-off comes just before A is complete
    3 * HOUR + 30 * MINUTE,  # at the same moment
    3 * HOUR + 33 * MINUTE,  # in the time for second thoughts
    3 * HOUR + 35 * MINUTE,  # at the moment of the turn-on
    3 * HOUR + 36 * MINUTE,  # just after it
    3 * HOUR + 50 * MINUTE,  # while the data settles
    4 * HOUR + 30 * MINUTE,  # while A is under review
    8 * HOUR,
]


@pytest.mark.parametrize("b_starts", B_STARTS)
@pytest.mark.parametrize("b_imports", [30 * MINUTE, 2 * HOUR, 6 * HOUR])
def test_wherever_a_stands_when_bs_time_comes_both_come_through(
    b_starts: timedelta, b_imports: timedelta
) -> None:
    """Each is told once, on a flow that is off; nothing turns on beneath either; both close, and it is on."""
    house = a_house(b_starts)
    ends = sorted([(STARTS + A_IMPORTS_THREE_HOURS, A), (STARTS + b_starts + b_imports, B)])
    for at, number in ends:
        house.advance(at)
        complete(house, number)
    finish(house)
    assert house.stages() == {A: "closed", B: "closed"}
    assert house.on
    for number in (A, B):
        assert house.mails(number, Mail.PROCEED, Mail.DO_NOT_START, Mail.FLOW_LATE) == [Mail.PROCEED]


def test_the_first_to_finish_is_thanked_and_waits_for_the_other() -> None:
    """The flow stays off, for hours if need be, and nobody is told that it is late."""
    house = importing()
    complete(house, A)
    house.advance(STARTS + 5 * HOUR)
    assert (the(house, A).stage, house.on) == (Stage.TURNING_ON, False)
    assert house.mails(A) == [Mail.REMINDER, Mail.PROCEED, Mail.COMPLETION_HEARD]
    complete(house, B)
    house.advance(STARTS + 5 * HOUR + 10 * MINUTE)
    assert house.stages() == {A: "checking", B: "checking"}
    assert house.mails(A, Mail.FLOW_LATE) == []


def test_the_checks_run_once_for_both() -> None:
    """The flow came on once, so there is one thing to look at."""
    house = importing()
    complete(house, A)
    complete(house, B)
    house.advance(STARTS + HOUR)
    assert house.stages() == {A: "reviewing", B: "reviewing"}
    assert house.checked == 1
    assert [on for on, _ in house.moves] == [False, True]


WORDS = ("a complete", "b complete", "a waits", "a complete again")


@pytest.mark.parametrize("order", list(permutations(WORDS)))
def test_an_objection_to_one_keeps_the_flow_off_for_both(order: tuple[str, ...]) -> None:
    """In whatever order the words come, it turns on only when the last word on each is "complete"."""
    house, said = importing(), list[str]()
    for step in order:
        house.advance(house.now + MINUTE)
        said.append(step)
        if step == "a waits":
            house.tell(A, Intent.IMPORT_INCOMPLETE)
        else:
            complete(house, B if step == "b complete" else A)
    house.advance(house.now + HOUR)
    last_on_a = [step for step in said if step.startswith("a ")][-1]
    assert house.on is (last_on_a != "a waits" or said[0] == "a waits")


@pytest.mark.parametrize("b_ends", ["nothing loaded", "moved", "staff"])
def test_a_comes_on_when_b_ends_otherwise(b_ends: str) -> None:
    """B is called off empty, moves empty, or is settled by staff: A waits no longer."""
    house = importing()
    complete(house, A)
    house.advance(STARTS + HOUR)
    match b_ends:
        case "nothing loaded":
            house.tell(B, Intent.CANCEL, loaded=Loaded.NONE)
        case "moved":
            house.tell(B, Intent.RESCHEDULE, loaded=Loaded.NONE)
        case "staff":
            complete(house, B, SAM)
    house.advance(STARTS + 2 * HOUR)
    assert house.on
    assert the(house, A).stage is Stage.REVIEWING


def test_b_keeps_the_flow_off_while_part_of_it_is_loaded() -> None:
    """A has long been complete; B is half in and wants to stop: a person settles it."""
    house = importing()
    complete(house, A)
    house.tell(B, Intent.CANCEL, loaded=Loaded.SOME)
    house.advance(STARTS + 3 * 24 * HOUR)
    assert not house.on
    assert house.stages() == {A: "turning_on", B: "importing"}


def test_a_colleague_of_b_cannot_finish_a() -> None:
    """A word on one ticket is no word on the other."""
    house = importing()
    complete(house, B, ABEL)
    house.advance(STARTS + HOUR)
    assert house.stages() == {A: "importing", B: "turning_on"}
    assert not house.on


def test_a_gate_that_sticks_turns_on_for_both_when_it_moves_again() -> None:
    """The firm hears once on the ticket that came last; staff and admins hear; then it comes on."""
    house = importing()
    complete(house, A)
    house.advance(STARTS + 10 * MINUTE)
    complete(house, B)
    house.stuck = True
    house.advance(STARTS + 4 * HOUR)
    assert house.mails(A, Mail.FLOW_LATE) + house.mails(B, Mail.FLOW_LATE) == [Mail.FLOW_LATE]
    house.stuck = False
    house.advance(STARTS + 5 * HOUR)
    assert house.stages() == {A: "reviewing", B: "reviewing"}


def test_b_released_in_a_missed_window_does_not_turn_the_flow_on_beneath_a() -> None:
    """B was held past its window; A still imports."""
    house = a_house(HOUR)
    house.advance(TOLD + HOUR - MINUTE)
    house.happen(B, e.Held(e.Said(SAM, staff=True)))
    house.advance(STARTS + 5 * HOUR)
    assert house.stages() == {A: "importing", B: "requested"}
    assert not house.on
    assert house.mails(B)[-2:] == [Mail.DO_NOT_START, Mail.RELEASED]


def test_a_gate_that_sticks_at_the_turn_off_lets_both_go() -> None:
    """Told to wait at the start, let go at the window's end; nobody was told to proceed, and it is on."""
    house = a_house()
    house.stuck = True
    house.advance(STARTS + 3 * HOUR)
    assert house.stages() == {A: "requested", B: "requested"}
    assert house.on
    for number in (A, B):
        assert house.mails(number)[1:] == [Mail.DO_NOT_START, Mail.RELEASED]


def test_two_days_asleep_the_house_tells_nobody_to_proceed() -> None:
    """Both days are let go in one mail each."""
    house = a_house(HOUR)
    house.sleep(STARTS + 2 * 24 * HOUR)
    house.advance(STARTS + 2 * 24 * HOUR + HOUR)
    assert house.stages() == {A: "requested", B: "requested"}
    assert [house.mails(number) for number in (A, B)] == [[Mail.RELEASED]] * 2
    assert house.moves == []


def test_the_cast_agrees_on_the_hour() -> None:
    """Saturday, six in the evening in New York."""
    assert instant(PLAN.starts.local, NEW_YORK) == STARTS


# --- every order of their steps -------------------------------------------------------------------

# What happens to one import, in this order; the other's steps come anywhere in between.
SCRIPTS = {
    "completes": ("off", "complete"),
    "has second thoughts": ("off", "complete", "wait", "complete"),
    "is called off": ("off", "called off"),
    "is partly in, then complete": ("off", "some is in", "complete"),
}
PAIRS = list(combinations_with_replacement(SCRIPTS, 2))


def orders(of_a: int, of_b: int) -> Iterator[str]:
    """Every way to deal out so many steps of A and of B, as "ABBA…"."""
    for places in combinations(range(of_a + of_b), of_a):
        yield "".join("A" if place in places else "B" for place in range(of_a + of_b))


def play(order: str, scripts: dict[str, tuple[str, ...]], pace: timedelta) -> Gatehouse:
    """Let the steps happen in an order, so long apart; a turn-off comes by its own plan."""
    steps = {who: iter(script) for who, script in scripts.items()}
    dealt = [(TOLD + n * pace, who, next(steps[who])) for n, who in enumerate(order)]
    off_at = {who: at for at, who, what in dealt if what == "off"}
    house = Gatehouse(tickets={n: booked(n, off_at[who]) for n, who in ((A, "A"), (B, "B"))})
    for at, who, what in dealt:
        house.advance(at)
        say(house, A if who == "A" else B, what)
    return house


def booked(number: int, off_at: datetime) -> Ticket:
    starts = (off_at + timedelta(minutes=POLICY.off_before_minutes)).astimezone(NEW_YORK)
    plan = plan_for(starts.date(), starts.time(), None, NEW_YORK, POLICY)
    return a_ticket(Stage.SCHEDULED, id=number, plan=plan)


def say(house: Gatehouse, number: int, what: str) -> None:
    match what:
        case "complete":
            complete(house, number)
        case "wait":
            house.tell(number, Intent.IMPORT_INCOMPLETE)
        case "some is in":
            house.tell(number, Intent.IMPORT_INCOMPLETE, loaded=Loaded.SOME)
        case "called off":
            house.tell(number, Intent.CANCEL, loaded=Loaded.NONE)


@pytest.mark.parametrize("pace", [2 * MINUTE, 7 * MINUTE, 40 * MINUTE])
@pytest.mark.parametrize(("of_a", "of_b"), PAIRS)
def test_in_every_order_of_their_steps_both_end(of_a: str, of_b: str, pace: timedelta) -> None:
    """The gatehouse looks on: never on while one imports, nobody told to go on by a flow that is on."""
    scripts = {"A": SCRIPTS[of_a], "B": SCRIPTS[of_b]}
    for order in orders(len(scripts["A"]), len(scripts["B"])):
        house = play(order, scripts, pace)
        finish(house)
        assert all(ticket.ended for ticket in house.tickets.values()), (order, house.stages())
        assert house.on, order
        assert all(len(house.mails(n, Mail.PROCEED)) == 1 for n in (A, B)), order
