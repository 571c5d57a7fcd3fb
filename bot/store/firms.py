"""Firms and their people, and whose an address is."""

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, delete, insert, or_, select, update
from sqlmodel import col

from bot.desk.firm import Contact, Firm, Role
from bot.desk.policy import OwnPolicy
from bot.store.codec import as_json, from_json
from bot.store.part import Part
from bot.store.tables import ContactRow, DomainRow, FirmRow

FIRM = select(FirmRow).where(col(FirmRow.key) == bindparam("firm"))
CONTACTS = select(ContactRow).where(col(ContactRow.firm) == bindparam("firm")).order_by(col(ContactRow.place))
DOMAINS = select(DomainRow).where(col(DomainRow.firm) == bindparam("firm")).order_by(col(DomainRow.place))
KEYS_OF_ADDRESS = select(col(FirmRow.key)).where(
    or_(
        col(FirmRow.key).in_(
            select(col(ContactRow.firm)).where(col(ContactRow.address) == bindparam("address"))
        ),
        col(FirmRow.key).in_(select(col(DomainRow.firm)).where(col(DomainRow.domain) == bindparam("domain"))),
    )
)


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
            self.db.execute(insert(FirmRow), _row(firm))
        for firm in changed:
            self.db.execute(update(FirmRow).where(col(FirmRow.key) == firm.key), _row(firm))
            self.db.execute(delete(ContactRow).where(col(ContactRow.firm) == firm.key))
            self.db.execute(delete(DomainRow).where(col(DomainRow.firm) == firm.key))
        for firm in (*new, *changed):
            self._add_people(firm)
        self._firms.clear()
        return len(new), len(changed)

    def firm(self, key: str) -> Firm | None:
        """Return the firm of that key; asked for again and again on a letter's way, it is looked up once."""
        if key not in self._firms and (firm := self._find(key)):
            self._firms[key] = firm
        return self._firms.get(key)

    def firms(self) -> tuple[Firm, ...]:
        """Return every firm, by key."""
        contacts, domains = defaultdict[str, list[Contact]](list), defaultdict[str, list[str]](list)
        for row in self.db.execute(select(ContactRow).order_by(col(ContactRow.place))):
            contacts[row.firm].append(_contact(row))
        for at in self.db.execute(select(DomainRow).order_by(col(DomainRow.place))):
            domains[at.firm].append(at.domain)
        rows = self.db.execute(select(FirmRow)).all()
        return tuple(
            _firm(row, contacts[row.key], domains[row.key]) for row in sorted(rows, key=lambda r: str(r.key))
        )

    def firms_of(self, address: str) -> tuple[Firm, ...]:
        """Return the firms that know the address, as a named contact or by its domain; often one or none.

        Args:
            address: ASCII lower case; compared byte for byte.
        """
        asked = {"address": address, "domain": address.rpartition("@")[2]}
        keys = self.db.execute(KEYS_OF_ADDRESS, asked).scalars().all()
        return tuple(firm for key in sorted(keys) if (firm := self.firm(key)))

    @cached_property
    def _firms(self) -> dict[str, Firm]:
        """Those found so far in this transaction."""
        return {}

    def _find(self, key: str) -> Firm | None:
        row = self.db.execute(FIRM, {"firm": key}).one_or_none()
        if row is None:
            return None
        contacts = [_contact(r) for r in self.db.execute(CONTACTS, {"firm": key})]
        return _firm(row, contacts, [r.domain for r in self.db.execute(DOMAINS, {"firm": key})])

    def _add_people(self, firm: Firm) -> None:
        contacts = [
            {"firm": firm.key, "place": n, **_contact_row(contact)} for n, contact in enumerate(firm.contacts)
        ]
        domains = [{"firm": firm.key, "place": n, "domain": d} for n, d in enumerate(firm.domains)]
        for table, rows in ((ContactRow, contacts), (DomainRow, domains)):
            if rows:
                self.db.execute(insert(table), rows)


def _row(firm: Firm) -> dict[str, object]:
    plain = {"key": firm.key, "name": firm.name, "zone": firm.zone.key, "locale": firm.locale}
    return {
        **plain,
        "driver": firm.driver,
        "flow_values": json.dumps(firm.flow_values),
        "country": firm.country,
        "policy": as_json(firm.policy),
    }


def _firm(row: Any, contacts: Iterable[Contact], domains: Iterable[str]) -> Firm:
    return Firm(
        key=row.key,
        name=row.name,
        zone=ZoneInfo(row.zone),
        locale=row.locale,
        domains=tuple(domains),
        contacts=tuple(contacts),
        driver=row.driver,
        flow_values=tuple((name, value) for name, value in json.loads(row.flow_values)),
        country=row.country,
        policy=from_json(OwnPolicy, row.policy),
    )


def _contact(row: Any) -> Contact:
    return Contact(row.address, row.name, Role(row.role), ZoneInfo(row.zone) if row.zone else None)


def _contact_row(contact: Contact) -> dict[str, object]:
    zone = contact.zone.key if contact.zone else None
    return {"address": contact.address, "name": contact.name, "role": contact.role, "zone": zone}
