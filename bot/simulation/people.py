"""The people of the town: they want an import, answer what they understand, change their minds and go silent.

A person knows only mail. What is true of the import (begun, part in, done) is kept here, and whoever is
honest says nothing else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import Protocol

from bot.desk.tasks import Mail
from bot.simulation.letters import Letter, Seen
from bot.simulation.luck import luck_of
from bot.simulation.script import Trouble, Wish
from bot.simulation.town import STAFF, VENDOR, House
from bot.simulation.voices import DAYS, VOICES, Meaning

M = Meaning
PRACTICES = ("Lindgren", "Harmon", "Ortiz", "Baker & Sons", "Whitfield")
HOURS = (time(6, 0), time(9, 30), time(13, 0), time(17, 0), time(18, 0), time(21, 30))
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Words:
    """A letter as its writer means it; the town posts it."""

    by: str
    meaning: Meaning
    text: str
    subject: str
    answers: tuple[str, ...] = ()
    firm: str = ""
    ref: str = ""
    honest: bool = True
    proved: bool = True
    line: str = ""
    starts: datetime | None = None
    cc: str = ""
    headers: tuple[str, ...] = ()
    written_at: datetime | None = None  # what its Date says; None: now


class Town(Protocol):
    """What people can do."""

    def now(self) -> datetime: ...

    def later(self, at: datetime, then: Callable[[], None]) -> None: ...

    def post(self, words: Words, key: str) -> Letter | None: ...

    def bad_hour(self, firm: str, at: datetime, luck: str, trouble: Trouble | None = None) -> None: ...


def a_day(starts: datetime, luck: Random) -> dict[str, str]:
    """Return a day and an hour as somebody words them."""
    day = starts.strftime(luck.choice(DAYS)).replace("{d}", str(starts.day))
    hour = (
        f"{starts.hour % 12 or 12}{starts:%M}"
        if not starts.minute
        else f"{starts.hour % 12 or 12}:{starts:%M}"
    )
    if not starts.minute:
        hour = f"{starts.hour % 12 or 12}"
    return {"day": day, "hour": f"{hour} {'am' if starts.hour < 12 else 'pm'}"}


@dataclass
class Importer:
    """One person who wants one import, and those of the firm who help."""

    wish: Wish
    house: House
    town: Town
    ref: str = ""
    starts: datetime | None = None  # naive: the start they want now
    wrote: list[str] = field(default_factory=list)  # Message-IDs of theirs
    told: bool = False
    given_up: bool = False
    begun_at: datetime | None = None
    done_at: datetime | None = None
    latest: Seen | None = None
    first: Seen | None = None
    kept: int = 0  # letters written

    def __post_init__(self) -> None:
        self.luck = luck_of(self.wish.luck)
        self.who = self.luck.choice(self.house.confirmers)
        self.subject = f"Import of the {self.luck.choice(PRACTICES)} clients"
        self.diligence = self.luck.choice((0.3, 0.9, 0.9, 1.0))  # how surely they answer at all
        self.hurry = self.luck.choice((3, 20, 20, 120))  # minutes to an answer

    # --- what is true ----------------------------------------------------------------------------

    @property
    def part_in(self) -> bool:
        return self.begun_at is not None and self.town.now() > self.begun_at + 10 * MINUTE

    @property
    def done(self) -> bool:
        return self.done_at is not None and self.town.now() >= self.done_at

    # --- what they do ----------------------------------------------------------------------------

    def begins(self) -> None:
        """Ask for an import, in one of several ways; or staff book it by telephone."""
        self.starts = self._another_day(7)
        if self.wish.by_staff:
            at = self.starts
            line = f"book {self.house.key} {at:%Y-%m-%d} {at:%H:%M}"
            words = Words(
                self.luck.choice(STAFF), M.ORDER, f"@sluice {line}", "by phone", firm=self.house.key,
                line=line, starts=at,
            )  # fmt: skip
            self._post(words)
        elif self.luck.random() < 0.25:
            self._say(M.REQUEST_UNDATED)
        elif self.luck.random() < 0.1:
            self.starts = self._another_day(2)  # too soon
            self._say(M.REQUEST)
        else:
            self._say(M.REQUEST)

    def is_mine(self, seen: Seen) -> bool:
        """Whether a mail is about this import."""
        if self.ref or not seen.ref:
            return bool(self.ref) and seen.ref == self.ref
        booked = self.wish.by_staff and seen.kind is Mail.TIMING_CONFIRMED and seen.starts == self.starts
        return booked or bool(set(seen.thread) & set(self.wrote))

    def hears(self, seen: Seen) -> None:
        """A mail of ours reached the firm."""
        self.ref = self.ref or seen.ref
        self.first, self.latest = self.first or seen, seen
        react = REACTIONS.get(seen.kind) if seen.kind else None
        if react is not None:
            react(self, seen)

    # --- reactions -------------------------------------------------------------------------------

    def gives_a_day(self, seen: Seen) -> None:
        if self.luck.random() < self.diligence:
            self.starts = self._another_day(9)
            self._soon(lambda: self._say(M.DATE, seen))

    def means_that_day(self, seen: Seen) -> None:
        if self.luck.random() < self.diligence:
            self._soon(lambda: self._say(M.DATE, seen))

    def is_booked(self, seen: Seen) -> None:
        """Look whether the day is right; later perhaps another suits better, or none."""
        if seen.starts != self.starts:
            self._soon(lambda: self._say(M.MOVE, seen))
            return
        start = self.starts.replace(tzinfo=self.house.firm.zone) if self.starts else self.town.now()
        self._may_be_a_bad_hour(start - self._some(40), 0.6)
        chance = self.luck.random()
        if chance < 0.2:
            self._sometime_before(lambda: self._changes_mind(seen))
        elif chance < 0.25:
            self._soon(lambda: self._click("We need another date", M.MOVE, seen))

    def may_proceed(self, seen: Seen) -> None:
        """Begin, and take some hours; or find that today it cannot be."""
        if self.told and self.begun_at and not self.done:
            return
        self.told, self.done_at = True, None
        if self.luck.random() < 0.12:
            self.town.later(self._in(30), lambda: self._cannot_today(seen))
            return
        begins = self._in(20)
        takes = self.luck.choice((1, 3, 5, 5, 8, 14)) * 60 * MINUTE
        self.begun_at, self.done_at = begins, begins + takes
        if self.luck.random() < 0.4:
            self.town.later(begins + takes * self.luck.random(), lambda: self._reports(seen))
        if self.luck.random() < 0.12:
            self.town.later(begins + takes * self.luck.random(), lambda: self._breaks_off(seen))
        if self.luck.random() < 0.3:
            by = self.luck.choice((self.house.clerk, None))
            self.town.later(begins + takes * self.luck.random(), lambda: self._is_taken_for_done(seen, by))
        if self.luck.random() < 0.75 * self.diligence:
            self.town.later(self.done_at + self._some(30), lambda: self._is_done(seen))

    def stops(self, seen: Seen) -> None:
        self._soon(lambda: self._say(M.DONE if self.done else M.SOME_IN, seen))

    def tells_how_far(self, seen: Seen) -> None:
        """Answer "is it finished?" with the truth, if at all."""
        if self.luck.random() < self.diligence:
            self._soon(lambda: self._is_done(seen) if self.done else self._not_yet(seen))

    def tells_what_is_in(self, seen: Seen) -> None:
        if self.luck.random() < self.diligence:
            self._soon(lambda: self._what_is_in(seen))

    def compares(self, seen: Seen) -> None:
        chance = self.luck.random() / self.diligence
        if chance < 0.5:
            self._soon(lambda: self._click("All ten match", M.MATCH, seen))
        elif chance < 0.8:
            self._soon(lambda: self._say(M.MATCH, seen))
        elif chance < 0.95:
            self._soon(lambda: self._say(M.MISMATCH, seen))

    def thanks(self, seen: Seen) -> None:
        if self.luck.random() < 0.1:
            self._soon(lambda: self._say(M.THANKS, seen))

    # --- moves -----------------------------------------------------------------------------------

    def _changes_mind(self, seen: Seen) -> None:
        if self.told:
            return
        if self.luck.random() < 0.3:
            self.given_up = True
            self._say(M.CANCEL, seen)
        else:
            self.starts = self._another_day(8)
            self._say(M.MOVE, seen)

    def _cannot_today(self, seen: Seen) -> None:
        """Nothing was loaded, and they say so at once, or only when asked."""
        if self.luck.random() < 0.5:
            self._say(M.CANCEL, seen)
            self.given_up = True
        else:
            self.starts = self._another_day(8)
            self._say(M.MOVE, seen)

    def _breaks_off(self, seen: Seen) -> None:
        if not self.done:
            self._say(M.CANCEL, seen)

    def _reports(self, seen: Seen) -> None:
        if not self.done:
            self._say(M.NOT_DONE, seen)

    def _is_taken_for_done(self, seen: Seen, by: str | None) -> None:
        """Somebody who may not say so says that it is done; or somebody else does in this person's name."""
        if not self.done:
            self._say(M.DONE, seen, by=by, proved=by is not None)

    def _not_yet(self, seen: Seen) -> None:
        if self.luck.random() < 0.5:
            self._click("Not finished yet", M.NOT_DONE, seen)
        else:
            self._say(M.NOT_DONE, seen)
        if self.done_at and self.luck.random() < self.diligence:
            self.town.later(self.done_at + self._some(30), lambda: self._is_done(self.latest or seen))

    def _is_done(self, seen: Seen) -> None:
        """Say so, sometimes twice, sometimes two of them; sometimes it turns out otherwise."""
        if not self.done or self.begun_at is None:
            return
        self._may_be_a_bad_hour(self._in(4), 0.6)
        again = self.luck.random()
        if again < 0.25:
            self._click("The import is complete", M.DONE, seen)
        else:
            self._say(M.DONE, seen)
        if again > 0.85:
            self.town.later(self._in(10), lambda: self._say(M.DONE, seen, by=self._colleague()))
        elif again > 0.6:
            at = self._in(9)
            self.town.later(at, lambda: self._second_thoughts(seen))
            if self.luck.random() < 0.4:
                self.kept += 1
                key = f"{self.wish.luck}#{self.kept}"
                self.town.bad_hour(self.house.key, at - MINUTE / 2, key, Trouble.MAILBOX_DOWN)

    def _second_thoughts(self, seen: Seen) -> None:
        """It was not all: go on, and say so again later."""
        self.done_at = self.town.now() + self.luck.choice((40, 120, 300)) * MINUTE
        by = self.house.clerk if self.luck.random() < 0.3 else None
        self._say(M.WAIT, seen, by=by, proved=self.luck.random() < 0.8)
        self.town.later(self.done_at + self._some(20), lambda: self._is_done(self.latest or seen))

    def _what_is_in(self, seen: Seen) -> None:
        if self.done:
            self._say(M.DONE, seen)
        elif self.part_in:
            self._click("Some of it was loaded", M.SOME_IN, seen)
        else:
            self.begun_at = self.done_at = None
            self.told = False
            if self.luck.random() < 0.5:
                self._click("Nothing was loaded", M.NOTHING_IN, seen)
            else:
                self._say(M.NOTHING_IN, seen)

    def _may_be_a_bad_hour(self, at: datetime, chance: float) -> None:
        """Neighbours fail most where it matters most, or the wait for a bad seed would be long."""
        if self.luck.random() < chance:
            self.kept += 1
            self.town.bad_hour(self.house.key, at, f"{self.wish.luck}#{self.kept}")

    # --- how they write --------------------------------------------------------------------------

    def _say(
        self, meaning: Meaning, seen: Seen | None = None, *, by: str | None = None, proved: bool = True
    ) -> None:
        text = self.luck.choice(VOICES[meaning])
        dated = meaning in (M.REQUEST, M.DATE, M.MOVE) and self.starts
        day = a_day(self.starts, self.luck) if dated and self.starts else {}
        text = text.format(name=self.subject.removeprefix("Import of the ").removesuffix(" clients"), **day)
        mail = self._replies_to(seen)
        self._post(
            Words(
                by or self.who, meaning, text, f"Re: {mail.subject}" if mail else self.subject,
                (*mail.thread, mail.message_id) if mail else (), self.house.key, self.ref, proved=proved,
                starts=self.starts if dated else None,
                cc=self._copied_in() if self.luck.random() < 0.3 else "",
            )
        )  # fmt: skip

    def _replies_to(self, seen: Seen | None) -> Seen | None:
        """Mostly the mail itself, sometimes an old one, now and then none."""
        chance = self.luck.random()
        if seen is None or chance < 0.05:
            return None
        return self.first if chance < 0.15 else seen

    def _click(self, label: str, meaning: Meaning, seen: Seen) -> None:
        clicked = seen.click(label)
        if clicked is None:
            self._say(meaning, seen)
            return
        subject, text = clicked
        self._post(Words(self.who, meaning, text, subject, (), self.house.key, self.ref))

    def _post(self, words: Words) -> None:
        self.kept += 1
        letter = self.town.post(words, f"{self.wish.luck}#{self.kept}")
        if letter is not None:
            self.wrote.append(letter.message_id)

    def _copied_in(self) -> str:
        return self.luck.choice((self._colleague(), self.house.clerk, VENDOR))

    def _colleague(self) -> str:
        return self.luck.choice(self.house.confirmers)

    # --- when ------------------------------------------------------------------------------------

    def _another_day(self, least: int) -> datetime:
        local = self.town.now().astimezone(self.house.firm.zone)
        day = local.date() + timedelta(days=least + self.luck.randint(0, 3))
        return datetime.combine(day, self.luck.choice(HOURS))

    def _soon(self, then: Callable[[], None]) -> None:
        self.town.later(self._in(self.hurry), then)

    def _sometime_before(self, then: Callable[[], None]) -> None:
        if self.starts:
            left = self.starts.replace(tzinfo=self.house.firm.zone) - self.town.now()
            self.town.later(self.town.now() + left * self.luck.random(), then)

    def _in(self, minutes: int) -> datetime:
        return self.town.now() + self._some(minutes)

    def _some(self, minutes: int) -> timedelta:
        return timedelta(seconds=self.luck.randint(10, minutes * 60))


