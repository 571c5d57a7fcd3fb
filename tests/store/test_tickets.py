"""A decision is stored whole, once, and only on the ticket it was made on."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.decision import Decision
from bot.desk.tasks import SwitchFlow, Task
from bot.desk.ticket import Inbox, Stage
from bot.store.tables import Disposition
from bot.store.trouble import Conflict
from bot.store.work import Store
from tests.cast import ANNA, MONDAY, NORTH, PLAN, a_ticket
from tests.store.given import BOX, DAY, MINUTE, PROCEED, a_decision, a_letter, arrive, decided, has_ticket


def test_a_ticket_gets_its_number_and_comes_back_whole(store: Store) -> None:
    """What is asked for by number is the ticket that was opened."""
    ticket = has_ticket(store, id=0, attention="look")
    with store.reading() as work:
        assert work.ticket(ticket.id) == ticket == a_ticket(id=1, mailbox=BOX, attention="look")
        assert work.ticket(99) is None


def test_a_decision_changes_ticket_journal_and_tasks_at_once(store: Store) -> None:
    """After a decision all three say the same."""
    ticket = decided(store, has_ticket(store), Task(PROCEED, MONDAY), alarm_at=MONDAY + DAY)
    with store.reading() as work:
        assert work.ticket(ticket.id) == ticket
        assert (ticket.stage, ticket.version) == (Stage.SCHEDULED, 1)
        assert [line.entry.now for line in work.entries(ticket.id)] == [Stage.SCHEDULED]
        assert [task.do for task in work.tasks_of(ticket.id)] == [PROCEED]
        assert work.due_alarms(MONDAY + DAY) == (ticket.id,)


def test_a_decision_on_an_older_ticket_is_refused(store: Store) -> None:
    """Who decided before somebody else's change decides again, and has written nothing."""
    ticket = has_ticket(store)
    decided(store, ticket)
    with pytest.raises(Conflict, match="IMP-1 was changed"), store.transaction() as work:
        work.save(a_decision(ticket, Task(PROCEED, MONDAY)), None)
    with store.reading() as work:
        assert (len(work.entries(ticket.id)), work.tasks_of(ticket.id)) == (1, ())


def test_two_decisions_in_one_transaction_follow_each_other(store: Store) -> None:
    """An event may bring another at once; both are journalled in order."""
    ticket = has_ticket(store)
    with store.transaction() as work:
        again = work.save(a_decision(ticket, Task(PROCEED, MONDAY)), None)
        last = work.save(a_decision(again, Task(SwitchFlow(), MONDAY), to=Stage.TURNING_OFF), None)
        assert last.version == 2
        assert [task.key for task in work.tasks_of(ticket.id)] == ["1.1.0", "1.2.0"]
        assert [line.sequence for line in work.entries(ticket.id)] == [1, 2]


def test_a_case_is_all_that_a_decision_may_look_at(store: Store) -> None:
    """Ticket, firm, flow, the firm's other open tickets; and, where asked for, how far its mail was read."""
    ticket, other = has_ticket(store), has_ticket(store, subject="the other")
    has_ticket(store, stage=Stage.CLOSED)
    has_ticket(store, firm="south")
    arrive(store, a_letter(1))
    with store.transaction() as work:
        flow = work.save_flow(replace(work.flow("north"), staff_off=True))
        case = work.case(ticket.id)
        inbox = work.with_inbox(case).inbox
    assert (case.ticket, case.firm, case.flow, case.others) == (ticket, NORTH, flow, (other,))
    assert (case.inbox, inbox) == (Inbox(), Inbox(read_to_end_at=MONDAY, unfiled=1))


def test_a_case_of_no_ticket_is_an_error(store: Store) -> None:
    """A number that is nobody's never becomes an empty case."""
    with pytest.raises(LookupError, match="no ticket 7"), store.reading() as work:
        work.case(7)


def test_alarms_ring_longest_due_first(store: Store) -> None:
    """Tickets whose time has come are listed in the order of their times, the others not at all."""
    for hours in (3, 1, 30):
        decided(store, has_ticket(store), alarm_at=MONDAY + timedelta(hours=hours))
    has_ticket(store)
    with store.reading() as work:
        assert work.due_alarms(MONDAY + DAY) == (2, 1)
        assert work.due_alarms(MONDAY + DAY, limit=1) == (2,)


def test_a_silenced_alarm_rings_no_more(store: Store) -> None:
    """The last decision's alarm is the only one."""
    ticket = decided(store, has_ticket(store), alarm_at=MONDAY)
    decided(store, ticket, alarm_at=None)
    with store.reading() as work:
        assert work.due_alarms(MONDAY + DAY) == ()


def test_tickets_are_found_by_what_they_are(store: Store) -> None:
    """The list for people can be narrowed by firm, stage, attention, age and being open."""
    has_ticket(store)
    has_ticket(store, firm="south", attention="two dates")
    has_ticket(store, stage=Stage.CLOSED, opened_at=MONDAY - DAY)
    with store.reading() as work:
        assert [t.id for t in work.tickets(firm="south")] == [2]
        assert [t.id for t in work.tickets(stage=Stage.CLOSED)] == [3]
        assert [t.id for t in work.tickets(still_open=True)] == [1, 2]
        assert [t.id for t in work.tickets(attention=True)] == [2]
        assert [t.id for t in work.tickets(opened_since=MONDAY - MINUTE)] == [1, 2]


def test_a_failure_after_the_decision_takes_all_of_it_back(store: Store) -> None:
    """L1: Disposition, entries, stage and tasks: all of it or nothing."""
    ticket = has_ticket(store)
    arrive(store, a_letter(1))
    with suppress(Conflict), store.transaction() as work:
        work.save(a_decision(ticket, Task(PROCEED, MONDAY)), None, letter_id=1)
        work.dispose(1, Disposition.ACTED, "a date", ticket.id, "north", ANNA)
        work.dispose(1, Disposition.ACTED, "again", ticket.id, "north", ANNA)
    with store.reading() as work:
        assert work.ticket(ticket.id) == ticket
        assert work.letter(1).disposition is Disposition.UNREAD  # type: ignore[union-attr]
        assert work.tasks_of(ticket.id) == ()


def test_a_decision_may_leave_no_trace_but_its_version(store: Store) -> None:
    """An empty decision is stored as one."""
    ticket = has_ticket(store)
    with store.transaction() as work:
        assert work.save(Decision(ticket, ()), None).version == 1
        assert work.entries(ticket.id) == ()


def test_a_day_is_full_with_as_many_open_imports_as_it_may_have(store: Store) -> None:
    """Booked or waiting for approval; neither the one that asks nor one that has ended counts."""
    first = decided(store, has_ticket(store, plan=PLAN))
    second = decided(store, has_ticket(store, proposed=PLAN))
    day = PLAN.starts.local.date()
    with store.transaction() as work:
        assert work.full_days(2, MONDAY.date()) == {day}
        assert work.full_days(3, MONDAY.date()) == frozenset()
        assert work.full_days(2, MONDAY.date(), but=first.id) == frozenset()
        assert work.full_days(2, day + DAY) == frozenset()
        work.save(a_decision(second, to=Stage.CANCELLED), None)
        assert work.full_days(2, MONDAY.date()) == frozenset()
