"""The promises about what is kept: what a letter may move, whole journals, the sum over all letters.

Only here is the house's own memory looked at, since nothing else says which letter did what.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.desk import events as e
from bot.desk.ticket import ENDED, Stage
from bot.simulation.letters import Letter
from bot.simulation.offices import STAFF
from bot.simulation.town import Town
from bot.simulation.voices import Meaning
from bot.store.journal import Journalled
from bot.store.work import Store, Work


@dataclass
class Audit:
    """Looks at what is written, and writes nothing."""

    town: Town
    store: Store
    looked_at: set[tuple[int, int]] = field(default_factory=set)
    letters: dict[int, Letter | None] = field(default_factory=dict)  # by their number in the store

    def look(self) -> None:
        """Judge what was journalled in this waking."""
        now = self.town.clock.now()
        with self.store.reading() as work:
            for line in work.entries_between(now, now + timedelta(microseconds=1)):
                if (line.ticket, line.sequence) not in self.looked_at:
                    self.looked_at.add((line.ticket, line.sequence))
                    self._reads(line, work)

    def sum_up(self) -> None:
        """All letters are accounted for, all journals are whole, nobody sleeps for ever."""
        far = self.town.clock.now() + timedelta(days=3650)
        with self.store.reading() as work:
            self._every_letter(work, far)
            ringing = set(work.due_alarms(far, 100_000))
            for ticket in work.tickets():
                stage = {Stage.CLOSED: "closed", Stage.CANCELLED: "cancelled"}.get(ticket.stage, "open")
                self.town.history.count(stage)
                if work.verify_chain(ticket.id) is not None:
                    self.town.judge.breaks("a journal is whole", ticket.ref)
                if not ticket.ended and ticket.id not in ringing:
                    self.town.judge.breaks("an open ticket never sleeps for ever", ticket.ref)

    # --- the journal -----------------------------------------------------------------------------

    def _reads(self, line: Journalled, work: Work) -> None:
        entry, ticket = line.entry, work.ticket(line.ticket)
        assert ticket is not None
        if entry.was is not entry.now:
            self.town.history.note(
                f"IMP-{line.ticket} {entry.was} → {entry.now} ({type(entry.event).__name__})"
            )
        letter = self._letter(line.letter, work)
        if letter is not None and not self._may(letter, ticket.firm, line):
            how = f"{letter.by} ({letter.meaning}): {type(entry.event).__name__}, {entry.was} → {entry.now}"
            self.town.judge.breaks(
                "a letter that does not count moves no ticket", f"IMP-{line.ticket}: {how}"
            )
        if entry.now in ENDED and entry.was not in ENDED:
            self._ends(line, ticket.firm, work)

    def _letter(self, number: int | None, work: Work) -> Letter | None:
        if number is None:
            return None
        if number not in self.letters:
            known = work.letter(number)
            self.letters[number] = self.town.judge.truth.letters.get(str(known and known.message_id))
        return self.letters[number]

    def _may(self, letter: Letter, firm: str, line: Journalled) -> bool:
        entry, office, truth = line.entry, self.town.offices[firm], self.town.judge.truth
        if entry.was is entry.now and not isinstance(entry.event, e.Requested):
            return True
        if letter.meaning in (Meaning.AWAY, Meaning.RETURNED):
            return False
        if letter.honest and letter.by in STAFF:
            return letter.proved
        reports = truth.may_report(letter.by, firm, f"IMP-{line.ticket}")
        ours = reports or letter.by in STAFF or office.firm.knows(letter.by)
        stops = (entry.was, entry.now) == (Stage.TURNING_ON, Stage.IMPORTING)
        if stops and ours:
            return True
        if not (letter.honest and letter.proved and ours):
            return False
        return reports or entry.now is not Stage.TURNING_ON

    def _ends(self, line: Journalled, firm: str, work: Work) -> None:
        gate, held_off = self.town.gates[firm], self.town.judge.truth.held_off
        by_hand = bool(gate.toggles) and gate.toggles[-1].by_hand
        wanted_off = firm in held_off or any(t.wants_off for t in work.open_tickets(firm))
        if not (gate.truly_on or by_hand or wanted_off):
            self.town.judge.breaks("an ended import leaves its flow on", f"{firm}: IMP-{line.ticket}")

    # --- the end ---------------------------------------------------------------------------------

    def _every_letter(self, work: Work, until: datetime) -> None:
        breaks, lying = self.town.judge.breaks, self.town.mailbox.distinct()
        ledger = work.ledger(datetime(2000, 1, 1, tzinfo=until.tzinfo), until)
        if not ledger.balanced or ledger.unread:
            breaks("every letter is accounted for", str(ledger))
        settled = ledger.acted + ledger.asked + ledger.left_alone + ledger.quarantined
        if settled != lying:
            breaks("every letter has one disposition", f"{lying} letters, {settled} dispositions")
        for letter in work.quarantined():
            breaks("no letter is set aside that can be read", f"{letter.sender}: {letter.reason}")
