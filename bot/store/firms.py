"""Firms, and whose an address is.

A firm is one value in one row; the addresses and domains beside it only lead to it.
"""

from collections.abc import Iterable
from functools import cached_property

from sqlalchemy import Select, bindparam, delete, insert, select, update
from sqlmodel import col

from bot.desk.firm import Firm
from bot.store.codec import as_json, from_json
from bot.store.part import Part
from bot.store.tables import ContactRow, DomainRow, FirmRow

FIRMS = select(col(FirmRow.body))
FIRM = FIRMS.where(col(FirmRow.key) == bindparam("firm"))
BY_ADDRESS = select(col(ContactRow.firm)).where(col(ContactRow.address) == bindparam("address"))
BY_DOMAIN = select(col(DomainRow.firm)).where(col(DomainRow.domain) == bindparam("domain"))
FIRMS_OF = FIRMS.where(col(FirmRow.key).in_(BY_ADDRESS.union(BY_DOMAIN)))


class Firms(Part):
    def import_firms(self, firms: Iterable[Firm]) -> tuple[int, int]:
        """Add firms, or change those with the same key; return how many are new and how many changed.

        A firm that is not among them stays as it is, for its tickets still need it.
        """
        known = {firm.key: firm for firm in self.firms()}
        wanted = {firm.key: firm for firm in firms}
        new = [firm for firm in wanted.values() if firm.key not in known]
        changed = [firm for firm in wanted.values() if firm.key in known and firm != known[firm.key]]
        for firm in new:
            self.db.execute(insert(FirmRow), {"key": firm.key, "body": as_json(firm)})
        for firm in changed:
            self.db.execute(update(FirmRow).where(col(FirmRow.key) == firm.key), {"body": as_json(firm)})
            self.db.execute(delete(ContactRow).where(col(ContactRow.firm) == firm.key))
            self.db.execute(delete(DomainRow).where(col(DomainRow.firm) == firm.key))
        for firm in (*new, *changed):
            self._let_be_found(firm)
        self._firms.clear()
        return len(new), len(changed)

    def firm(self, key: str) -> Firm | None:
        """Return the firm of that key; asked for again and again on a letter's way, it is looked up once."""
        if key not in self._firms:
            body = self.db.execute(FIRM, {"firm": key}).scalar_one_or_none()
            self._firms[key] = from_json(Firm, body) if body else None
        return self._firms[key]

    def firms(self) -> tuple[Firm, ...]:
        """Return every firm, by key."""
        return self._found(FIRMS)

    def firms_of(self, address: str) -> tuple[Firm, ...]:
        """Return the firms that know the address, as a named contact or by its domain; often one or none.

        Args:
            address: ASCII lower case; compared byte for byte.
        """
        asked = {"address": address, "domain": address.rpartition("@")[2]}
        firms = self._found(FIRMS_OF, asked)
        self._firms.update({firm.key: firm for firm in firms})
        return firms

    @cached_property
    def _firms(self) -> dict[str, Firm | None]:
        """Those asked for so far in this transaction."""
        return {}

    def _found(self, query: Select[str], asked: dict[str, str] | None = None) -> tuple[Firm, ...]:
        """Return firms by key, whose order no database's language rules settle."""
        bodies = self.db.execute(query, asked).scalars()
        return tuple(sorted((from_json(Firm, body) for body in bodies), key=lambda firm: firm.key))

    def _let_be_found(self, firm: Firm) -> None:
        contacts = [{"firm": firm.key, "address": contact.address} for contact in firm.contacts]
        domains = [{"firm": firm.key, "domain": domain} for domain in firm.domains]
        for table, rows in ((ContactRow, contacts), (DomainRow, domains)):
            if rows:
                self.db.execute(insert(table), rows)
