"""Somebody who wants an import: begins it, changes their mind, breaks off, reports, says that it is done.

What is true of the import (begun, part in, done) is kept here, and whoever is honest says nothing else.
"""

from datetime import datetime

from bot.desk.tasks import Mail
from bot.simulation.offices import STAFF, VENDOR, Office
from bot.simulation.person import MINUTE, Person
from bot.simulation.script import Trouble, Wish
from bot.simulation.seen import Seen
from bot.simulation.town import Town
from bot.simulation.troubles import bad_hour
from bot.simulation.voices import Meaning
from bot.simulation.words import Words

M = Meaning


class Importer(Person):
    """One person who wants one import, and those of the firm who help."""

    def __init__(self, wish: Wish, office: Office, town: Town) -> None:
        super().__init__(office, town, wish.luck)
        self.wish = wish
        self.told = False
        self.vendor_reports = False
        self.begun_at: datetime | None = None
        self.done_at: datetime | None = None

    # --- what is true ----------------------------------------------------------------------------

    @property
    def part_in(self) -> bool:
        return self.begun_at is not None and self.town.now > self.begun_at + 10 * MINUTE

    @property
    def done(self) -> bool:
        return self.done_at is not None and self.town.now >= self.done_at

    def is_mine(self, seen: Seen) -> bool:
        """Whether a mail is about this import."""
        if self.ref or not seen.ref:
            return bool(self.ref) and seen.ref == self.ref
        booked = self.wish.by_staff and seen.kind is Mail.TIMING_CONFIRMED and seen.starts == self.starts
        return booked or bool(set(seen.thread) & set(self.wrote))

    # --- before the day --------------------------------------------------------------------------

    def begins(self) -> None:
        """Ask for an import, in one of several ways; or staff book it by telephone."""
        self.starts = self.another_day(7)
        if self.wish.by_staff:
            self._is_booked_by_staff(self.starts)
        elif self.luck.random() < 0.25:
            self.says(M.REQUEST_UNDATED)
        elif self.luck.random() < 0.1:
            self.starts = self.another_day(2)  # too soon
            self.says(M.REQUEST)
        else:
            self.says(M.REQUEST)

    def _is_booked_by_staff(self, starts: datetime) -> None:
        firm = self.office.key
        line = f"book {firm} {starts:%Y-%m-%d} {starts:%H:%M}"
        by = self.luck.choice(STAFF)
        self.posts(Words(by, M.ORDER, f"@sluice {line}", "by phone", firm=firm, line=line, starts=starts))

    def changes_mind(self, seen: Seen) -> None:
        if self.told:
            return
        if self.luck.random() < 0.3:
            self.says(M.CANCEL, seen)
        else:
            self.starts = self.another_day(8)
            self.says(M.MOVE, seen)

    def names_the_vendor(self, seen: Seen) -> None:
        self.vendor_reports = True
        self.says(M.NAMES_VENDOR, seen)

    # --- on the day ------------------------------------------------------------------------------

    def cannot_today(self, seen: Seen) -> None:
        """Nothing was loaded, and they say so at once, or only when asked."""
        if self.luck.random() < 0.5:
            self.says(M.CANCEL, seen)
        else:
            self.starts = self.another_day(8)
            self.says(M.MOVE, seen)

    def breaks_off(self, seen: Seen) -> None:
        if not self.done:
            self.says(M.CANCEL, seen)

    def reports(self, seen: Seen) -> None:
        if not self.done:
            self.says(M.NOT_DONE, seen)

    def is_taken_for_done(self, seen: Seen, by: str | None) -> None:
        """Somebody who may not say so says that it is done; or somebody else does in this person's name."""
        if not self.done:
            self.says(M.DONE, seen, by=by, proved=by is not None)

    def is_not_done_yet(self, seen: Seen) -> None:
        if self.luck.random() < 0.5:
            self.clicks("Not finished yet", M.NOT_DONE, seen)
        else:
            self.says(M.NOT_DONE, seen)
        if self.done_at and self.luck.random() < self.diligence:
            self.town.agenda.later(self.done_at + self.some(30), lambda: self.is_done(self.latest or seen))

    def is_done(self, seen: Seen) -> None:
        """Say so, sometimes twice, sometimes two of them; sometimes it turns out otherwise."""
        if not self.done or self.begun_at is None:
            return
        self.may_have_a_bad_hour(self.within(4), 0.6)
        again = self.luck.random()
        if self.vendor_reports and again < 0.7:
            self.says(M.DONE, seen, by=VENDOR)
        elif again < 0.25:
            self.clicks("The import is complete", M.DONE, seen)
        else:
            self.says(M.DONE, seen)
        if again > 0.85:
            self.town.agenda.later(self.within(10), lambda: self.says(M.DONE, seen, by=self.colleague()))
        elif again > 0.6:
            at = self.within(9)
            self.town.agenda.later(at, lambda: self._has_second_thoughts(seen))
            if self.luck.random() < 0.4:
                bad_hour(self.town, self.office.key, at - MINUTE / 2, self.a_key(), Trouble.MAILBOX_DOWN)

    def _has_second_thoughts(self, seen: Seen) -> None:
        """It was not all: go on, and say so again later."""
        self.done_at = self.town.now + self.luck.choice((40, 120, 300)) * MINUTE
        by = self.office.clerk if self.luck.random() < 0.3 else None
        self.says(M.WAIT, seen, by=by, proved=self.luck.random() < 0.8)
        self.town.agenda.later(self.done_at + self.some(20), lambda: self.is_done(self.latest or seen))

    def says_what_is_in(self, seen: Seen) -> None:
        if self.done:
            self.says(M.DONE, seen)
        elif self.part_in:
            self.clicks("Some of it was loaded", M.SOME_IN, seen)
        else:
            self.begun_at = self.done_at = None
            self.told = False
            if self.luck.random() < 0.5:
                self.clicks("Nothing was loaded", M.NOTHING_IN, seen)
            else:
                self.says(M.NOTHING_IN, seen)

    def may_have_a_bad_hour(self, at: datetime, chance: float) -> None:
        """Neighbours fail most where it matters most, or the wait for a bad seed would be long."""
        if self.luck.random() < chance:
            bad_hour(self.town, self.office.key, at, self.a_key())
