"""A flow is stored as it was read, and nobody overwrites what he has not seen."""

from dataclasses import replace

import pytest

from bot.desk.ticket import Flow
from bot.flow.port import FlowState
from bot.store.flows import Standing
from bot.store.trouble import Conflict
from bot.store.work import Store
from tests.cast import MONDAY, NORTH, OFF, ON, SOUTH
from tests.store.given import MINUTE


@pytest.fixture(autouse=True)
def firms(store: Store) -> None:
    with store.transaction() as work:
        work.import_firms([NORTH, SOUTH])


def test_a_flow_never_read_is_unknown(store: Store) -> None:
    """Nothing is assumed of a flow."""
    with store.reading() as work:
        assert work.flow("north") == Flow("north")
        assert work.flow("north").state is FlowState.UNKNOWN


def test_a_flow_comes_back_as_it_was_stored(store: Store) -> None:
    """The reading, whose doing it was, staff's word and the switch in flight."""
    flow = Flow("north", OFF, ours=True, staff_off=True, switching_until=MONDAY)
    with store.transaction() as work:
        stored = work.save_flow(flow)
        assert (stored, work.flow("north")) == (replace(flow, version=1), stored)


def test_a_flow_changed_by_another_is_not_overwritten(store: Store) -> None:
    """Whoever read it before the last change looks again."""
    with store.transaction() as work:
        seen = work.save_flow(Flow("north", ON))
        work.save_flow(replace(seen, read=OFF))
        with pytest.raises(Conflict, match="flow of north"):
            work.save_flow(replace(seen, ours=True))
        with pytest.raises(Conflict, match="flow of north"):
            work.save_flow(Flow("north"))


def test_the_digest_sees_which_flows_are_not_on_and_since_when(store: Store) -> None:
    """Read again and again, a flow is off since the first reading that said so."""
    later = replace(OFF, at=OFF.at + MINUTE)
    with store.transaction() as work:
        flow = work.save_flow(Flow("north", OFF))
        flow = work.save_flow(replace(flow, read=later))
        work.save_flow(Flow("south", ON))
        assert work.flows_not_on() == (Standing(flow, since=OFF.at),)
