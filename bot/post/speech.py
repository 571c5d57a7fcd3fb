"""How one firm's people say their dates, sums and names: its zone, its locale, our directory."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.desk.firm import Firm
from bot.desk.heard import Heard
from bot.desk.obstacle import Obstacle
from bot.desk.ticket import Plan, WallTime
from bot.flow.port import FlowReading
from bot.post import words
from bot.post.answers import DayOffer
from bot.post.inert import NAME_LIMIT, QUOTE_LIMIT, one_line


@dataclass(frozen=True, slots=True)
class PlanWords:
    """The day of the import, hour by hour. Hours stand alone unless their day or zone name differs."""

    day: str  # "Saturday, December 5, 2026"
    starts: str  # the moment whole: "Saturday, December 5, 2026, 6:00 PM Eastern Standard Time"
    hour: str  # "6:00 PM"
    off_at: str
    proceed_until: str
    ends_by: str
    off_limit: str
    proceed_until_whole: str  # these two as `starts`, for where they stand alone
    ends_by_whole: str
    zone: str  # "Eastern Standard Time (UTC-05:00)"
    iso: str  # "2026-12-05 18:00", as commands take it
    hour_was_said: bool


@dataclass(frozen=True, slots=True)
class HeardWords:
    """Who said it, in which words, when."""

    by: str
    words: str
    at: str


@dataclass(frozen=True, slots=True)
class AgainstWords:
    """Which rule of the calendar a day breaks."""

    rule: str  # "blackout"
    what: str  # "tax deadline"


class Speech:
    """Says things as one firm does; without a firm as ours does, in UTC."""

    def __init__(self, firm: Firm | None) -> None:
        self.firm = firm
        self.zone = firm.zone if firm else ZoneInfo("UTC")
        self.tag = firm.locale if firm else "en-US"

    def moment(self, at: datetime | None) -> str:
        return words.moment(at, self.zone, self.tag) if at else ""

    def day(self, on: date | None) -> str:
        return words.day(on, self.tag) if on else ""

    def person(self, address: str) -> str:
        """Name a person by our own directory alone; a display name is anybody's invention."""
        named = self.firm.contact(address) if self.firm else None
        shown = one_line(address, NAME_LIMIT)
        return f"{one_line(named.name, NAME_LIMIT)} ({shown})" if named and named.name else shown

    def heard(self, heard: Heard | None) -> HeardWords | None:
        if heard is None:
            return None
        return HeardWords(self.person(heard.by), one_line(heard.words, QUOTE_LIMIT), self.moment(heard.at))

    def read_back(self, read: FlowReading | None) -> str:
        """Say when the flow was read, and by whom: a person's word is never passed off as a reading."""
        if read is None:
            return ""
        who = one_line(read.by_person or "", NAME_LIMIT)
        return f"{self.moment(read.at)}, {f'on the word of {who}' if who else 'read from the flow itself'}"

    def plan(self, plan: Plan | None) -> PlanWords | None:
        return _plan_words(plan, self.tag) if plan else None

    def offer(self, starts: WallTime) -> DayOffer:
        """Offer a start to be chosen with one click."""
        return DayOffer(starts.local, words.moment(starts.at, ZoneInfo(starts.zone), self.tag))

    def against(self, obstacle: Obstacle) -> AgainstWords:
        """Say which rule a day breaks, and what it is about."""
        return AgainstWords(obstacle.rule.value, one_line(obstacle.what, NAME_LIMIT))


@lru_cache(maxsize=64)  # the mails of one decision say the same plan again, and their entries too
def _plan_words(plan: Plan, tag: str) -> PlanWords:
    starts, zone = plan.starts, ZoneInfo(plan.starts.zone)

    def beside(other: WallTime) -> str:
        return words.hour_beside(other.at, starts.at, zone, tag)

    name, offset = (say(starts.at, zone, tag) for say in (words.zone_name, words.offset))
    return PlanWords(
        day=words.day(starts.local.date(), tag),
        starts=words.moment(starts.at, zone, tag),
        hour=words.hour(starts.local, tag),
        off_at=beside(plan.off_at),
        proceed_until=beside(plan.proceed_until),
        ends_by=beside(plan.ends_by),
        off_limit=beside(plan.off_limit),
        proceed_until_whole=words.moment(plan.proceed_until.at, zone, tag),
        ends_by_whole=words.moment(plan.ends_by.at, zone, tag),
        zone=name if name == offset else f"{name} ({offset})",
        iso=f"{starts.local:%Y-%m-%d %H:%M}",
        hour_was_said=plan.hour_was_said,
    )
