"""From plain values to all that a template may say: the one place where a mail's facts become words.

A context holds strings and tuples only. It never touches the database, so a mail can be rendered again
from its task; and whatever a stranger wrote is made harmless here, before any template sees it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.desk.firm import Firm, Role
from bot.desk.tasks import Audience, SendMail
from bot.desk.ticket import Stage, Ticket
from bot.post.answers import Answer
from bot.post.comparison import RowWords, SignedWords, blank_rows, rows_in_words, signatures
from bot.post.inert import NAME_LIMIT, QUOTE_LIMIT, SUBJECT_LIMIT, block, one_line
from bot.post.speech import AgainstWords, HeardWords, PlanWords, Speech

WHY_LIMIT = 500
LINE_LIMIT = 300
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class MailContext:
    """Everything a mail about a ticket may speak of; what is not known is empty."""

    desk: str  # who signs
    firm: str
    firm_key: str  # "north", as commands take it
    ref: str  # "IMP-1"; empty when there is no ticket
    seal: str  # "IMP-1/12 3fa2c1d45e6f7a8b": proves later that the journal up to there is unchanged
    mark: str
    subject: str  # of the thread, without Re:
    kind: str  # "acquisition", "bulk update" or "data import"
    stage: str  # "importing"
    held: bool
    waits_for_approval: bool
    quote: tuple[str, ...]  # lines of the letter that is answered
    by: str  # who wrote it: name and address as our directory has them
    why: str  # a sentence
    lines: tuple[str, ...]
    days: tuple[str, ...]
    earliest: str
    refused: PlanWords | None  # the day asked for, which cannot be
    against: tuple[AgainstWords, ...]  # the rules it breaks
    free: tuple[str, ...]  # starts on offer instead
    may_waive: bool  # a refused day waits for staff to want it all the same
    plan: PlanWords | None
    old_plan: PlanWords | None
    instead: PlanWords | None  # what somebody's calendar proposes
    withdrawn: bool  # the entry that goes along takes the day out of the calendar
    confirmers: tuple[str, ...]  # who may say that it is complete
    requester_confirms: bool
    rows: tuple[RowWords, ...]  # the clients of the review, as far as they are known
    sheet: tuple[RowWords, ...]  # the same, filled up to all that are wanted
    wanted: str  # how many are to be compared: "ten"
    far: str  # "8 of 10 settled, waiting for 3 Harbor Bakery and 7 Elm Street"
    settled: str  # "8"; empty when none are
    missing: str  # "3"; empty when none are
    rule: str  # how the clients were chosen; empty when the firm picks its own
    read_at: str  # when our figures were read
    signed: tuple[SignedWords, ...]  # who settled which rows
    told: str  # when the firm was told to proceed
    completed: HeardWords | None
    off: str  # what the flow said, and when
    on: str
    checked: str
    has_baseline: bool  # old duplicates were told from new ones
    groups: tuple[str, ...]  # rows that look alike, a line for each group
    attention: str
    tentative: bool  # something may stand in the way of the day: nothing is promised
    turn_on: bool | None  # which way a person should switch the flow
    later: str  # a day from now, as commands take it: "2026-12-08 18:00"
    promised: str  # by when the firm said it is done, in its words: "Sunday night"
    answers: tuple[Answer, ...]


def context_of(
    send: SendMail,
    ticket: Ticket | None,
    firm: Firm | None,
    desk_name: str,
    answers: tuple[Answer, ...],
    *,
    mark: str = "",
    seal: str = "",
    groups: tuple[str, ...] = (),
) -> MailContext:
    """Return what the template of `send.mail` may say; times are the firm's, UTC when no firm is known.

    Args:
        mark: Finds the ticket again when a relay has rewritten the headers; stands in the last line.
        seal: Proves later that the journal up to here is unchanged; stands in the record.
        groups: Rows of the firm's data that look alike, a line for each group.
    """
    facts, says, known = send.facts, Speech(firm), ticket or _NO_TICKET
    plan = facts.plan or known.plan
    ten = facts.ten if facts.ten.rows or facts.ten.agreed else known.ten
    rows, wanted = rows_in_words(ten, says), ten.wanted(facts.wanted)
    return MailContext(
        desk=one_line(desk_name, NAME_LIMIT),
        firm=one_line(firm.name, NAME_LIMIT) if firm else "",
        firm_key=firm.key if firm else "",
        ref=ticket.ref if ticket else "",
        mark=mark,
        seal=seal,
        subject=one_line(known.subject, SUBJECT_LIMIT),
        kind=(known.kind or "data import").replace("_", " "),
        stage=ticket.stage.replace("_", " ") if ticket else "",
        held=known.held,
        waits_for_approval=known.proposed is not None,
        quote=block(facts.quote, QUOTE_LIMIT) if _may_be_quoted(send, known, firm) else (),
        by=says.person(facts.by),
        why=_sentence(facts.why),
        lines=tuple(one_line(line, LINE_LIMIT) for line in facts.lines),
        days=tuple(map(says.day, facts.days)),
        earliest=says.day(facts.earliest),
        refused=says.plan(facts.refused),
        against=tuple(map(says.against, facts.against)),
        free=tuple(says.moment(starts.at) for starts in facts.free),
        may_waive=known.refused is not None and known.stage in (Stage.REQUESTED, Stage.SCHEDULED),
        plan=says.plan(plan),
        old_plan=says.plan(facts.old_plan or (known.plan if known.plan != plan else None)),
        instead=says.plan(facts.instead),
        withdrawn=facts.invitation is not None and facts.invitation.off,
        confirmers=_confirmers(known, firm),
        requester_confirms=_may_confirm(known.requester, known, firm),
        rows=rows,
        sheet=rows + blank_rows(len(rows), wanted),
        wanted=NUMBERS[wanted] if wanted < len(NUMBERS) else str(wanted),
        far=one_line(ten.in_words(facts.wanted), WHY_LIMIT),
        settled=_count(ten.settled(facts.wanted)),
        missing=_count(facts.missing),
        rule=ten.rule(),
        read_at=says.moment(ten.read_at),
        signed=signatures(ten, known.reviewed, says),
        told=says.moment(known.told_at),
        completed=says.heard(known.completed),
        off=says.read_back(known.off_read),
        on=says.read_back(known.on_read),
        checked=one_line(known.checked, WHY_LIMIT),
        has_baseline=bool(known.baseline),
        groups=tuple(one_line(group, LINE_LIMIT) for group in groups),
        attention=_sentence(known.attention),
        tentative=facts.tentative,
        turn_on=facts.turn_on,
        later=f"{facts.later.local:%Y-%m-%d %H:%M}" if facts.later else "",
        promised=one_line(known.promise.words, NAME_LIMIT) if known.promise else "",
        answers=answers,
    )


# What is not known is empty, so a mail about no ticket speaks of an empty one.
_NO_TICKET = Ticket(
    id=0,
    firm="",
    stage=Stage.REQUESTED,
    subject="",
    requester="",
    opened_at=datetime.min.replace(tzinfo=UTC),
    since=datetime.min.replace(tzinfo=UTC),
)


def _may_be_quoted(send: SendMail, ticket: Ticket, firm: Firm | None) -> bool:
    """A firm reads the words of its own people alone: not staff's commands, not another firm's letter."""
    if send.audience is not Audience.FIRM:
        return True
    by = send.facts.by
    return (firm is not None and firm.knows(by)) or by in ticket.delegates


def _may_confirm(address: str, ticket: Ticket, firm: Firm | None) -> bool:
    named = firm.contact(address) if firm else None
    return address in ticket.delegates or (named is not None and named.role is Role.CONFIRMER)


def _confirmers(ticket: Ticket, firm: Firm | None) -> tuple[str, ...]:
    """Return who may say that the import is complete, by the names our directory has."""
    named = (c.name or c.address for c in firm.contacts if c.role is Role.CONFIRMER) if firm else ()
    return tuple(one_line(name, NAME_LIMIT) for name in (*named, *ticket.delegates))


def _sentence(text: str) -> str:
    """Return a reason, which the house writes as a phrase, as a sentence of its own."""
    line = one_line(text, WHY_LIMIT)
    return f"{line[:1].upper()}{line[1:]}{'' if line.endswith(('.', '?', '!', '…')) else '.'}" if line else ""


def _count(number: int) -> str:
    return str(number) if number else ""
