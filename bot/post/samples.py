"""One mail of each kind in each shape it can take: what `check-templates` and the golden tests render.

The people and firms are made up. A shape that a mail can have and that is missing here is a fault in a
template that nobody sees before it goes out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.desk.firm import Contact, Firm, Role
from bot.desk.heard import Heard
from bot.desk.obstacle import DayRule, Obstacle
from bot.desk.tasks import Audience, Facts, Mail, SendMail
from bot.desk.ticket import Invitation, Plan, Stage, Ticket, WallTime
from bot.digest.context import DigestContext, Row
from bot.flow.port import FlowReading, FlowState
from bot.post.answers import Answer, answer_links
from bot.post.context import MailContext, context_of
from bot.post.sample_tens import DONE, LAST_THREE, OFF, OWN, OWN_DONE, SEVEN, TEN
from bot.post.speech import Speech
from bot.reading.reading import Kind, Promised

DESK = "Aiwyn Support"
SUPPORT = "support@desk.example"
ANNA = "anna@northcpa.example"
MIKE = "mike@datamove.example"
ANNE_MARIE = "amarie@northcpa.example"
SAM = "sam@desk.example"
ZONE = ZoneInfo("America/New_York")
_LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Sample:
    """One mail in one shape."""

    mail: Mail
    shape: str  # "full", "bare": part of its golden file's name
    audience: Audience
    context: MailContext | DigestContext


def samples() -> Iterator[Sample]:
    """Return every mail with all it can say, and with as little as it can have."""
    for mail in Mail:
        if mail is Mail.DIGEST:
            continue
        audience = Audience.STAFF if mail.value.startswith("staff-") else Audience.FIRM
        for shape, ticket, firm, facts in _shapes(mail):
            send = SendMail(mail, audience, facts)
            answers = _answers(mail, ticket, shape, facts)
            mark = "m5r2-h8kq-w0zd" if shape == "full" else ""
            seal = "IMP-7/21 3fa2c1d45e6f7a8b" if shape == "full" else ""
            groups = _GROUPS if mail in _SHOWING_ROWS and shape == "full" else ()
            context = context_of(send, ticket, firm, DESK, answers, mark=mark, seal=seal, groups=groups)
            yield Sample(mail, shape, audience, context)
    for shape, digest in (("full", _BUSY_DAY), ("bare", _QUIET_DAY), ("alarm", _BAD_DAY)):
        yield Sample(Mail.DIGEST, shape, Audience.ADMINS, digest)


def a_firm() -> Firm:
    """Return a firm with two named people, of whom one may say that an import is complete."""
    return Firm(
        key="north",
        name="North & Daughters CPA",
        zone=ZONE,
        domains=("northcpa.example",),
        contacts=(Contact(ANNA, "Anna Lee"), Contact(ANNE_MARIE, "Anne-Marie Otis", Role.CONTACT)),
    )


def a_plan(
    day: date = date(2026, 12, 5), hour: int = 18, *, hour_was_said: bool = True, zone: ZoneInfo = ZONE
) -> Plan:
    """Return a plan by the ready policy: off half an hour before, twelve hours to import."""
    starts = datetime(day.year, day.month, day.day, hour, tzinfo=zone).astimezone(UTC)
    off_at, proceed_until, ends_by, off_limit = (
        WallTime.of(starts + span, zone)
        for span in (timedelta(minutes=-30), timedelta(hours=2), timedelta(hours=12), timedelta(hours=36))
    )
    return Plan(WallTime.of(starts, zone), off_at, proceed_until, ends_by, off_limit, hour_was_said)


def a_ticket(stage: Stage = Stage.SCHEDULED) -> Ticket:
    """Return a ticket of that firm with a plan, as it stands after the import."""
    at = datetime(2026, 12, 5, 22, 31, tzinfo=UTC)
    return Ticket(
        id=1,
        firm="north",
        stage=stage,
        subject="Acquisition of Harbor Tax, importing 140 clients",
        requester=ANNA,
        opened_at=datetime(2026, 11, 24, 15, 0, tzinfo=UTC),
        since=at,
        parties=(ANNA, ANNE_MARIE),
        kind=Kind.ACQUISITION,
        plan=a_plan(),
        told_at=at + timedelta(minutes=4),
        completed=Heard(ANNA, "All 140 clients are in, we're done.", at + timedelta(hours=6)),
        off_read=FlowReading(FlowState.OFF, at),
        on_read=FlowReading(FlowState.ON, at + timedelta(hours=6, minutes=8)),
        checked="no new duplicates in 1,904 rows tested, 2 checks; AR 120,400.00 before and 145,310.45 after",
        baseline="no duplicates in 1,764 rows tested, 2 checks; AR 120,400.00",
        attention="the turn-off was missed",
    )


def _answers(mail: Mail, ticket: Ticket | None, shape: str, facts: Facts) -> tuple[Answer, ...]:
    days = tuple(map(Speech(a_firm()).offer, facts.free))
    if ticket is None or not (days or shape in ("full", "vendor")):
        return ()
    return answer_links(mail, ticket, _token, SUPPORT, facts.speaker, days)


def _token(answer: str) -> str:
    return f"k7f3x9q2m4p8{answer[:2]}"


def _shapes(mail: Mail) -> Iterator[tuple[str, Ticket | None, Firm | None, Facts]]:
    """Yield the shapes of a mail about a ticket: name, ticket, firm, facts."""
    ticket, firm = a_ticket(_STAGE.get(mail, Stage.SCHEDULED)), a_firm()
    yield "full", ticket, firm, _FULL.get(mail, Facts(quote=_QUOTE, by=ANNA))
    yield "bare", _bare(ticket), replace(firm, contacts=()), Facts()
    if mail in _WITHOUT_TICKET:
        yield (
            "no-ticket",
            None,
            firm,
            Facts(why="A letter could not be filed.", lines=("From: otto@mail.example",)),
        )
        yield "no-firm", None, None, Facts(lines=("One.", "Two."))
    if mail in (Mail.NUDGE, Mail.REVIEW_REMINDER):
        promise = Promised("we will be done Sunday night", ticket.since + timedelta(days=1))
        yield "promised", replace(ticket, promise=promise), firm, _FULL[mail]
    if mail is Mail.REMINDER:
        yield "tentative", ticket, firm, Facts(tentative=True)
    yield from _more_shapes(mail, ticket, firm)


def _more_shapes(
    mail: Mail, ticket: Ticket, firm: Firm
) -> Iterator[tuple[str, Ticket | None, Firm | None, Facts]]:
    """Yield the shapes that single mails have besides."""
    if mail in _OTHERWISE:
        shape, facts = _OTHERWISE[mail]
        yield shape, ticket, firm, facts
    if mail is Mail.TIMING_CONFIRMED:
        # Sunday morning, when the clocks go forward between the turn-off and the end.
        plan = a_plan(date(2027, 3, 28), 0, zone=_LONDON)
        yield "british", ticket, replace(firm, zone=_LONDON, locale="en-GB"), Facts(plan=plan)
    yield from _refusals(mail, ticket, firm)
    if mail is Mail.STAFF_ANSWER:
        yield "one", ticket, firm, Facts(by=SAM, lines=_FULL[mail].lines[:2])
    if mail is Mail.STAFF_INVITATION:
        yield "moved", ticket, firm, _FULL[Mail.RESCHEDULED]
        yield "withdrawn", ticket, firm, Facts(invitation=Invitation(2, a_plan(), off=True))
    if mail in _OWN_TEN:
        yield _own_ten(mail, ticket, firm)
    if mail is Mail.STAFF_CHECKS:
        yield "not-checked", a_ticket(Stage.REVIEWING), firm, Facts(why="no row could be tested")
    if mail is Mail.STAFF_ATTENTION:
        for stage in Stage:
            yield (
                f"at-{stage.value}",
                replace(a_ticket(stage), held=True, proposed=a_plan(_DAYS[1]), refused=a_plan(_DAYS[0])),
                firm,
                Facts(),
            )


def _own_ten(mail: Mail, ticket: Ticket, firm: Firm) -> tuple[str, Ticket, Firm, Facts]:
    """Return the shape of a mail to a firm that picks its own ten."""
    own = OWN_DONE if mail is Mail.REVIEW_MATCHED else OWN
    return "own", replace(ticket, ten=own), firm, replace(_FULL[mail], ten=own)


def _refusals(mail: Mail, ticket: Ticket, firm: Firm) -> Iterator[tuple[str, Ticket, Firm, Facts]]:
    """Yield a refused day for each reason, of a firm that has no other day booked."""
    if mail is not Mail.DAY_REFUSED:
        return
    asking, full = replace(ticket, stage=Stage.REQUESTED, plan=None), _FULL[mail]
    for against in _AGAINST:
        yield f"because-{against.rule.value}", asking, firm, replace(full, against=(against,))
    yield "nothing-free", asking, firm, replace(full, against=_AGAINST[1:3], free=())


def _bare(ticket: Ticket) -> Ticket:
    """Return the least that a ticket with a date can know."""
    return Ticket(
        id=ticket.id,
        firm=ticket.firm,
        stage=ticket.stage,
        subject="",
        requester=ANNE_MARIE,
        opened_at=ticket.opened_at,
        since=ticket.since,
        plan=a_plan(hour=7, hour_was_said=False),
    )


_WITHOUT_TICKET = frozenset(
    {Mail.STAFF_ATTENTION, Mail.STAFF_ANSWER, Mail.A_PERSON_HAS_IT, Mail.SAID_IN_YOUR_NAME}
)

_OWN_TEN = frozenset(
    {Mail.REVIEW_REQUEST, Mail.REVIEW_INCOMPLETE, Mail.REVIEW_MISMATCHED, Mail.REVIEW_MATCHED}
)
_SHOWING_ROWS = frozenset({Mail.STAFF_CHECKS, Mail.DUPLICATES_FOUND})
_GROUPS = (
    "Same tax id: tax id, …6789: C00012 Harbor Bakery LLC; D00001 HARBOR BAKERY",
    "Same tax id: tax id, …4321: C00040 Lena Thornton; D00002 Thornton, Lena; D00003 L. Thornton",
)

_STAGE: dict[Mail, Stage] = {
    Mail.DATE_MISSING: Stage.REQUESTED,
    Mail.STAFF_APPROVAL: Stage.REQUESTED,
    Mail.STAFF_ATTENTION: Stage.TURNING_OFF,
    Mail.STAFF_SWITCH: Stage.TURNING_OFF,
    Mail.STAFF_CHECKS: Stage.CHECKING,
    Mail.DUPLICATES_FOUND: Stage.CHECKING,
    Mail.STAFF_TEN: Stage.REVIEWING,
}

_QUOTE = "Hi team,\nwe'd like to import on Saturday, December 5 at 6 pm.\nThanks! Anna"
_ASKED = Facts(quote="We are ready to move Harbor Tax's clients over.", by=ANNA)
_DAYS = (date(2026, 12, 4), date(2026, 12, 12))
_STARTS = tuple(a_plan(day).starts for day in _DAYS)
_SILENT_SYSTEM = "the system that holds the flow does not answer"

_AGAINST = (
    Obstacle(DayRule.PASSED),
    Obstacle(DayRule.TOO_SOON, "7 days"),
    Obstacle(DayRule.HOLIDAY, "Thanksgiving Day"),
    Obstacle(DayRule.FULL, "4"),
    Obstacle(DayRule.OVERLAP, "IMP-3"),
)

_FULL: dict[Mail, Facts] = {
    Mail.DATE_MISSING: replace(_ASKED, earliest=_DAYS[0], why="a day early in the new year can be many"),
    Mail.DATE_AMBIGUOUS: Facts(
        quote="Let's say 4/12 or the Friday after.", by=ANNA, days=_DAYS, free=_STARTS
    ),
    Mail.DATE_CONTRADICTORY: Facts(
        "Friday, December 5", ANNA, "December 5, 2026 is a Saturday", days=_DAYS, free=_STARTS
    ),
    Mail.DATE_IMPOSSIBLE: Facts("February 30", ANNA, "February 2027 has 28 days", days=_DAYS),
    Mail.DAY_REFUSED: Facts(
        "Can we do it on December 4?",
        ANNA,
        refused=a_plan(_DAYS[0]),
        against=(Obstacle(DayRule.BLACKOUT, "closing of the books"),),
        free=tuple(a_plan(date(2026, 12, day)).starts for day in (6, 7, 8)),
    ),
    Mail.WITH_STAFF: Facts(_QUOTE, ANNA, "two firms import on that day already"),
    Mail.RESCHEDULED: Facts(
        "Can we push it back a day?", ANNA, plan=a_plan(date(2026, 12, 6)), old_plan=a_plan()
    ),
    Mail.PROCEED: Facts(why="the flow was off already for another import of yours"),
    Mail.DO_NOT_START: Facts(why=_SILENT_SYSTEM),
    Mail.RELEASED: Facts(why=_SILENT_SYSTEM, earliest=_DAYS[1]),
    Mail.PLEASE_STOP: Facts(why="somebody turned your data flow on at 7:10 PM"),
    Mail.NUDGE: Facts(),
    Mail.IS_IT_FINISHED: Facts("we're all set", ANNA, "it can also mean that you are about to start"),
    Mail.WAS_ANYTHING_LOADED: Facts(
        "Something came up, can we move it to Sunday?",
        ANNA,
        "if nothing is in, we turn the flow on and book Sunday",
        plan=a_plan(date(2026, 12, 6)),
    ),
    Mail.COMPLETION_HEARD: Facts(
        "All 140 clients are in, we're done.", ANNA, "the flow stays off until IMP-2 is complete too"
    ),
    Mail.STAYS_OFF: Facts("Wait, we forgot the payroll clients!", ANNA, "you wrote at 11:33 PM"),
    Mail.FLOW_ON: Facts(why="it stays on, since nothing was loaded"),
    Mail.FLOW_LATE: Facts(why=_SILENT_SYSTEM),
    Mail.REVIEW_REQUEST: Facts(ten=TEN),
    Mail.REVIEW_REMINDER: Facts(ten=SEVEN),
    Mail.REVIEW_INCOMPLETE: Facts(
        "1-7 ok, the rest tomorrow.",
        ANNA,
        "“AR review.xls”: a xls file is not read, only xlsx and CSV",
        lines=("Lindgren Orchards is not among the clients we asked about",),
        ten=SEVEN,
        missing=3,
    ),
    Mail.REVIEW_MATCHED: Facts(
        "waive IMP-1 row 10 because timing",
        SAM,
        ten=DONE,
        lines=("“scan.pdf”: a pdf file is not read, only xlsx and CSV",),
    ),
    Mail.REVIEW_MISMATCHED: Facts(LAST_THREE, ANNE_MARIE, ten=OFF),
    Mail.A_PERSON_HAS_IT: Facts(
        "Can I talk to somebody about pricing?", ANNA, "it is about something else than the import"
    ),
    Mail.WHO_REPORTS: Facts(
        "Mike will tell you when it's done.",
        ANNA,
        f"from now on {MIKE} speaks for you on this import",
        speaker=MIKE,
    ),
    Mail.SAID_IN_YOUR_NAME: Facts("the import is complete", ANNA, "it said that the import is complete"),
    Mail.STAFF_APPROVAL: Facts(
        _QUOTE,
        ANNA,
        "it moves earlier",
        lines=("North has another import on December 4",),
        old_plan=a_plan(_DAYS[1]),
    ),
    Mail.STAFF_ATTENTION: Facts(
        "I think it's done?",
        ANNE_MARIE,
        "a statement does not count",
        lines=("dmarc=fail for northcpa.example",),
        ten=OFF,
        instead=a_plan(date(2026, 12, 12), 9),
    ),
    Mail.STAFF_ANSWER: Facts(
        by=SAM,
        lines=(
            "> @sluice approve IMP-1",
            "IMP-1: date approved. It is scheduled now.",
            "",
            "> @sluice pause IMP-7",
            "Not done: there is no IMP-7.",
        ),
    ),
    Mail.STAFF_SWITCH: Facts(lines=("Portal, Settings, Data flow",), turn_on=False),
    Mail.STAFF_TEN: Facts(why="the database cannot be reached: connection refused"),
    Mail.STAFF_CHECKS: Facts(
        why="2 groups with 3 extra rows in 1,904 rows tested, 2 checks; "
        "1 group with 1 extra row stood there before the import",
        lines=(
            "Same tax id (clients that share a tax id): 2 groups with 2 extra rows, 1,904 rows tested",
            "Same name and address: not checked, it took too long and was stopped",
        ),
    ),
}

# Other shapes of mails, by what they speak of.
_OTHERWISE: dict[Mail, tuple[str, Facts]] = {
    Mail.STAFF_SWITCH: ("on", Facts(turn_on=True)),
    Mail.DATE_AMBIGUOUS: ("one", Facts(quote="Would Friday the 4th do?", by=ANNA, days=_DAYS[:1])),
    Mail.IS_IT_FINISHED: (
        "vendor",
        Facts(why=f"So wrote {MIKE}, who was not named to speak for you. Is that so?", by=MIKE, speaker=MIKE),
    ),
}

_QUIET_DAY = DigestContext(verdict="Nothing needs you, all mail accounted for")
_BUSY_DAY = DigestContext(
    verdict="3 need you, 1 today, all mail accounted for",
    needs_you=(
        Row(
            "1",
            "North & Daughters CPA, IMP-1: data flow off past its plan",
            "for 3 hours",
            "@sluice flow on north",
        ),
        Row("2", "South Tax, IMP-3: a date waits for approval", "since yesterday", "@sluice approve IMP-3"),
        Row(
            "3",
            "a letter from otto@elsewhere.example is set aside",
            "for 2 hours",
            "sluice quarantine show 41",
        ),
    ),
    today=(Row("IMP-4", "6:00 PM Eastern Standard Time: East Books imports"),),
    next_days=(Row("IMP-3", "Saturday, December 12, 2026: South Tax imports"),),
    flows_off=(Row("", "North & Daughters CPA", "since 5:31 PM"),),
    reviews=(Row("IMP-5", "West CPA: 8 of 10 settled, waiting for 3 Harbor Bakery and 7 Elm Street"),),
    yesterday=("IMP-2 closed: ten of ten match", "1 unknown sender, left alone"),
    ledger=(("Acted on", 9), ("Asked", 2), ("Left alone", 31), ("Set aside", 0), ("In all", 42)),
)
_BAD_DAY = replace(
    _BUSY_DAY, verdict="STOPPED, 3 need you, 1 today, MAIL IS UNACCOUNTED FOR", balanced=False, stopped=True
)
