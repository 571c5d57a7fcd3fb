"""Every value that is stored comes back as it was."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.events import Event, QuestionAsked, Requested, Said
from bot.desk.tasks import Do
from bot.desk.ten import Row
from bot.desk.ticket import Ticket
from bot.flow.port import FlowReading, FlowState
from bot.store.codec import DOINGS, EVENTS, as_json, do_from, event_from, from_json, name_of
from tests.cast import ANNA, PLAN

# Amounts of money are finite; Hypothesis would also try NaN, which no event carries and nothing equals.
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))


@pytest.mark.parametrize("name", EVENTS)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_every_event_comes_back(name: str, data: st.DataObject) -> None:
    """What was journalled is read again as the same event."""
    event: Event = data.draw(st.from_type(EVENTS[name]))
    assert event_from(name_of(event), as_json(event)) == event


@pytest.mark.parametrize("name", DOINGS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_doing_comes_back(name: str, data: st.DataObject) -> None:
    """What a task is to do is read again as it was decided."""
    do: Do = data.draw(st.from_type(DOINGS[name]))
    assert do_from(name_of(do), as_json(do)) == do


@settings(max_examples=60, deadline=None)
@given(st.from_type(Ticket))
def test_every_ticket_comes_back(ticket: Ticket) -> None:
    """A stored ticket is the ticket."""
    assert from_json(Ticket, as_json(ticket)) == ticket


def test_a_moment_of_any_zone_comes_back_as_the_same_instant() -> None:
    """A reading taken at 6 pm in New York is the same moment when it is read again."""
    evening = datetime(2026, 12, 5, 18, 0, 0, 123456, tzinfo=timezone(timedelta(hours=-5)))
    reading = FlowReading(FlowState.OFF, evening)
    assert from_json(FlowReading, as_json(reading)).at == evening


def test_wall_time_stays_what_the_firm_was_told() -> None:
    """The naive wall time, the zone and the instant of a plan all survive."""
    assert from_json(type(PLAN), as_json(PLAN)) == PLAN


def test_cents_are_kept_as_written() -> None:
    """An amount is never a binary fraction: 0.10 stays 0.10."""
    amount = from_json(Row, as_json(Row("Lindgren", practice=Decimal("0.10"))))
    assert str(amount.practice) == "0.10"


def test_text_no_database_takes_is_mended() -> None:
    """G14: Half a surrogate pair in somebody's words does not keep their letter from being journalled."""
    event = QuestionAsked(Said(ANNA, "what is \ud83d this?"))
    assert event_from("QuestionAsked", as_json(event)) == QuestionAsked(Said(ANNA, "what is ? this?"))


def test_what_was_written_before_a_field_existed_is_read() -> None:
    """Yesterday's JSON, without today's fields and with one that is gone, is still read."""
    then = f'{{"said": {{"by": "{ANNA}"}}, "gone": 1}}'
    assert event_from("Requested", then) == Requested(Said(ANNA))
