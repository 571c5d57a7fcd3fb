"""What an admin should know this morning, gathered from the database: verdict first, worst first."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.config.settings import Settings
from bot.desk.dangerous import clock_went_back
from bot.desk.off_time import next_change
from bot.desk.policy import Policy
from bot.desk.tasks import Mail, SendMail
from bot.desk.ticket import Stage, Ticket
from bot.digest.context import DigestContext, Row
from bot.digest.proof import shares
from bot.post.words import in_brief
from bot.store.flows import Standing
from bot.store.ledger import Ledger
from bot.store.letters import KnownLetter
from bot.store.tables import Acting, Direction, Disposition
from bot.store.work import Work

DAY = timedelta(days=1)
AHEAD = timedelta(days=14)
LISTED = 30  # rows of one kind; the rest is a count

# By harm: a flow that is off first.
HARM = (Stage.IMPORTING, Stage.TURNING_ON, Stage.TURNING_OFF, Stage.CHECKING, Stage.SCHEDULED)


def gather(work: Work, settings: Settings, now: datetime) -> DigestContext:
    """Return the digest of the day that ends now."""
    zone = ZoneInfo(settings.people.zone)
    ledger, acting = work.ledger(now - DAY, now), work.acting()
    needs_you = _needs_you(work, zone, now)
    opened = work.tickets(still_open=True)
    today = [
        t
        for t in opened
        if t.plan and t.plan.starts.at.astimezone(zone).date() == now.astimezone(zone).date()
    ]
    ahead = [t for t in opened if t.plan and now < t.plan.starts.at <= now + AHEAD and t not in today]
    return DigestContext(
        verdict=_verdict(len(needs_you), len(today), ledger, acting),
        needs_you=needs_you,
        today=_days(today),
        next_days=_days(ahead),
        flows_off=_flows_off(work, zone),
        reviews=_reviews(work, settings.policy, opened),
        yesterday=(*_proof(work, settings, now, acting), *_yesterday(work, now, acting)),
        ledger=_sum(ledger),
        balanced=ledger.balanced,
        stopped=acting is Acting.STOPPED,
    )


def _verdict(needing: int, today: int, ledger: Ledger, acting: Acting) -> str:
    mail = "all mail accounted for" if ledger.balanced else "MAIL IS UNACCOUNTED FOR"
    needs = _count(needing, "needs you", "need you") if needing else "nothing needs you"
    parts = [needs, f"{today} today" if today else "nothing today", mail]
    if acting is Acting.WATCHING:
        parts.insert(0, "watching only")
    if acting is Acting.STOPPED:
        parts.insert(0, "STOPPED")
    verdict = ", ".join(parts)
    return verdict[:1].upper() + verdict[1:]


def _needs_you(work: Work, zone: ZoneInfo, now: datetime) -> tuple[Row, ...]:
    tickets = sorted(work.tickets(attention=True), key=_harm)
    rows = [(f"{t.ref} {t.firm}: {t.attention}", _since(t.since, zone, now), _next_line(t)) for t in tickets]
    rows += _set_aside(work.quarantined(), zone, now)
    rows += [
        (why, "no flow is turned on meanwhile", "@sluice go") for why in clock_went_back(work.seen_at(), now)
    ]
    rows += [
        (f"no mail goes by {key}: too many went within an hour", _since(at, zone, now), "@sluice go")
        for key, at in work.tripped().items()
    ]
    listed = tuple(Row(str(n), *row) for n, row in enumerate(rows[:LISTED], start=1))
    more = len(rows) - LISTED
    return (*listed, Row("", f"and {more} more; `sluice tickets` lists them")) if more > 0 else listed


def _next_line(ticket: Ticket) -> str:
    """Return the line that goes on with a ticket; never one that moves a flow, or ends what is under way.

    The mail that called for a person names all that can be done; from a digest it would be done unseen.
    """
    if ticket.proposed and ticket.stage in (Stage.REQUESTED, Stage.SCHEDULED):
        return f"@sluice approve {ticket.ref}"
    if ticket.stage is Stage.CHECKING:
        return f"@sluice review {ticket.ref}"
    return f"@sluice {'seen' if ticket.ended else 'status'} {ticket.ref}"


def _set_aside(letters: tuple[KnownLetter, ...], zone: ZoneInfo, now: datetime) -> list[tuple[str, str, str]]:
    """Return one row for each sender and reason, however many letters there are of it."""
    alike: dict[tuple[str, str], list[KnownLetter]] = {}
    for letter in letters:
        alike.setdefault((letter.sender or "nobody known", letter.reason), []).append(letter)
    return [
        (
            f"{_count(len(group), 'letter', 'letters')} from {sender} set aside: {reason}",
            _since(group[0].arrived_at, zone, now),
            f"sluice quarantine show {group[0].id}",
        )
        for (sender, reason), group in alike.items()
    ]


def _harm(ticket: Ticket) -> tuple[int, datetime]:
    return (HARM.index(ticket.stage) if ticket.stage in HARM else len(HARM), ticket.since)


def _days(tickets: list[Ticket]) -> tuple[Row, ...]:
    dated = sorted(tickets, key=_starts_at)[:LISTED]
    return tuple(Row(t.ref, f"{t.firm}: {_stage(t)}", _starts(t)) for t in dated)


def _starts_at(ticket: Ticket) -> datetime:
    return ticket.plan.starts.at if ticket.plan else ticket.opened_at


def _starts(ticket: Ticket) -> str:
    if ticket.plan is None:
        return ""
    starts = ticket.plan.starts
    return in_brief(starts.at, ZoneInfo(starts.zone))


def _reviews(work: Work, policy: Policy, tickets: Sequence[Ticket]) -> tuple[Row, ...]:
    reviewing = [ticket for ticket in tickets if ticket.stage is Stage.REVIEWING][:LISTED]
    return tuple(Row(t.ref, f"{t.firm}: {t.ten.in_words(_clients(work, policy, t))}") for t in reviewing)


def _clients(work: Work, policy: Policy, ticket: Ticket) -> int:
    """How many clients the firm compares."""
    firm = work.firm(ticket.firm)
    return (firm.policy.over(policy) if firm else policy).review_clients


def _flows_off(work: Work, zone: ZoneInfo) -> tuple[Row, ...]:
    return tuple(
        Row(
            "",
            f"{standing.flow.firm}: {standing.flow.state}",
            _off_since(work, standing, zone),
        )
        for standing in work.flows_not_on()
    )


def _off_since(work: Work, standing: Standing, zone: ZoneInfo) -> str:
    """Say since when a flow is off, and what comes next: the planned end and the limit."""
    since = f"since {in_brief(standing.since, zone)}" if standing.since else ""
    ahead = next_change(standing.flow, work.open_tickets(standing.flow.firm))
    return "; ".join(filter(None, (since, ahead)))


def _proof(work: Work, settings: Settings, now: datetime, acting: Acting) -> tuple[str, ...]:
    """While only watching, say first how many letters were proved: without proof nothing will ever move."""
    return tuple(map(str, shares(work, settings, now - DAY, now))) if acting is Acting.WATCHING else ()


def _yesterday(work: Work, now: datetime, acting: Acting) -> tuple[str, ...]:
    """Say what was done; while only watching, what would have been."""
    letters = work.letters_between(now - DAY, now)
    if acting is Acting.WATCHING:
        return tuple(f"{letter.sender}: {letter.reason}" for letter in letters)[:LISTED]
    done = work.tasks_ended_between(now - DAY, now)
    mails = [task for task in done if isinstance(task.do, SendMail) and task.do.mail is not Mail.DIGEST]
    moved = [j for j in work.entries_between(now - DAY, now) if j.entry.was is not j.entry.now]
    lines = [f"IMP-{j.ticket}: {j.entry.was.value} → {j.entry.now.value}".replace("_", " ") for j in moved]
    left = sum(
        letter.disposition is Disposition.LEFT_ALONE and letter.direction is Direction.RECEIVED
        for letter in letters
    )
    unclear = sum(task.unclear for task in mails)
    lines += [
        _count(len(mails), "mail was sent", "mails were sent"),
        _count(left, "letter was left alone", "letters were left alone"),
    ]
    if seals := work.seals_between(now - DAY, now):
        lines.append(f"Journal seals: {', '.join(map(str, seals[:LISTED]))}")
    if unclear:
        lines.append(f"{_count(unclear, 'mail', 'mails')} may have arrived twice, under one Message-ID")
    return tuple(lines[-LISTED:])


def _sum(ledger: Ledger) -> tuple[tuple[str, int], ...]:
    return (
        ("acted on", ledger.acted),
        ("asked about", ledger.asked),
        ("left alone", ledger.left_alone),
        ("set aside", ledger.quarantined),
        ("not read yet", ledger.unread),
        ("further copies", ledger.duplicates),
        ("not given by the server", ledger.missed),
        ("seen", ledger.seen),
    )


def _since(at: datetime, zone: ZoneInfo, now: datetime) -> str:
    hours = int((now - at).total_seconds() // 3600)
    age = _count(hours // 24, "day", "days") if hours >= 48 else _count(hours, "hour", "hours")
    return f"since {in_brief(at, zone)}, for {age}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _stage(ticket: Ticket) -> str:
    return ticket.stage.value.replace("_", " ")