REACTIONS: Mapping[Mail, Callable[[Importer, Seen], None]] = {
    Mail.DATE_MISSING: Importer.gives_a_day,
    Mail.DATE_AMBIGUOUS: Importer.means_that_day,
    Mail.DATE_CONTRADICTORY: Importer.gives_a_day,
    Mail.DATE_IMPOSSIBLE: Importer.gives_a_day,
    Mail.DAY_REFUSED: Importer.gives_a_day,
    Mail.RELEASED: Importer.gives_a_day,
    Mail.TIMING_CONFIRMED: Importer.is_booked,
    Mail.RESCHEDULED: Importer.is_booked,
    Mail.PROCEED: Importer.may_proceed,
    Mail.PLEASE_STOP: Importer.stops,
    Mail.NUDGE: Importer.tells_how_far,
    Mail.IS_IT_FINISHED: Importer.tells_how_far,
    Mail.WAS_ANYTHING_LOADED: Importer.tells_what_is_in,
    Mail.REVIEW_REQUEST: Importer.compares,
    Mail.REVIEW_REMINDER: Importer.compares,
    Mail.REVIEW_INCOMPLETE: Importer.compares,
    Mail.REVIEW_MISMATCHED: Importer.compares,
    Mail.FLOW_ON: Importer.thanks,
    Mail.REVIEW_MATCHED: Importer.thanks,
}
