"""From plain values to all that a template may say: the one place where a mail's facts become words.

A context holds strings and tuples only. It never touches the database, so a mail can be rendered again
from its task; and whatever a stranger wrote is made harmless here, before any template sees it.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.desk.firm import Firm, Role
from bot.desk.tasks import Audience, SendMail
from bot.desk.ticket import Heard, Plan, Ticket, WallTime
from bot.flow.port import FlowReading
from bot.post import words
from bot.post.answers import Answer
from bot.post.inert import NAME_LIMIT, QUOTE_LIMIT, SUBJECT_LIMIT, block, one_line
from bot.reading.reading import ClientAmount

REVIEW_ROWS = 10
WHY_LIMIT = 500
LINE_LIMIT = 300


@dataclass(frozen=True, slots=True)
class PlanWords:
    """The day of the import, hour by hour. Hours stand alone unless their day or zone name differs."""

    day: str  # "Saturday, December 5, 2026"
    starts: str  # the moment whole: "Saturday, December 5, 2026, 6:00 PM Eastern Standard Time"
    hour: str  # "6:00 PM"
    off_at: str
    proceed_until: str
    ends_by: str
    zone: str  # "Eastern Standard Time (UTC-05:00)"
    iso: str  # "2026-12-05 18:00", as commands take it
    hour_was_said: bool


@dataclass(frozen=True, slots=True)
class AmountWords:
    """One client's row; a figure not given is empty."""

    number: str
    name: str
    practice: str
    portal: str
    gap: str  # portal less practice, when both are given and differ

    @property
    def agrees(self) -> bool:
        return bool(self.practice and self.portal and not self.gap)


@dataclass(frozen=True, slots=True)
class HeardWords:
    """Who said it, in which words, when."""

    by: str
    words: str
    at: str


@dataclass(frozen=True, slots=True)
class MailContext:
    """Everything a mail about a ticket may speak of; what is not known is empty."""

    desk: str  # who signs
    firm: str
    firm_key: str  # "north", as commands take it
    ref: str  # "IMP-1"; empty when there is no ticket
    mark: str
    subject: str  # of the thread, without Re:
    kind: str  # "acquisition", "bulk update" or "data import"
    stage: str  # "importing"
    held: bool
    quote: tuple[str, ...]  # lines of the letter that is answered
    by: str  # who wrote it: name and address as our directory has them
    why: str  # a sentence
    lines: tuple[str, ...]
    days: tuple[str, ...]
    earliest: str
    plan: PlanWords | None
    old_plan: PlanWords | None
    confirmers: tuple[str, ...]  # who may say that it is complete
    requester_confirms: bool
    amounts: tuple[AmountWords, ...]
    sheet: tuple[AmountWords, ...]  # the same, filled up to ten rows
    compared: str  # how many clients are settled, "7"; empty when none
    missing: str  # "3"; empty when none are
    told: str  # when the firm was told to proceed
    completed: HeardWords | None
    off: str  # what the flow said, and when
    on: str
    checked: str
    attention: str
    turn_on: bool | None  # which way a person should switch the flow
    answers: tuple[Answer, ...]


def context_of(
    send: SendMail,
    ticket: Ticket | None,
    firm: Firm | None,
    desk_name: str,
    answers: tuple[Answer, ...],
    *,
    mark: str = "",
) -> MailContext:
    """Return what the template of `send.mail` may say; times are the firm's, UTC when no firm is known.

    Args:
        mark: Finds the ticket again when a relay has rewritten the headers; stands in the last line.
    """
    facts, says = send.facts, _Says(firm)
    plan = facts.plan or (ticket.plan if ticket else None)
    amounts = says.amounts(facts.amounts or (ticket.amounts if ticket else ()))
    return MailContext(
        desk=one_line(desk_name, NAME_LIMIT),
        firm=one_line(firm.name, NAME_LIMIT) if firm else "",
        firm_key=firm.key if firm else "",
        ref=ticket.ref if ticket else "",
        mark=mark,
        subject=one_line(ticket.subject, SUBJECT_LIMIT) if ticket else "",
        kind=ticket.kind.value.replace("_", " ") if ticket and ticket.kind else "data import",
        stage=ticket.stage.value.replace("_", " ") if ticket else "",
        held=ticket.held if ticket else False,
        quote=block(facts.quote, QUOTE_LIMIT) if _may_be_quoted(send, ticket, firm) else (),
        by=says.person(facts.by),
        why=_sentence(facts.why),
        lines=tuple(one_line(line, LINE_LIMIT) for line in facts.lines),
        days=tuple(words.day(day, says.tag) for day in facts.days),
        earliest=words.day(facts.earliest, says.tag) if facts.earliest else "",
        plan=says.plan(plan),
        old_plan=says.plan(facts.old_plan or (ticket.plan if ticket and ticket.plan != plan else None)),
        confirmers=_confirmers(ticket, firm),
        requester_confirms=_may_confirm(ticket.requester, ticket, firm) if ticket else False,
        amounts=amounts,
        sheet=amounts + says.blank_rows(len(amounts)),
        compared=_count(sum(row.agrees for row in amounts) + (ticket.agreed if ticket else 0)),
        missing=_count(facts.missing),
        told=says.moment(ticket.told_at) if ticket and ticket.told_at else "",
        completed=says.heard(ticket.completed) if ticket and ticket.completed else None,
        off=says.read_back(ticket.off_read) if ticket and ticket.off_read else "",
        on=says.read_back(ticket.on_read) if ticket and ticket.on_read else "",
        checked=one_line(ticket.checked, WHY_LIMIT) if ticket else "",
        attention=_sentence(ticket.attention) if ticket else "",
        turn_on=facts.turn_on,
        answers=answers,
    )


