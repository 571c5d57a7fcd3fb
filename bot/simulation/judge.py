"""The promises, judged from outside: by what reached mailbox, people and gates, never by what a ticket says.

Only that a letter moves no ticket it may not move is read from the journal, which says which letter did what.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.desk import events as e
from bot.desk.firm import Role
from bot.desk.tasks import Mail
from bot.desk.ticket import ENDED, Stage
from bot.simulation.letters import Letter, Seen, addresses
from bot.simulation.town import ADMIN, STAFF, House
from bot.simulation.voices import Meaning
from bot.simulation.world import Fate, SimClock, SimGate
from bot.store.journal import Journalled
from bot.store.work import Work

M = Meaning
SECOND_THOUGHTS = timedelta(minutes=5)
WINDOW = (
    timedelta(minutes=-30),
    timedelta(minutes=120),
)  # about the start, when a firm may be told to proceed
AT_MOST = 8  # copies of one mail, after as many ends that nobody could tell
NO_BUSINESS = frozenset({M.OTHER, M.AWAY, M.RETURNED, M.THANKS, M.QUESTION, M.PERSON, M.ORDER})
RELEASING = frozenset({M.DONE, M.NOTHING_IN})
REPORTERS = frozenset({Role.CONFIRMER, Role.DELEGATE})


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that was not kept."""

    promise: str
    how: str


@dataclass
class Told:
    """One import of a firm that was told to proceed."""

    importing: bool = True
    over_at: datetime | None = None  # when somebody entitled said that it is over


