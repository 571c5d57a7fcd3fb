"""A firm, staff, forgers, a gate that sticks and a house that oversleeps, all at random, on two tickets.

The walk finds a broken row; this finds what only time and two tickets together can break. The gatehouse
objects by itself when the flow comes on beneath an import, or a firm is sent importing while it is on.
"""

from collections import Counter
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.desk import events as e
from bot.desk.lifecycle import step_for
from bot.desk.tasks import Mail
from bot.desk.ticket import Plan
from bot.desk.timing import plan_for
from bot.letter.letter import Verdict
from bot.reading.reading import Certainty, Intent, Loaded, ReviewReading, When
from tests.cast import CORA, NEW_YORK, OTTO, PLAN, POLICY, a_ticket
from tests.desk.gatehouse import Gatehouse
from tests.desk.telling import EVENING, ROLES, SAM_SAID, STARTS, TOLD, a_statement

A_WHILE = timedelta(minutes=10)
HOUR_LATER = plan_for(PLAN.starts.local.date(), time(19), None, NEW_YORK, POLICY)
TICKETS = st.sampled_from([1, 2])
SPANS = st.sampled_from([timedelta(minutes=m) for m in (1, 4, 6, 31, 125, 12 * 60, 30 * 60, 4 * 24 * 60)])
BEGINNINGS = st.sampled_from([PLAN, PLAN, HOUR_LATER, None])
FLAWS: list[dict[str, Any]] = [
    {"verdict": Verdict.UNPROVED},
    {"verdict": Verdict.SPF_ONLY},
    {"by": CORA},
    {"by": OTTO},
    {"certainty": Certainty.UNSURE},
    {"late": timedelta(days=2)},
]
ORDERS = (e.Held, e.Released, e.Seen, e.ReviewOrdered, e.Withdrawn)
TOLD_BY_THE_CLOCK = {Mail.REMINDER, Mail.DO_NOT_START, Mail.NUDGE, Mail.REVIEW_REMINDER, Mail.FLOW_LATE}


class Attack(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.house = Gatehouse(tickets={1: a_ticket(), 2: a_ticket(id=2)})
        self.touched_by_hand = False

    @initialize(
        first=BEGINNINGS,
        second=BEGINNINGS,
        at=st.sampled_from([TOLD - A_WHILE, STARTS, EVENING]),
        stuck=st.sampled_from([False, False, False, True]),
    )
    def begin(self, first: Plan | None, second: Plan | None, at: datetime, stuck: bool) -> None:
        """Most histories begin on the day, or they would hardly ever come to it."""
        self.house.stuck = stuck
        for number, plan in ((1, first), (2, second)):
            if plan:
                self.house.happen(number, e.DateAccepted(SAM_SAID, plan))
        self.house.advance(at)

    @rule(number=TICKETS, hours=st.sampled_from([1, 3, 30, 24 * 8]))
    def staff_book(self, number: int, hours: int) -> None:
        """A day agreed by phone: soon, or in a week."""
        local = (self.house.now + timedelta(hours=hours)).astimezone(NEW_YORK)
        plan = plan_for(local.date(), time(local.hour, local.minute), None, NEW_YORK, POLICY)
        self._order(number, e.DateAccepted(SAM_SAID, plan))

    @rule(number=TICKETS, kind=st.sampled_from(ORDERS))
    def staff_order(self, number: int, kind: type[e.Voiced]) -> None:
        self._order(number, kind(SAM_SAID))  # type: ignore[arg-type]

    def _order(self, number: int, event: e.Event) -> None:
        """As for staff's commands: where the table does not foresee it, it is refused."""
        if step_for(self.house.tickets[number], event) is not None:
            self.house.happen(number, event)

    @rule(
        number=TICKETS,
        by=st.sampled_from(sorted(ROLES)),
        intent=st.sampled_from(Intent),
        loaded=st.sampled_from(Loaded),
        certainty=st.sampled_from(Certainty),
        verdict=st.sampled_from(Verdict),
        late=st.sampled_from([timedelta(), timedelta(minutes=20), timedelta(hours=5)]),
    )
    def somebody_writes(
        self,
        number: int,
        by: str,
        intent: Intent,
        loaded: Loaded,
        certainty: Certainty,
        verdict: Verdict,
        late: timedelta,
    ) -> None:
        """Anybody says anything, well proved or not, perhaps long after it was written."""
        now = self.house.now
        day = When((now + timedelta(days=9)).date(), time(18))
        statement = a_statement(
            intent, by, certainty=certainty, loaded=loaded, when=day, review=ReviewReading(True)
        )
        self.house.say(number, replace(statement, verdict=verdict, arrived_at=now, sent_at=now - late))

    @rule(number=TICKETS, flaw=st.sampled_from(FLAWS))
    def a_completion_that_must_not_count(self, number: int, flaw: dict[str, Any]) -> None:
        """Forged, from somebody not named, unsure, or written long before."""
        flaw = dict(flaw)
        late = flaw.pop("late", timedelta())
        self.house.tell(number, Intent.IMPORT_COMPLETE, **{"sent_at": self.house.now - late, **flaw})

    @rule(number=TICKETS, intent=st.sampled_from([Intent.IMPORT_COMPLETE, Intent.IMPORT_INCOMPLETE]))
    def the_firm_reports(self, number: int, intent: Intent) -> None:
        """The ordinary course, often enough that the machine gets anywhere."""
        self.house.tell(number, intent)

    @rule(span=SPANS)
    def time_passes(self, span: timedelta) -> None:
        self.house.advance(self.house.now + span)

    @rule()
    def the_day_comes(self) -> None:
        """Straight to the next turn-off, or to what the clock has to say next."""
        plans = [ticket.plan for ticket in self.house.tickets.values() if ticket.plan and not ticket.ended]
        ahead = [plan.off_at.at for plan in plans if plan.off_at.at > self.house.now]
        self.house.advance(min(ahead, default=self.house.now) + timedelta(minutes=10))

    @rule(span=SPANS)
    def the_house_sleeps(self, span: timedelta) -> None:
        self.house.sleep(self.house.now + span)
        self.house.advance(self.house.now)

    @rule(stuck=st.booleans())
    def the_gate_sticks(self, stuck: bool) -> None:
        self.house.stuck = stuck

    @rule(on=st.booleans())
    def a_hand_moves_the_gate(self, on: bool) -> None:
        self.house.turn_by_hand(on)
        self.touched_by_hand = True

    @rule(unfiled=st.integers(0, 1))
    def a_letter_lies_unread(self, unfiled: int) -> None:
        self.house.unfiled = unfiled

    @invariant()
    def what_has_ended_holds_no_flow(self) -> None:
        if all(ticket.ended for ticket in self.house.tickets.values()):
            assert self.house.on or self.touched_by_hand

    @invariant()
    def nobody_is_nagged(self) -> None:
        """What the clock says, it does not say twice in a few minutes."""
        recent = Counter(
            (number, mail)
            for number, mail, at in self.house.sent
            if mail in TOLD_BY_THE_CLOCK and at > self.house.now - A_WHILE
        )
        assert max(recent.values(), default=1) == 1, recent


Attack.TestCase.settings = settings(
    max_examples=300, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAttack = Attack.TestCase
