"""The promises about flow and mail, judged from outside: by what reached people and gates."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.desk.invitation import BOOKS
from bot.desk.tasks import Mail
from bot.simulation.fate import SimClock
from bot.simulation.offices import ADMIN, STAFF
from bot.simulation.seen import Seen, addresses
from bot.simulation.truth import Truth

# About the start, when a firm may be told to proceed.
WINDOW = (timedelta(minutes=-30), timedelta(minutes=120))
ABOUT_A_DAY = BOOKS | {Mail.CANCELLED}
A_LETTERS_WAY = timedelta(minutes=5)
AT_MOST = 8  # copies of one mail, after as many ends that nobody could tell


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that was not kept."""

    promise: str
    how: str


def _counts() -> defaultdict[str, int]:
    return defaultdict(int)


@dataclass
class Judge:
    clock: SimClock
    truth: Truth
    broken: list[Broken] = field(default_factory=list)
    starts: dict[str, datetime] = field(default_factory=dict)  # ref → the start it was confirmed, naive
    days: dict[str, dict[str, datetime | None]] = field(
        default_factory=lambda: defaultdict(dict)
    )  # ref → by mail, as they were first tried, the start it names; None: it calls the day off
    sent: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(_counts))
    unclear: dict[str, int] = field(default_factory=_counts)  # Message-ID → ends nobody knows
    gists: dict[tuple[str, str], str] = field(default_factory=dict)  # (recipient, gist) → Message-ID
    in_hand: str = ""  # the mail whose fate a process that dies may not have written down

    def breaks(self, promise: str, how: str) -> None:
        self.broken.append(Broken(promise, how))

    # --- the gate --------------------------------------------------------------------------------

    def gate_asked(self, firm: str, *, on: bool) -> None:
        """We order a gate to move."""
        if not on or self.truth.gates[firm].truly_on:
            return
        for ref in self.truth.importing(firm):
            self.breaks("the flow is never turned on in mid-import", f"{firm}: {ref} is importing")
        if firm in self.truth.held_off:
            self.breaks("a flow that staff hold off stays off", firm)

    # --- our mail --------------------------------------------------------------------------------

    def tried(self, seen: Seen) -> None:
        """A mail was composed and handed over, whatever became of it."""
        if seen.kind in ABOUT_A_DAY and seen.message_id not in self.days[seen.ref]:
            self.days[seen.ref][seen.message_id] = None if seen.kind is Mail.CANCELLED else seen.starts
            if seen.starts:
                self.starts[seen.ref] = seen.starts

    def taken(self, seen: Seen, raw: bytes, recipients: tuple[str, ...], *, clear: bool) -> bool:
        """The server took a mail for these; True if it is the first time."""
        first, self.in_hand = seen.message_id not in self.sent, seen.message_id
        for to in recipients:
            self._once(seen, to)
            self._to_the_right_people(seen, to)
        if not clear:
            self.unclear[seen.message_id] += 1
        self._ours_alone(addresses(raw))
        if seen.kind is Mail.PROCEED:
            self._told_to_proceed(seen, first=first)
        if seen.kind in BOOKS:
            self._day_was_asked_for(seen)
        if seen.kind is Mail.REMINDER and self._since_the_start(seen.ref) > timedelta():
            self.breaks("what came too late is not sent", f"a reminder of {seen.ref} after its start")
        if seen.kind is Mail.DO_NOT_START and self._since_the_start(seen.ref) > WINDOW[1]:
            self.breaks("what came too late is not sent", f"“do not start” for {seen.ref} after its window")
        return first

    def died(self) -> None:
        """The process died: what it sent last it may not have written down."""
        if self.in_hand:
            self.unclear[self.in_hand] += 1

    def _once(self, seen: Seen, to: str) -> None:
        times, ends = self.sent[seen.message_id], self.unclear[seen.message_id]
        times[to] += 1
        if times[to] > 1 + ends:
            self.breaks("every mail goes out once", f"{seen.subject} to {to}, {times[to]} times")
        if times[to] > AT_MOST:
            self.breaks("a mail is not repeated without end", f"{seen.subject} to {to}, {times[to]} times")
        first = self.gists.setdefault((to, seen.gist), seen.message_id)
        if first != seen.message_id and self.unclear[first] and to not in (*STAFF, ADMIN):
            self.breaks("a mail goes again under the same Message-ID", f"{seen.subject} to {to}")

    def _to_the_right_people(self, seen: Seen, to: str) -> None:
        if to in STAFF or to == ADMIN or to in self.truth.delegates[seen.ref]:
            return
        firm = next((house.key for house in self.truth.offices.values() if house.firm.knows(to)), None)
        if firm is None:
            self.breaks("nothing is sent to an address outside the directory", f"{seen.subject} to {to}")
        elif seen.ref and self.truth.firms.setdefault(seen.ref, firm) != firm:
            self.breaks("no mail of a firm goes to another", f"{seen.ref} to {to}")
        elif firm not in self.truth.wants and seen.kind is not Mail.SAID_IN_YOUR_NAME:
            self.breaks("other people's mail gets no answer", f"{seen.subject} to {to}")

    def _ours_alone(self, people: tuple[str, ...]) -> None:
        firms = {house.key for to in people for house in self.truth.offices.values() if house.firm.knows(to)}
        if len(firms) > 1:
            self.breaks("no mail of a firm goes to another", ", ".join(people))

    def _told_to_proceed(self, seen: Seen, *, first: bool) -> None:
        firm = self.truth.firms[seen.ref]
        if first:
            self.truth.may_import(firm, seen.ref)
        if self.truth.gates[firm].truly_on and not self._was_just_turned_by_staff(firm):
            self.breaks("nobody is told to proceed while the flow is on", f"{firm}: {seen.ref}")
        if not WINDOW[0] <= self._since_the_start(seen.ref) < WINDOW[1]:
            self.breaks("nobody is told to proceed outside the window", f"{firm}: {seen.ref}")

    def _was_just_turned_by_staff(self, firm: str) -> bool:
        """Whether staff's word on a flow that only they turn may still be on its way to us."""
        toggles = self.truth.gates[firm].toggles
        return self.truth.offices[firm].by_hand and self.clock.now() < toggles[-1].at + A_LETTERS_WAY

    def _since_the_start(self, ref: str) -> timedelta:
        """Return how long ago an import should have started, by the house's own clock."""
        starts, firm = self.starts.get(ref), self.truth.firms.get(ref)
        if starts is None or firm is None:
            return timedelta()
        return self.clock.now() - starts.replace(tzinfo=self.truth.offices[firm].firm.zone)

    def _day_was_asked_for(self, seen: Seen) -> None:
        firm = self.truth.firms[seen.ref]
        if seen.starts not in self.truth.named[firm]:
            self.breaks("no day is booked that nobody named", f"{seen.ref} for {seen.starts}")
        *_, last = self.days[seen.ref].values()
        if seen.starts != last:
            self.breaks("nobody hears a day that is over", f"{seen.ref} for {seen.starts}")
