"""Ten clients to the cent, however many letters it takes to say so."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.desk.events import ReviewIncomplete, ReviewMatched, ReviewMismatched
from bot.desk.review import judge_review
from bot.desk.ticket import Stage, Ticket
from bot.reading.reading import ClientAmount, ReviewReading
from tests.cast import POLICY, a_ticket
from tests.desk.telling import ANNA_SAID, after

REVIEWING = a_ticket(Stage.REVIEWING)
HARBOR_OFF = ClientAmount("Harbor Bakery", Decimal("812.50"), Decimal("772.50"))
HARBOR_OK = replace(HARBOR_OFF, portal=Decimal("812.50"))


def rows(first: int, last: int) -> tuple[ClientAmount, ...]:
    return tuple(ClientAmount(f"Client {n}", Decimal(n), Decimal(n)) for n in range(first, last + 1))


def all_match(*clients: ClientAmount, agreed: int | None = None) -> ReviewReading:
    return ReviewReading(True, clients, agreed if agreed is not None else len(clients) or None)


def answered(*letters: ReviewReading) -> tuple[type, Ticket]:
    """What the last letter comes to, and the ticket after all of them."""
    ticket, event = REVIEWING, None
    for review in letters:
        event = judge_review(review, ticket, ANNA_SAID, POLICY)
        ticket = after(ticket, event).ticket
    return type(event), ticket


TEN_IN_ONE_LETTER = [
    all_match(),
    all_match(agreed=10),
    all_match(*rows(1, 10)),
    all_match(*rows(1, 4), agreed=10),
]


@pytest.mark.parametrize("review", TEN_IN_ONE_LETTER)
def test_ten_that_match_close_the_ticket(review: ReviewReading) -> None:
    """In words, by a count, in figures, or four shown and ten said."""
    kind, ticket = answered(review)
    assert (kind, ticket.stage) == (ReviewMatched, Stage.CLOSED)
    assert ticket.reviewed is not None


TEN_OVER_LETTERS = [
    (all_match(*rows(1, 6)), all_match(*rows(7, 10))),
    (all_match(agreed=4), all_match(agreed=6)),
    (all_match(*rows(1, 6)), all_match(agreed=4)),
    (all_match(agreed=4), all_match(*rows(1, 6))),
    (all_match(*rows(1, 3)), all_match(*rows(4, 6)), all_match(*rows(7, 10))),
]


@pytest.mark.parametrize("letters", TEN_OVER_LETTERS)
def test_partial_answers_add_up_to_ten(letters: tuple[ReviewReading, ...]) -> None:
    """Each letter but the last asks for the rest; the last one closes."""
    assert answered(*letters[:-1])[0] is ReviewIncomplete
    assert answered(*letters)[1].stage is Stage.CLOSED


@pytest.mark.parametrize(
    ("letters", "missing"),
    [
        ((all_match(*rows(1, 9)),), 1),
        ((all_match(agreed=8),), 2),
        ((all_match(*rows(1, 6)), all_match(*rows(1, 6))), 4),
        ((all_match(*rows(1, 6)), all_match(*rows(5, 8))), 2),
        ((ReviewReading(None, agreed=8), ReviewReading(None, agreed=8)), 2),
        ((ReviewReading(None, agreed=4), ReviewReading(None, agreed=6)), 4),
    ],
)
def test_fewer_than_ten_are_never_enough(letters: tuple[ReviewReading, ...], missing: int) -> None:
    """A client named twice counts once, and "eight so far" said twice is eight."""
    *before, last = letters
    event = judge_review(last, answered(*before)[1] if before else REVIEWING, ANNA_SAID, POLICY)
    assert isinstance(event, ReviewIncomplete)
    assert event.missing == missing


@pytest.mark.parametrize(
    "review",
    [
        all_match(*rows(1, 9), HARBOR_OFF, agreed=10),
        ReviewReading(True, (HARBOR_OFF,)),
        ReviewReading(False),
        ReviewReading(True, differing=("row 3",)),
        ReviewReading(None, (HARBOR_OFF,)),
        all_match(*rows(1, 9), replace(HARBOR_OFF, portal=None)),
        all_match(replace(HARBOR_OFF, portal=Decimal("812.49"))),
    ],
)
def test_numbers_beat_words(review: ReviewReading) -> None:
    """ "All ten match" over a row that differs by a cent, or is not there at all, is no match."""
    kind, ticket = answered(review)
    assert (kind, ticket.stage) == (ReviewMismatched, Stage.REVIEWING)
    assert ticket.attention == "the review does not match"


@pytest.mark.parametrize("then", [all_match(), all_match(agreed=10), all_match(HARBOR_OK, *rows(1, 9))])
def test_after_a_mismatch_all_ten_may_match(then: ReviewReading) -> None:
    """What differed before was put right; the later word is about all of them."""
    assert answered(all_match(*rows(1, 9), HARBOR_OFF), then)[1].stage is Stage.CLOSED


def test_the_one_that_differed_is_all_that_is_left() -> None:
    """ "Nine agree, Harbor Bakery does not", then its figures put right: that makes ten."""
    nine = ReviewReading(False, (HARBOR_OFF,), agreed=9)
    assert answered(nine, all_match(HARBOR_OK))[1].stage is Stage.CLOSED


def test_an_open_difference_is_not_drowned_by_other_rows() -> None:
    """Ten other clients that agree do not settle the one that differs."""
    one_differs = ReviewReading(False, (HARBOR_OFF,))
    assert answered(one_differs, all_match(*rows(1, 10)))[0] is ReviewIncomplete


def test_a_client_named_again_takes_the_newer_figures() -> None:
    """Also when case and spaces differ."""
    ticket = answered(all_match(HARBOR_OFF), all_match(replace(HARBOR_OK, name="harbor  BAKERY")))[1]
    assert [row.settled for row in ticket.ten.rows] == [True]
