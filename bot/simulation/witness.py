"""What truly happens to post and gates is seen here, judged, and then known to the people."""

from dataclasses import dataclass

from bot.desk.tasks import Mail
from bot.simulation.people import People
from bot.simulation.seen import see
from bot.simulation.town import Town


@dataclass(frozen=True, slots=True)
class Witness:
    town: Town
    people: People

    def mail_tried(self, raw: bytes) -> None:
        self.town.judge.tried(see(raw))

    def mail_taken(self, raw: bytes, recipients: tuple[str, ...], *, clear: bool) -> None:
        seen, town = see(raw), self.town
        town.history.count("mails")
        unclear = "" if clear else " (unclear)"
        town.history.note(
            f"mail {seen.kind or seen.lead[:60]!r} {seen.ref} → {', '.join(recipients)}{unclear}"
        )
        if seen.kind is Mail.STAFF_SWITCH and seen.turn.startswith("turned on"):
            town.judge.gate_asked(seen.turn.split()[-1], on=True)
        if town.judge.taken(seen, raw, recipients, clear=clear):
            self.people.hear(seen, recipients)

    def gate_asked(self, firm: str, *, on: bool) -> None:
        self.town.history.count("switches")
        self.town.history.note(f"gate of {firm} is asked to turn {'on' if on else 'off'}")
        self.town.judge.gate_asked(firm, on=on)
