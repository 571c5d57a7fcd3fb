"""A tiny house around the desk: tickets of one firm, its gate, a clock; tasks are done as the edges do them.

Beside it stands what the firm itself believes, by a simpler rule than ours; the gate checks it at every move.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.desk import events as e
from bot.desk.alarm import next_alarm, ring
from bot.desk.dangerous import may_tell_to_proceed, may_turn_on
from bot.desk.hearing import Statement, hear
from bot.desk.lifecycle import decide
from bot.desk.tasks import (
    Audience,
    ChooseTen,
    Mail,
    Preflight,
    RunChecks,
    SendMail,
    SwitchFlow,
    TakeBaseline,
    Task,
)
from bot.desk.ticket import Case, Flow, Inbox, Stage, Ticket
from bot.flow.port import FlowReading, FlowState
from bot.letter.letter import Verdict
from bot.reading.reading import Intent, Loaded
from tests.cast import MONDAY, NORTH, POLICY
from tests.desk.telling import a_statement

GO_ON = (Mail.PROCEED, Mail.STAYS_OFF)  # what sends a firm importing
SAFETY = (Mail.DO_NOT_START, Mail.PLEASE_STOP, Mail.STAYS_OFF, Mail.RELEASED)  # not even a hold stops these
WANTED_WHILE = {  # elsewhere such a mail is no longer right, and dropped
    Mail.PROCEED: (Stage.IMPORTING,),
    Mail.STAYS_OFF: (Stage.IMPORTING,),
    Mail.DO_NOT_START: (Stage.SCHEDULED, Stage.TURNING_OFF, Stage.IMPORTING),
}
REPORTERS = ("anna@northcpa.example", "abel@northcpa.example", "sam@aiwyn.example")


@dataclass
class Waiting:
    """A task that is not done yet."""

    ticket: int
    task: Task
    due_at: datetime


@dataclass
class Gatehouse:
    now: datetime = MONDAY
    on: bool = True  # the gate itself
    stuck: bool = False  # it does not move, whatever it is told
    flow: Flow = field(default_factory=lambda: Flow("north"))
    tickets: dict[int, Ticket] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)
    sent: list[tuple[int, Mail, datetime]] = field(default_factory=list)  # to the firm
    called: list[tuple[int, Mail, Audience]] = field(default_factory=list)  # to our own people
    moves: list[tuple[bool, datetime]] = field(default_factory=list)
    checked: int = 0
    unfiled: int = 0
    importing: set[int] = field(default_factory=set)  # tickets whose firm believes it may import now

    # --- what happens ------------------------------------------------------------------------

    def case(self, number: int) -> Case:
        others = tuple(t for t in self.tickets.values() if t.id != number and not t.ended)
        return Case(self.tickets[number], NORTH, self.flow, others, Inbox(self.now, self.unfiled))

    def happen(self, number: int, event: e.Event) -> None:
        """Let one event happen to a ticket, and book what follows."""
        case = self.case(number)
        decision = decide(case, event, POLICY, self.now)
        assert decision.entries
        self.tickets[number] = decision.ticket
        self.waiting += [Waiting(number, task, task.due_at) for task in decision.tasks]
        alarm = next_alarm(replace(case, ticket=decision.ticket), POLICY)
        assert (alarm is None) is decision.ticket.ended, "an open ticket sleeps for ever"

    def say(self, number: int, statement: Statement) -> None:
        """A letter comes and is read at once."""
        self._believes(number, statement)
        for event in hear(statement, self.case(number), POLICY, self.now):
            self.happen(number, event)

    def tell(self, number: int, intent: Intent, by: str = REPORTERS[0], **more: object) -> None:
        """Somebody says something in so many words, now."""
        self.say(number, a_statement(intent, by, **{"arrived_at": self.now, "sent_at": self.now, **more}))

    def advance(self, to: datetime) -> None:
        """Let time pass: alarms ring and tasks are done in their order."""
        for _ in range(2000):
            self._settle()
            due = min((moment for moment in self._moments() if moment > self.now), default=to)
            if due > to:
                break
            self.now = due
        self.now = max(self.now, to)
        self._settle()

    def sleep(self, until: datetime) -> None:
        """Time passes and nobody looks."""
        self.now = until

    def _moments(self) -> list[datetime]:
        alarms = [next_alarm(self.case(n), POLICY) for n in self.tickets]
        return [*(w.due_at for w in self.waiting), *(alarm.at for alarm in alarms if alarm)]

    def _settle(self) -> None:
        for _ in range(200):
            if not (self._ring_one() or self._carry_out_one()):
                return
        raise AssertionError("the house does not come to rest")

    def _ring_one(self) -> bool:
        for number in self.tickets:
            if event := ring(self.case(number), POLICY, self.now):
                self.happen(number, event)
                return True
        return False

    # --- what is done to the world -----------------------------------------------------------

    def _carry_out_one(self) -> bool:
        due = [w for w in self.waiting if w.due_at <= self.now]
        if not due:
            return False
        one = min(due, key=lambda w: w.due_at)
        self.waiting.remove(one)
        if one.task.expires_at and self.now >= one.task.expires_at:
            late = isinstance(one.task.do, TakeBaseline)
            self.happen(one.ticket, e.BaselineMissed("late") if late else e.TaskExpired("task"))
            return True
        match one.task.do:
            case SendMail() as send:
                self._send(one, send)
            case SwitchFlow():
                self._switch(one)
            case TakeBaseline():
                self.happen(one.ticket, e.BaselineTaken("clean"))
            case Preflight():
                if self.tickets[one.ticket].stage is Stage.SCHEDULED:
                    self.happen(one.ticket, e.PreflightPassed(()))
            case RunChecks():
                self._check(one)
            case ChooseTen() if self.tickets[one.ticket].stage is Stage.REVIEWING:
                self.happen(one.ticket, e.TenLeftOpen())
            case _:
                pass
        return True

    def _again(self, one: Waiting, after: timedelta) -> None:
        self.waiting.append(replace(one, due_at=self.now + after))

    def _send(self, one: Waiting, send: SendMail) -> None:
        ticket = self.tickets[one.ticket]
        if send.audience is not Audience.FIRM:
            self.called.append((one.ticket, send.mail, send.audience))
        elif ticket.stage not in WANTED_WHILE.get(send.mail, tuple(Stage)):
            return
        elif ticket.held and send.mail not in SAFETY:
            self._again(one, timedelta(minutes=5))
        elif send.mail is Mail.PROCEED and self._may_not_proceed(one.ticket):
            self._again(one, timedelta(minutes=1))
        elif send.mail is Mail.STAYS_OFF and self._reads_on():
            return
        else:
            self._hand_over(one.ticket, send.mail)

    def _reads_on(self) -> bool:
        self._read()
        return self.on

    def _may_not_proceed(self, number: int) -> bool:
        self._read()
        if may_tell_to_proceed(self.case(number), POLICY, self.now):
            return True
        self.happen(number, e.ProceedBegun(self.now))
        return False

    def _hand_over(self, number: int, mail: Mail) -> None:
        if mail in GO_ON:
            assert not self.on, f"{mail} went out while the flow was on"
            assert mail is Mail.PROCEED or self.mails(number, Mail.PROCEED), "told to go on, never to proceed"
            self.importing.add(number)
        self.sent.append((number, mail, self.now))
        self.happen(number, e.MailSent(mail, self.now))

    def _switch(self, one: Waiting) -> None:
        on = not (self.flow.staff_off or any(t.wants_off for t in self.tickets.values()))
        first = min((n for n, t in self.tickets.items() if not t.ended), default=None)
        if on and not self.on and first is not None and may_turn_on(self.case(first), POLICY, self.now):
            self._again(one, timedelta(minutes=1))
            return
        if not self.stuck and on is not self.on:
            self._move(on)
        self._read()
        if self.on is not on:
            self._again(one, timedelta(minutes=2))

    def _move(self, on: bool) -> None:
        if on:
            assert not self.importing, f"the flow was turned on while {self.importing} imports"
        self.on = on
        self.moves.append((on, self.now))
        self.flow = replace(self.flow, ours=not on)

    def _check(self, one: Waiting) -> None:
        checking = [n for n, t in self.tickets.items() if t.stage is Stage.CHECKING]
        if one.ticket in checking:
            self.checked += 1
            for number in checking:
                self.happen(number, e.ChecksClean("clean"))

    def _read(self) -> None:
        was, reading = self.flow.state, FlowReading(FlowState.ON if self.on else FlowState.OFF, self.now, 0)
        self.flow = replace(self.flow, read=reading)
        for number, ticket in list(self.tickets.items()):
            if event := news_for(ticket, was, reading):
                self.happen(number, event)

    def turn_by_hand(self, on: bool) -> None:
        """Somebody else moves the gate, and the next reading shows it."""
        self.on = on
        self._read()

    # --- what the firm believes --------------------------------------------------------------

    def _believes(self, number: int, said: Statement) -> None:
        intent, sure = said.reading.intent, said.sure and said.verdict is Verdict.PROVED
        told = self.tickets[number].told_at
        old = told is not None and said.sent_at is not None and said.sent_at < told - timedelta(hours=1)
        reports = sure and said.by in REPORTERS and not old
        nothing = said.reading.loaded is Loaded.NONE and intent is not Intent.IMPORT_COMPLETE
        if reports and (intent is Intent.IMPORT_COMPLETE or nothing):
            self.importing.discard(number)
        elif intent is Intent.IMPORT_INCOMPLETE and self.tickets[number].stage is Stage.TURNING_ON:
            self.importing.add(number)

    def stages(self) -> dict[int, str]:
        return {number: ticket.stage.value for number, ticket in self.tickets.items()}

    def mails(self, number: int, *wanted: Mail) -> list[Mail]:
        """The mails the firm got on a ticket, or those of some kinds."""
        return [mail for n, mail, _ in self.sent if n == number and (not wanted or mail in wanted)]


def news_for(ticket: Ticket, was: FlowState, reading: FlowReading) -> e.Event | None:
    """What a reading means to a ticket, as the gate's own step has it: a repetition means nothing."""
    if reading.state is FlowState.OFF:
        return e.FlowReadOff(reading) if ticket.stage is Stage.TURNING_OFF else None
    by_hand = ticket.stage is Stage.IMPORTING and was is not FlowState.ON
    return e.FlowReadOn(reading) if by_hand or ticket.stage is Stage.TURNING_ON else None
