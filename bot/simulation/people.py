"""Everybody who hears from the house: those of the firms who want imports, and the support people."""

from bot.simulation.desk import Desk
from bot.simulation.importer import Importer
from bot.simulation.luck import luck_of
from bot.simulation.offices import STAFF
from bot.simulation.reactions import hear
from bot.simulation.script import Wish
from bot.simulation.seen import Seen
from bot.simulation.town import Town


class People:
    def __init__(self, town: Town) -> None:
        self.town = town
        self.importers: list[Importer] = []
        self.desk = Desk(town, self._importer_of, luck_of(f"{town.script.seed}/desk"))

    def wish(self, item: Wish) -> None:
        """Let somebody want an import, and ask for it."""
        importer = Importer(item, self.town.offices[item.firm], self.town)
        self.importers.append(importer)
        importer.begins()

    def hear(self, seen: Seen, recipients: tuple[str, ...]) -> None:
        """Let a mail of ours reach all whom the server took it for."""
        offices = self.town.offices.values()
        for firm in sorted({office.key for to in recipients for office in offices if office.firm.knows(to)}):
            self.town.latest[firm] = seen
            for importer in self.importers:
                if importer.office.key == firm and importer.is_mine(seen):
                    hear(importer, seen)
        for who in recipients:
            if who in STAFF:
                self.desk.hears(seen, who)

    def _importer_of(self, ref: str) -> Importer | None:
        return next((importer for importer in self.importers if importer.ref == ref), None)