@dataclass
class Judge:
    clock: SimClock
    fate: Fate
    town: Mapping[str, House]
    gates: Mapping[str, SimGate]
    broken: list[Broken] = field(default_factory=list)
    told: dict[str, dict[str, Told]] = field(default_factory=lambda: defaultdict(dict))  # firm, ref
    firms: dict[str, str] = field(default_factory=dict)  # ref → firm
    starts: dict[str, datetime] = field(default_factory=dict)  # ref → the start it was confirmed, naive
    named: dict[str, set[datetime]] = field(
        default_factory=lambda: defaultdict(set)
    )  # firm → starts asked for
    held_off: set[str] = field(default_factory=set)  # firms whose flow staff hold off
    letters: dict[str, Letter] = field(default_factory=dict)  # by Message-ID
    waiting: list[Letter] = field(default_factory=list)  # objections the house has not seen yet
    sent: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    unclear: dict[str, int] = field(
        default_factory=lambda: defaultdict(int)
    )  # Message-ID → ends nobody knows
    gists: dict[tuple[str, str], str] = field(default_factory=dict)  # (recipient, gist) → Message-ID
    wants: set[str] = field(
        default_factory=set
    )  # firms where somebody asked for an import, or staff booked one

    def breaks(self, promise: str, how: str) -> None:
        self.broken.append(Broken(promise, how))

    # --- letters ---------------------------------------------------------------------------------

    def arrives(self, letter: Letter, at: datetime) -> None:
        """A letter lies in the mailbox from now on."""
        self.letters[letter.message_id] = letter
        if not letter.honest:
            return
        if letter.starts:
            self.named[letter.firm].add(letter.starts)
        if letter.meaning not in NO_BUSINESS or letter.line.startswith("book"):
            self.wants.add(letter.firm)
        if letter.by in STAFF:
            self._ordered(letter, at)
        elif letter.meaning in RELEASING and letter.proved:
            house = self.town[letter.firm]
            if house.role(letter.by) in REPORTERS and letter.ref in self.told[letter.firm]:
                self._is_over(letter.firm, letter.ref, at)
        elif letter.meaning is M.WAIT and letter.ref in self.told[letter.firm]:
            self._objected(letter, at)

    def _ordered(self, letter: Letter, at: datetime) -> None:
        if not letter.proved:
            return
        verb = letter.line.partition(" ")[0]
        if verb in ("done", "accept") and letter.ref in self.firms:
            firm = self.firms[letter.ref]
            if letter.ref in self.told[firm]:
                self._is_over(firm, letter.ref, at)
        elif letter.line.startswith("flow on"):
            self.held_off.discard(letter.firm)
        elif letter.line.startswith("flow off"):
            self.waiting.append(letter)

    def _is_over(self, firm: str, ref: str, at: datetime) -> None:
        """The last word counts: an objection before it is answered by it."""
        self.told[firm][ref] = Told(importing=False, over_at=at)
        self.waiting = [x for x in self.waiting if x.meaning is not M.WAIT or x.ref != ref]

    def _objected(self, letter: Letter, at: datetime) -> None:
        """In time for second thoughts it counts as soon as it lies there, else once the house has it."""
        over = self.told[letter.firm][letter.ref].over_at
        if over and at < over + SECOND_THOUGHTS and not self.clock.wrong_by:
            self._goes_on(letter)
        else:
            self.waiting.append(letter)

    def has_fetched(self, message_ids: set[str]) -> None:
        """The house has stored these letters."""
        for letter in [letter for letter in self.waiting if letter.message_id in message_ids]:
            self.waiting.remove(letter)
            if letter.meaning is M.ORDER:
                self.held_off.add(letter.firm)
            elif letter.proved or not self.gates[letter.firm].truly_on:
                self._goes_on(letter)

    def _goes_on(self, letter: Letter) -> None:
        if not self.gates[letter.firm].truly_on:
            self.told[letter.firm][letter.ref] = Told()

    # --- the gate --------------------------------------------------------------------------------

    def gate_asked(self, firm: str, *, on: bool) -> None:
        """We order a gate to move."""
        if not on or self.gates[firm].truly_on:
            return
        for ref, told in self.told[firm].items():
            if told.importing:
                self.breaks("the flow is never turned on in mid-import", f"{firm}: {ref} is importing")
        if firm in self.held_off:
            self.breaks("a flow that staff hold off stays off", firm)

    # --- our mail --------------------------------------------------------------------------------

    def tried(self, seen: Seen) -> None:
        """A mail was composed and handed over, whatever became of it."""
        if seen.kind in (Mail.TIMING_CONFIRMED, Mail.RESCHEDULED) and seen.starts:
            self.starts[seen.ref] = seen.starts

    def taken(self, seen: Seen, raw: bytes, recipients: tuple[str, ...], *, clear: bool) -> None:
        """The server took a mail for these."""
        first = seen.message_id not in self.sent
        for to in recipients:
            self._once(seen, to)
            self._to_the_right_people(seen, to)
        if not clear:
            self.unclear[seen.message_id] += 1
        self._ours_alone(addresses(raw))
        if seen.kind is Mail.PROCEED:
            self._told_to_proceed(seen, first=first)
        if seen.kind in (Mail.TIMING_CONFIRMED, Mail.RESCHEDULED):
            self._day_was_asked_for(seen)
        if seen.kind is Mail.REMINDER and self._since_the_start(seen.ref) > timedelta():
            self.breaks("what came too late is not sent", f"a reminder of {seen.ref} after its start")
        if seen.kind is Mail.DO_NOT_START and self._since_the_start(seen.ref) > WINDOW[1]:
            self.breaks("what came too late is not sent", f"“do not start” for {seen.ref} after its window")

    def died_while_sending(self, message_id: str) -> None:
        self.unclear[message_id] += 1

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
        if to in STAFF or to == ADMIN:
            return
        firm = next((house.key for house in self.town.values() if house.firm.knows(to)), None)
        if firm is None:
            self.breaks("nothing is sent to an address outside the directory", f"{seen.subject} to {to}")
        elif seen.ref and self.firms.setdefault(seen.ref, firm) != firm:
            self.breaks("no mail of a firm goes to another", f"{seen.ref} to {to}")
        elif firm not in self.wants and seen.kind is not Mail.SAID_IN_YOUR_NAME:
            self.breaks("other people's mail gets no answer", f"{seen.subject} to {to}")

    def _ours_alone(self, people: tuple[str, ...]) -> None:
        firms = {house.key for to in people for house in self.town.values() if house.firm.knows(to)}
        if len(firms) > 1:
            self.breaks("no mail of a firm goes to another", ", ".join(people))

    def _told_to_proceed(self, seen: Seen, *, first: bool) -> None:
        firm = self.firms[seen.ref]
        if first:
            self.told[firm][seen.ref] = Told()
        if self.gates[firm].truly_on:
            self.breaks("nobody is told to proceed while the flow is on", f"{firm}: {seen.ref}")
        if not WINDOW[0] <= self._since_the_start(seen.ref) < WINDOW[1]:
            self.breaks("nobody is told to proceed outside the window", f"{firm}: {seen.ref}")

    def _since_the_start(self, ref: str) -> timedelta:
        """Return how long ago an import should have started, by the house's own clock."""
        starts, firm = self.starts.get(ref), self.firms.get(ref)
        if starts is None or firm is None:
            return timedelta()
        return self.clock.now() - starts.replace(tzinfo=self.town[firm].firm.zone)

    def _day_was_asked_for(self, seen: Seen) -> None:
        firm = self.firms[seen.ref]
        if seen.starts not in self.named[firm]:
            self.breaks("no day is booked that nobody named", f"{seen.ref} for {seen.starts}")

    # --- the journal -----------------------------------------------------------------------------

    def reads(self, line: Journalled, letter: Letter | None, firm: str, work: Work) -> None:
        """Something was written into a ticket's journal."""
        entry = line.entry
        if letter is not None and not self._may(letter, firm, line):
            how = f"{letter.by} ({letter.meaning}): {type(entry.event).__name__}, {entry.was} → {entry.now}"
            self.breaks("a letter that does not count moves no ticket", f"IMP-{line.ticket}: {how}")
        if entry.now in ENDED and entry.was not in ENDED:
            self._ends(line, firm, work)

    def _may(self, letter: Letter, firm: str, line: Journalled) -> bool:
        entry = line.entry
        if entry.was is entry.now and not isinstance(entry.event, e.Requested):
            return True
        if letter.meaning in (M.AWAY, M.RETURNED):
            return False
        if letter.honest and letter.by in STAFF:
            return letter.proved
        ours = letter.by in STAFF or self.town[firm].firm.knows(letter.by)
        stops = (entry.was, entry.now) == (Stage.TURNING_ON, Stage.IMPORTING)
        if stops and ours:
            return True
        if not (letter.honest and letter.proved and ours):
            return False
        return self.town[firm].role(letter.by) in REPORTERS or entry.now is not Stage.TURNING_ON

    def _ends(self, line: Journalled, firm: str, work: Work) -> None:
        gate = self.gates[firm]
        by_hand = bool(gate.toggles) and gate.toggles[-1].by_hand
        wanted_off = firm in self.held_off or any(t.wants_off for t in work.open_tickets(firm))
        if not (gate.truly_on or by_hand or wanted_off):
            self.breaks("an ended import leaves its flow on", f"{firm}: IMP-{line.ticket}")

    # --- the end ---------------------------------------------------------------------------------

    def sums_up(self, work: Work, met: int) -> None:
        """All letters are accounted for, all journals are whole, nobody sleeps for ever."""
        far = self.clock.now() + timedelta(days=3650)
        ledger = work.ledger(datetime(2000, 1, 1, tzinfo=far.tzinfo), far)
        if not ledger.balanced or ledger.unread:
            self.breaks("every letter is accounted for", str(ledger))
        distinct = ledger.acted + ledger.asked + ledger.left_alone + ledger.quarantined
        if distinct != met:
            self.breaks("every letter has one disposition", f"{met} letters, {distinct} dispositions")
        for letter in work.quarantined():
            self.breaks("no letter is set aside that can be read", f"{letter.sender}: {letter.reason}")
        ringing = set(work.due_alarms(far, 100_000))
        for ticket in work.tickets():
            if work.verify_chain(ticket.id) is not None:
                self.breaks("a journal is whole", ticket.ref)
            if not ticket.ended and ticket.id not in ringing:
                self.breaks("an open ticket never sleeps for ever", ticket.ref)
