"""The support people: they read what the house tells them, ring up the firm, and give commands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from bot.desk.tasks import Mail
from bot.simulation.importer import Importer
from bot.simulation.luck import luck_of
from bot.simulation.offices import STAFF
from bot.simulation.posting import post
from bot.simulation.script import Order
from bot.simulation.seen import Seen
from bot.simulation.town import Town
from bot.simulation.voices import Meaning
from bot.simulation.words import Words

# What a person does about a sentence in a mail to staff; the first that fits.
ANSWERS: tuple[tuple[str, str], ...] = (
    ("turned on by hand", "flow off {firm}"),
    ("duplicates were found", "review {ref}"),
    ("a colleague answered", "unpause {ref}"),
    ("is held", "unpause {ref}"),
    ("while the ticket is held", "unpause {ref}"),
    ("has not answered the review", "close {ref}"),
    ("does not match", "close {ref}"),
    ("the checks wait for a person", "review {ref}"),
    ("the flow is still off", "flow on {firm}"),
    ("does not turn on", "flow on {firm}"),
    ("until you say @sluice go", "go"),
    ("does not count", "accept {ref}"),
)
# What staff say when the firm tells them on the telephone that all is in.
ABOUT_THE_END = (
    "silent", "cannot tell", "part of it is loaded", "another objected", "could not be read",
    "wants a person", "asks something", "not complete after all", "turned on by hand",
)  # fmt: skip

# Commands out of the blue: some wise, some wrong, some for nobody.
OUT_OF_THE_BLUE = (
    "status", "help", "pause {ref}", "unpause {ref}", "flow off {firm}", "flow on {firm}", "cancel {ref}",
    "close {ref}", "reopen {ref}", "review {ref}", "approve {ref}", "done IMP-999", "frobnicate {ref}",
    "stop all", "accept {ref}", "flow of {firm}", "reschedule {ref} 2026-02-30", "flow on nobody",
)  # fmt: skip
LATER = {"stop all": "go", "pause": "unpause {ref}", "flow off": "flow on {firm}"}  # what makes up for it


@dataclass
class Desk:
    town: Town
    importer_of: Callable[[str], Importer | None]
    luck: Random
    written: int = 0
    asked: set[str] = field(default_factory=set)

    def hears(self, seen: Seen, who: str) -> None:
        """Staff got a mail: one of them answers, mostly within hours."""
        if seen.kind is Mail.STAFF_SWITCH:
            self._is_to_turn(seen, luck_of(f"{who}/{seen.message_id}"))
        if who != STAFF[0] or seen.kind not in (None, Mail.STAFF_APPROVAL):
            return
        luck = luck_of(f"{self.luck.random()}/{seen.message_id}")
        line = self._line_for(seen, luck)
        if line:
            at = self.town.now + timedelta(minutes=luck.choice((4, 30, 120, 600)))
            self.town.agenda.later(at, lambda: self._orders(line, seen, luck))

    def _line_for(self, seen: Seen, luck: Random) -> str:
        if seen.kind is Mail.STAFF_APPROVAL:
            return f"approve {seen.ref}" if luck.random() < 0.9 else ""
        if not seen.ref or luck.random() < 0.3:
            return ""
        return next((line for sign, line in ANSWERS if sign in seen.text), "telephone")

    def _is_to_turn(self, seen: Seen, luck: Random) -> None:
        """One of them does, or both, sooner or later; now and then neither."""
        if luck.random() < 0.7:
            at = self.town.now + timedelta(minutes=luck.choice((2, 4, 15, 90)))
            self.town.agenda.later(at, lambda: self._turns(seen, luck))

    def _turns(self, seen: Seen, luck: Random) -> None:
        _, way, firm = seen.turn.split()
        self.town.history.note(f"staff turn {way} the flow of {firm}")
        self.town.gates[firm].turn_by_hand(on=way == "on")
        self.says(seen.turn, seen.ref, firm, luck, answers=(seen.message_id,))

    def _orders(self, line: str, seen: Seen, luck: Random) -> None:
        importer = self.importer_of(seen.ref)
        if importer and importer.done and any(sign in seen.text for sign in ABOUT_THE_END):
            line = f"done {seen.ref}"
        if line.startswith("accept") and not (importer and importer.done):
            return
        if line == "telephone":
            return
        self.says(
            line, seen.ref, self.town.judge.truth.firms.get(seen.ref, ""), luck, answers=(seen.message_id,)
        )

    def out_of_the_blue(self, order: Order, ref: str) -> None:
        """Give a command nobody asked for; what it stops is set going again some hours later."""
        luck = luck_of(order.luck)
        line = luck.choice(OUT_OF_THE_BLUE)
        if line.startswith("accept"):
            line = "status {ref}"
        self.says(line, ref or "IMP-1", order.firm, luck)
        makes_up = next((makes_up for sign, makes_up in LATER.items() if line.startswith(sign)), None)
        if makes_up:
            at = self.town.now + timedelta(minutes=luck.randint(5, 900))
            self.town.agenda.later(at, lambda: self.says(makes_up, ref or "IMP-1", order.firm, luck))

    def says(self, line: str, ref: str, firm: str, luck: Random, answers: tuple[str, ...] = ()) -> None:
        line = line.format(ref=ref, firm=firm)
        self.written += 1
        words = Words(
            luck.choice(STAFF), Meaning.ORDER, f"@sluice {line}", "Re: import", answers, firm, ref, line=line
        )
        post(self.town, words, f"desk#{ref}#{line}#{self.written}")