class _Says:
    """How one firm's people say dates, sums and names."""

    def __init__(self, firm: Firm | None) -> None:
        self.firm = firm
        self.zone = firm.zone if firm else ZoneInfo("UTC")
        self.tag = firm.locale if firm else "en-US"

    def moment(self, at: datetime) -> str:
        return words.moment(at, self.zone, self.tag)

    def person(self, address: str) -> str:
        """Name a person by our own directory alone; a display name is anybody's invention."""
        named = self.firm.contact(address) if self.firm else None
        shown = one_line(address, NAME_LIMIT)
        return f"{one_line(named.name, NAME_LIMIT)} ({shown})" if named and named.name else shown

    def heard(self, heard: Heard) -> HeardWords:
        return HeardWords(self.person(heard.by), one_line(heard.words, QUOTE_LIMIT), self.moment(heard.at))

    def read_back(self, read: FlowReading) -> str:
        source = (
            f"on the word of {one_line(read.by_person, NAME_LIMIT)}"
            if read.by_person
            else "read from the flow itself"
        )
        return f"{self.moment(read.at)}, {source}"

    def plan(self, plan: Plan | None) -> PlanWords | None:
        if plan is None:
            return None
        starts, zone = plan.starts, ZoneInfo(plan.starts.zone)

        def beside(other: WallTime) -> str:
            return words.hour_beside(other.at, starts.at, zone, self.tag)

        name, offset = (say(starts.at, zone, self.tag) for say in (words.zone_name, words.offset))
        return PlanWords(
            day=words.day(starts.local.date(), self.tag),
            starts=words.moment(starts.at, zone, self.tag),
            hour=words.hour(starts.local, self.tag),
            off_at=beside(plan.off_at),
            proceed_until=beside(plan.proceed_until),
            ends_by=beside(plan.ends_by),
            zone=name if name == offset else f"{name} ({offset})",
            iso=f"{starts.local:%Y-%m-%d %H:%M}",
            hour_was_said=plan.hour_was_said,
        )

    def amounts(self, amounts: tuple[ClientAmount, ...]) -> tuple[AmountWords, ...]:
        return tuple(self._amount(number, amount) for number, amount in enumerate(amounts, start=1))

    def _amount(self, number: int, amount: ClientAmount) -> AmountWords:
        gap = (
            Decimal(0)
            if amount.practice is None or amount.portal is None
            else amount.portal - amount.practice
        )
        return AmountWords(
            str(number),
            one_line(amount.name, NAME_LIMIT),
            words.money(amount.practice, self.tag),
            words.money(amount.portal, self.tag),
            words.money(gap, self.tag) if gap else "",
        )

    def blank_rows(self, filled: int) -> tuple[AmountWords, ...]:
        return tuple(AmountWords(str(n), "", "", "", "") for n in range(filled + 1, REVIEW_ROWS + 1))


def _may_be_quoted(send: SendMail, ticket: Ticket | None, firm: Firm | None) -> bool:
    """A firm reads the words of its own people alone: not staff's commands, not another firm's letter."""
    if send.audience is not Audience.FIRM:
        return True
    by = send.facts.by
    return (firm is not None and firm.knows(by)) or (ticket is not None and by in ticket.delegates)


def _may_confirm(address: str, ticket: Ticket, firm: Firm | None) -> bool:
    named = firm.contact(address) if firm else None
    return address in ticket.delegates or (named is not None and named.role is Role.CONFIRMER)


def _confirmers(ticket: Ticket | None, firm: Firm | None) -> tuple[str, ...]:
    """Return who may say that the import is complete, by the names our directory has."""
    named = (c.name or c.address for c in firm.contacts if c.role is Role.CONFIRMER) if firm else ()
    delegates = ticket.delegates if ticket else ()
    return tuple(one_line(name, NAME_LIMIT) for name in (*named, *delegates))


def _sentence(text: str) -> str:
    """Return a reason, which the house writes as a phrase, as a sentence of its own."""
    line = one_line(text, WHY_LIMIT)
    return f"{line[:1].upper()}{line[1:]}{'' if line.endswith(('.', '?', '!', '…')) else '.'}" if line else ""


def _count(number: int) -> str:
    return str(number) if number else ""
