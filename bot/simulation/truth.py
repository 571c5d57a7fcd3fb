"""What is true of imports, by what people wrote and were told; what the house thinks has no part in it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.desk.firm import Role
from bot.simulation.fate import SimClock
from bot.simulation.letters import Letter
from bot.simulation.offices import STAFF, VENDOR, Office
from bot.simulation.voices import Meaning
from bot.simulation.world import SimGate

M = Meaning
SECOND_THOUGHTS = timedelta(minutes=5)
NO_BUSINESS = frozenset({M.OTHER, M.AWAY, M.RETURNED, M.THANKS, M.QUESTION, M.PERSON, M.ORDER})
RELEASING = frozenset({M.DONE, M.NOTHING_IN})
REPORTERS = frozenset({Role.CONFIRMER, Role.DELEGATE})


@dataclass
class Told:
    """One import of a firm that was told to proceed."""

    importing: bool = True
    over_at: datetime | None = None  # when somebody entitled said that it is over


@dataclass
class Truth:
    clock: SimClock
    offices: Mapping[str, Office]
    gates: Mapping[str, SimGate]
    told: dict[str, dict[str, Told]] = field(default_factory=lambda: defaultdict(dict))  # firm, ref
    firms: dict[str, str] = field(default_factory=dict)  # ref → firm
    # firm → starts asked for
    named: dict[str, set[datetime]] = field(default_factory=lambda: defaultdict(set))
    held_off: set[str] = field(default_factory=set)  # firms whose flow staff hold off
    letters: dict[str, Letter] = field(default_factory=dict)  # by Message-ID
    waiting: list[Letter] = field(default_factory=list)  # objections the house has not seen yet
    delegates: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # ref → addresses
    wants: set[str] = field(
        default_factory=set
    )  # firms where somebody asked for an import, or staff booked one

    def may_report(self, by: str, firm: str, ref: str) -> bool:
        """Whether somebody may say for the firm that this import is over."""
        return self.offices[firm].role(by) in REPORTERS or by in self.delegates[ref]

    def may_import(self, firm: str, ref: str) -> None:
        """A firm was told to proceed: whatever it said before is over."""
        self.told[firm][ref] = Told()

    def importing(self, firm: str) -> list[str]:
        """Return the imports of a firm that were told to proceed and are not over."""
        return [ref for ref, told in self.told[firm].items() if told.importing]

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
            if self.may_report(letter.by, letter.firm, letter.ref) and letter.ref in self.told[letter.firm]:
                self._is_over(letter.firm, letter.ref, at)
        elif letter.meaning is M.NAMES_VENDOR and letter.proved:
            if self.may_report(letter.by, letter.firm, letter.ref):
                self.delegates[letter.ref].add(VENDOR)
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
