"""A script is played: the real steps of the house, woken by the town's letters and its own diary.

One process at a time lives on one database. When it dies, the next one finds what was committed and nothing
else. In which order the steps come in one waking is drawn, since threads keep none.
"""

import os
import socket
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from pathlib import Path

from sqlalchemy import event

from bot.daemon.following import fetch_all, mailbox_lease
from bot.desk.firm import Firm
from bot.desk.ticket import Stage
from bot.errors import Unavailable
from bot.flow.person import LastWord
from bot.simulation.desk import Desk
from bot.simulation.housing import an_empty_database, settings_of, the_templates
from bot.simulation.judge import Broken, Judge
from bot.simulation.letters import Letter, Seen, see, write
from bot.simulation.luck import luck_of, number_of
from bot.simulation.people import Importer, Words
from bot.simulation.script import BEGIN, Crash, Fault, Order, Script, Stray, StrayLetter, Trouble, Wish
from bot.simulation.strays import words_of
from bot.simulation.town import STAFF, SUPPORT
from bot.simulation.town import House as Office
from bot.simulation.voices import Meaning
from bot.simulation.world import (
    INBOX,
    SENT,
    Died,
    Fate,
    MortalStore,
    SimChecks,
    SimClock,
    SimGate,
    SimMailbox,
    SimPost,
)
from bot.steps.carry_out import carry_out_one
from bot.steps.house import House, World
from bot.steps.outage import note_answer, note_outage
from bot.steps.read_one import read_one
from bot.steps.restored import begin_anew
from bot.steps.sweep import next_moment, sweep
from bot.store.database import open_database
from bot.store.ids import Ids
from bot.store.leases import Held
from bot.store.tables import Acting
from bot.store.work import Store

NEVER_AT_REST = 400  # rounds in one waking
POLL = timedelta(seconds=60)
AFTER_AN_OUTAGE = timedelta(minutes=2)  # and longer each time
BETWEEN_WAKINGS = timedelta(seconds=4)
CHECK_BACK = timedelta(hours=12)  # of a house that has nothing to do
GRACE = timedelta(hours=6)  # at the end, when all troubles are over


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a script."""

    broken: tuple[Broken, ...]
    numbers: dict[str, int]
    history: tuple[str, ...]
    written: tuple[str, ...]  # keys of letters and bad hours, by which a script may mute them


def play(script: Script) -> Outcome:
    """Let a script happen, in a database of its own that is gone afterwards."""
    shm = Path("/dev/shm")  # noqa: S108 -- memory, where there is some: nothing needs to outlive us
    with tempfile.TemporaryDirectory(prefix="simulation-", dir=shm if shm.is_dir() else None) as folder:
        file = Path(folder, "house.db")
        file.write_bytes(an_empty_database())
        played = Play(script, f"sqlite:///{file}")
        try:
            played.run()
        finally:
            played.store.close()
        return played.outcome()


BAD_HOURS = (
    Trouble.GATE_STUCK, Trouble.GATE_STUCK, Trouble.GATE_LAGS, Trouble.GATE_DENIES, Trouble.GATE_DOWN,
    Trouble.POST_DOWN, Trouble.POST_UNCLEAR, Trouble.POST_DEFERS, Trouble.MAILBOX_DOWN, Trouble.ASLEEP,
    Trouble.HAND_ON,
)  # fmt: skip


class Play:
    """One script in one town."""

    def __init__(self, script: Script, url: str) -> None:
        self.script, self.luck = script, luck_of(f"{script.seed}/play")
        self.clock = SimClock(BEGIN)
        self.fate = Fate(lambda: self.clock.at)
        self.offices = {office.key: office for office in script.town}
        self.gates = {key: SimGate(self.clock, self.fate, key, self) for key in self.offices}
        self.judge = Judge(self.clock, self.fate, self.offices, self.gates)
        self.mailbox = SimMailbox(self.fate)
        self.post_office = SimPost(self.fate, self, *self._refusals())
        self.settings, self.lives = settings_of(script), 0
        self.store = self._open(url)
        self.house = self._new_house()
        self.agenda: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = count()
        self.importers: list[Importer] = []
        self.desk = Desk(
            self, lambda ref: self.judge.firms.get(ref, ""), self._importer, luck_of(f"{script.seed}/desk")
        )
        self.seen: dict[str, Seen] = {}  # firm → the last mail to it
        self.posted: list[Letter] = []
        self.spoilt: list[str] = []
        self.numbers: Counter[str] = Counter()
        self.history: list[str] = []
        self.letters_by_id: dict[int, Letter | None] = {}
        self.journalled: set[tuple[int, int]] = set()
        self.dies_elsewhere = False
        self.outage = self.fetched = False
        self.outages = 0
        self.wakes_at = BEGIN
        self.asleep_until = BEGIN
        self.last_mail = ""

    # --- the house -------------------------------------------------------------------------------

    def _open(self, url: str) -> MortalStore:
        engine = open_database(url)

        @event.listens_for(engine, "connect")
        def hurry(connection, _) -> None:  # type: ignore[no-untyped-def]
            connection.execute(
                "PRAGMA synchronous = OFF"
            )  # a process that dies takes no written page with it

        salts = luck_of(f"{self.script.seed}/salts")
        ids = Ids(b"a key for simulations", "desk.example", lambda: f"{salts.getrandbits(128):032x}")
        self.eye = Store(engine, ids)  # looks at what is written, and is not the house's
        store = MortalStore(engine, ids)
        store.fate = self.fate
        with store.transaction() as work:
            work.import_firms([office.firm for office in self.script.town])
            work.set_acting(Acting.GOING)
        return store

    def _new_house(self, *, elsewhere: bool = False) -> House:
        """Start a process; one on the same machine frees at once what the dead one held."""
        self.lives += 1
        machine = "elsewhere" if elsewhere else socket.gethostname()
        holder = f"{machine}:{os.getpid()}:{self.lives}"
        world = World(
            self.post_office, SimChecks(self.fate), self._gate, lambda _, raw: self.mailbox.file_sent(raw)
        )
        house = House(self.settings, self.store, self.clock, world, the_templates(), holder)
        begin_anew(house)
        return house

    def _gate(self, firm: Firm, _: LastWord) -> SimGate:
        return self.gates[firm.key]

    def _refusals(self) -> tuple[Callable[[str], bool], Callable[[str], bool]]:
        def deferred(to: str) -> bool:
            return to.startswith(("a", "b", "c", "d", "sue"))

        def refused(to: str) -> bool:
            return to[0] in "bdf"

        return deferred, refused

    # --- time ------------------------------------------------------------------------------------

    def now(self) -> datetime:
        return self.clock.at

    def later(self, at: datetime, then: Callable[[], None]) -> None:
        heappush(self.agenda, (max(at, self.clock.at), next(self._order), then))

    def run(self) -> None:
        """Play the script to its end, and let the house come to rest afterwards."""
        for item in self.script.items:
            self.later(item.at, lambda item=item: self._happens(item))  # type: ignore[misc]
        self._until(self.script.end)
        self.agenda.clear()
        self.fate.until.clear()
        self.fate.dies_after = None
        self.clock.wrong_by = timedelta()
        self.asleep_until = self.clock.at
        self.wakes_at = self.clock.at
        self._until(self.script.end + GRACE)
        for _ in range(2):  # what the last mails left in the folder of sent mail
            self.clock.at += POLL
            self._work()
        with self.eye.reading() as work:
            self.judge.sums_up(work, self.mailbox.distinct())
            self._count(work)

    def _until(self, end: datetime) -> None:
        while not self.judge.broken:
            due = self.agenda[0][0] if self.agenda else end
            moment = min(due, max(self.wakes_at, self.asleep_until))
            if moment > end:
                return
            self.clock.at = max(self.clock.at, moment.astimezone(UTC))
            while self.agenda and self.agenda[0][0] <= self.clock.at:
                heappop(self.agenda)[2]()
            if self.clock.at >= self.asleep_until and self.clock.at >= self.wakes_at:
                self._work()
            elif moment == end:
                return

    def _happens(self, item: object) -> None:
        match item:
            case Wish():
                importer = Importer(item, self.offices[item.firm], self)
                self.importers.append(importer)
                importer.begins()
            case StrayLetter():
                self._strays(item)
            case Order():
                seen = self.seen.get(item.firm)
                self.desk.out_of_the_blue(item, seen.ref if seen else "")
            case Fault():
                self._fails(item)
            case Crash():
                self.fate.dies_after = item.after
                self.dies_elsewhere = item.elsewhere

    def _fails(self, fault: Fault) -> None:
        self.numbers["faults"] += 1
        self._note(f"{fault.trouble} ({fault.firm}), {fault.lasts}")
        match fault.trouble:
            case Trouble.HAND_ON | Trouble.HAND_OFF:
                self.turn_by_hand(fault.firm, on=fault.trouble is Trouble.HAND_ON)
            case Trouble.MAILBOX_RENUMBERED:
                self.mailbox.validity += 1
            case Trouble.ASLEEP:
                self.asleep_until = max(self.asleep_until, self.clock.at + fault.lasts)
            case Trouble.CLOCK_WRONG:
                wrong = timedelta(minutes=luck_of(fault.luck).choice((-60, -5, 5, 60)))
                self.clock.wrong_by = wrong
                self.later(self.clock.at + fault.lasts, self._clock_is_set)
            case _:
                firm = fault.firm if self._is_of_a_firm(fault.trouble) else ""
                self.fate.begin(fault.trouble, firm, fault.lasts)

    def bad_hour(self, firm: str, at: datetime, luck: str, trouble: Trouble | None = None) -> None:
        """Let one neighbour fail at that time, unless the script spares us or has ended by then."""
        if luck in self.script.muted or at >= self.script.end:
            return
        self.spoilt.append(luck)
        drawn = luck_of(luck)
        lasts = timedelta(minutes=drawn.choice((4, 20, 90, 200)))
        fault = Fault(at, luck, trouble or drawn.choice(BAD_HOURS), firm, lasts)
        self.later(at, lambda: self._fails(fault))

    def _is_of_a_firm(self, trouble: Trouble) -> bool:
        return trouble.name.startswith(("GATE", "CHECKS"))

    def _clock_is_set(self) -> None:
        self.clock.wrong_by = timedelta()
        self.wakes_at = min(self.wakes_at, self.clock.at)

    def turn_by_hand(self, firm: str, *, on: bool) -> None:
        self.gates[firm].turn_by_hand(on=on)

    # --- one waking ------------------------------------------------------------------------------

    def _work(self) -> None:
        """Do all that is due, in no set order, until there is nothing more or the process dies."""
        self.numbers["wakings"] += 1
        steps = [self._take_in, self._read, self._sweep, self._carry_out]
        self.luck.shuffle(steps)
        self.outage = self.fetched = False
        self.last_mail = ""
        try:
            for _ in range(NEVER_AT_REST):
                busy = [self._step(step) for step in steps]
                if not any(busy) or self.judge.broken:
                    break
            else:
                self.judge.breaks("the house comes to rest", f"after {NEVER_AT_REST} rounds it still works")
            self.wakes_at = self._next()
        except Died:
            self._dies()
        self._look()

    def _step(self, step: Callable[[], bool]) -> bool:
        self.fate.point()
        try:
            return step()
        except Exception as error:
            self.judge.breaks("the house makes no error of its own", f"{step.__name__}: {error!r}")
            return False

    def _take_in(self) -> bool:
        if self.fetched:
            return False
        self.fetched = True  # all there is; what comes of our own mail is fetched at the next waking
        lease = mailbox_lease(self.house, "support")
        if isinstance(lease, Held):
            self.outage = True
            return False
        try:
            fetch_all(self.house, self.mailbox, self.settings.mailbox[0], lease)
        except Unavailable as error:
            self.outage = True
            self.outages += 1
            note_outage(self.house, "mailbox support", str(error))
        else:
            self.outages = 0
            note_answer(self.house, "mailbox support")
        self._bind()
        return True

    @property
    def _position(self) -> int:
        with self.eye.reading() as work:
            position = work.position("support", INBOX)
        return (position.uidvalidity * 1_000_000 + position.uid) if position else 0

    def _bind(self) -> None:
        """What the house has stored of the mailbox it can no longer claim not to know."""
        if not self.judge.waiting:
            return
        upto = self._position % 1_000_000
        self.judge.has_fetched({letter.message_id for letter in self.posted[:upto]})

    def _read(self) -> bool:
        return read_one(self.house, "support")

    def _sweep(self) -> bool:
        sweep(self.house)
        return False

    def _carry_out(self) -> bool:
        return carry_out_one(self.house)

    def _next(self) -> datetime:
        due = next_moment(self.house) - self.clock.wrong_by
        soon = self.clock.at + (AFTER_AN_OUTAGE * min(self.outages + 1, 10) if self.outage else CHECK_BACK)
        return max(min(due, soon), self.clock.at + BETWEEN_WAKINGS)

    def _dies(self) -> None:
        """What was not committed is lost; another process takes over some seconds later."""
        self.numbers["crashes"] += 1
        if self.last_mail:
            self.judge.died_while_sending(self.last_mail)
        self._note("the process dies")
        elsewhere = self.dies_elsewhere
        self.house = self._new_house(elsewhere=elsewhere)
        if not elsewhere:
            with self.store.transaction() as work:
                work.free_lost(self.clock.now())
        self.wakes_at = self.clock.at + timedelta(seconds=self.luck.randint(1, 60))

    # --- what the witness sees -------------------------------------------------------------------

    def mail_tried(self, raw: bytes) -> None:
        self.judge.tried(see(raw))

    def mail_taken(self, raw: bytes, recipients: tuple[str, ...], *, clear: bool) -> None:
        seen = see(raw)
        self.numbers["mails"] += 1
        self.last_mail = seen.message_id
        again = seen.message_id in self.judge.sent
        self._note(
            f"mail {seen.kind or seen.lead[:60]!r} {seen.ref} → {', '.join(recipients)}"
            + ("" if clear else " (unclear)")
        )
        self.judge.taken(seen, raw, recipients, clear=clear)
        if again:
            return
        firms = {office.key for to in recipients for office in self.script.town if office.firm.knows(to)}
        for firm in sorted(firms):
            self.seen[firm] = seen
            self._reaches(firm, seen)
        for who in recipients:
            if who in STAFF:
                self.desk.hears(seen, who)

    def _reaches(self, firm: str, seen: Seen) -> None:
        for importer in self.importers:
            if importer.house.key == firm and importer.is_mine(seen):
                importer.hears(seen)

    def gate_asked(self, firm: str, *, on: bool) -> None:
        self.numbers["switches"] += 1
        self._note(f"gate of {firm} is asked to turn {'on' if on else 'off'}")
        self.judge.gate_asked(firm, on=on)

    # --- letters ---------------------------------------------------------------------------------

    def post(self, words: Words, key: str) -> Letter | None:
        """Put a letter into the mailbox, unless the script mutes it."""
        if key in self.script.muted:
            return None
        at = words.written_at or self.clock.at
        message_id = f"<{len(self.posted) + 1}.{number_of(key)}@{words.by.rpartition('@')[2]}>"
        raw = write(
            words.text, words.by, words.subject, message_id, at, proved=words.proved, answers=words.answers,
            cc=words.cc, headers=words.headers,
        )  # fmt: skip
        letter = Letter(
            message_id, raw, words.by, words.meaning, words.text, words.honest, words.proved, words.firm,
            words.ref, words.line, self.clock.at, words.starts, key,
        )  # fmt: skip
        self._deliver(letter)
        return letter

    def _deliver(self, letter: Letter) -> None:
        self.numbers["letters"] += 1
        doubt = (
            ""
            if letter.honest and letter.proved
            else f" ({'honest' if letter.honest else 'forged'}, {'proved' if letter.proved else 'unproved'})"
        )
        self._note(f"{letter.by} writes “{letter.text[:170]}” [{letter.meaning} {letter.ref}]{doubt}")
        self.posted.append(letter)
        self.mailbox.deliver(letter.raw, self.clock.at)
        self.judge.arrives(letter, self.clock.at)
        late = timedelta() if self.luck.random() < 0.6 else self.luck.random() * POLL
        self.wakes_at = min(self.wakes_at, self.clock.at + late)

    def _strays(self, stray: StrayLetter) -> None:
        if stray.kind is Stray.COLLEAGUE:
            self._colleague(stray)
        elif stray.kind is Stray.COPY:
            self._copy(stray)
        elif words := words_of(stray, self.offices[stray.firm], self):
            self.post(words, stray.luck)

    def _copy(self, stray: StrayLetter) -> None:
        mine = [letter for letter in self.posted if letter.firm == stray.firm]
        if not mine:
            return
        letter = luck_of(stray.luck).choice(mine)
        self._note(f"a second copy comes of “{letter.text[:50]}”")
        self.numbers["letters"] += 1
        self.posted.append(letter)
        self.mailbox.deliver(
            b"Received: from elsewhere.example by mx.desk.example\r\n" + letter.raw, self.clock.at
        )
        self.wakes_at = min(self.wakes_at, self.clock.at + POLL)

    def _colleague(self, stray: StrayLetter) -> None:
        seen = self.seen.get(stray.firm)
        if seen is None:
            return
        self._note(f"a colleague answers {seen.ref} himself")
        message_id = f"<colleague.{number_of(stray.luck)}@desk.example>"
        raw = write(
            "I'll ring you up about this.", SUPPORT, f"Re: {seen.subject}", message_id, self.clock.at,
            answers=(*seen.thread, seen.message_id),
        )  # fmt: skip
        self.mailbox.deliver(raw, self.clock.at, SENT)
        self.numbers["letters"] += 1
        self.wakes_at = min(self.wakes_at, self.clock.at + POLL)

    def latest(self, firm: str) -> Seen | None:
        return self.seen.get(firm)

    def neighbour(self, firm: str) -> Office:
        others = [office for office in self.script.town if office.key != firm]
        return others[0] if others else self.offices[firm]

    def old_completion(self, firm: str) -> Letter | None:
        long_ago = self.clock.at - timedelta(days=2)
        old = (
            p for p in self.posted if p.firm == firm and p.meaning is Meaning.DONE and p.honest and p.proved
        )
        return next((p for p in old if p.at and p.at < long_ago), None)

    def _importer(self, ref: str) -> Importer | None:
        return next((importer for importer in self.importers if importer.ref == ref), None)

    # --- looking ---------------------------------------------------------------------------------

    def _look(self) -> None:
        """Read what was journalled in this waking, and let the judge look at it."""
        now = self.clock.now()
        with self.eye.reading() as work:
            for line in work.entries_between(now, now + timedelta(microseconds=1)):
                if (line.ticket, line.sequence) in self.journalled:
                    continue
                self.journalled.add((line.ticket, line.sequence))
                ticket = work.ticket(line.ticket)
                assert ticket is not None
                entry = line.entry
                if entry.was is not entry.now:
                    self._note(f"IMP-{line.ticket} {entry.was} → {entry.now} ({type(entry.event).__name__})")
                self.judge.reads(line, self._letter(line.letter, work), ticket.firm, work)

    def _letter(self, number: int | None, work) -> Letter | None:  # type: ignore[no-untyped-def]
        if number is None:
            return None
        if number not in self.letters_by_id:
            known = work.letter(number)
            self.letters_by_id[number] = self.judge.letters.get(known.message_id)
        return self.letters_by_id[number]

    def _count(self, work) -> None:  # type: ignore[no-untyped-def]
        for ticket in work.tickets():
            state = {Stage.CLOSED: "closed", Stage.CANCELLED: "cancelled"}.get(ticket.stage, "open")
            self.numbers[state] += 1

    def _note(self, what: str) -> None:
        self.history.append(f"{self.clock.at:%d %b %H:%M:%S}  {what}")

    def outcome(self) -> Outcome:
        written = (*self.spoilt, *(letter.key for letter in self.posted))
        return Outcome(tuple(self.judge.broken), dict(self.numbers), tuple(self.history), written)
