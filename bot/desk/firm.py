"""A firm, its people, and what each person is to us."""

from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.desk.policy import AS_THE_DESK, OwnPolicy


class Role(StrEnum):
    STAFF = "staff"
    CONFIRMER = "confirmer"  # a named contact: may ask, report, object
    CONTACT = "contact"  # a person at a registered domain: may ask, may object
    DELEGATE = "delegate"  # a vendor named for one ticket: reports and objects like a confirmer
    OUTSIDER = "outsider"


@dataclass(frozen=True, slots=True)
class Contact:
    """A named person of a firm."""

    address: str  # ASCII lower case
    name: str
    role: Role = Role.CONFIRMER  # CONFIRMER or CONTACT
    zone: ZoneInfo | None = None  # whose clock they write by; None: the firm's


@dataclass(frozen=True, slots=True)
class Firm:
    """A customer."""

    key: str  # short, for people and commands: "north"
    name: str
    zone: ZoneInfo
    locale: str = "en-US"
    domains: tuple[str, ...] = ()  # ASCII lower case; a sender matches byte for byte
    contacts: tuple[Contact, ...] = ()
    driver: str = ""  # which of the settings' drivers switches its flow
    flow_values: tuple[tuple[str, str], ...] = ()  # what fills that driver's placeholders
    country: str = ""  # ISO 3166, perhaps with a part: "US-NY"; empty: the locale's
    policy: OwnPolicy = AS_THE_DESK  # what it has otherwise than the desk

    @property
    def home(self) -> str:
        """The country whose working days and holidays it keeps."""
        return self.country or self.locale.partition("-")[2]

    def contact(self, address: str) -> Contact | None:
        """Return the named person of that address."""
        return next((c for c in self.contacts if c.address == address), None)

    def zone_of(self, address: str) -> ZoneInfo:
        """Return the zone that a time of this writer is in, where they name none."""
        named = self.contact(address)
        return (named.zone if named else None) or self.zone

    def knows(self, address: str) -> bool:
        """Whether the address is a named contact's or at one of the firm's domains."""
        return self.contact(address) is not None or address.rpartition("@")[2] in self.domains


def role_of(
    address: str, firm: Firm | None, *, staff: frozenset[str], delegates: tuple[str, ...] = ()
) -> Role:
    """Say what the writer of `address` is to this firm's ticket; whether it is proved is another matter."""
    if address in staff:
        return Role.STAFF
    if firm is None:
        return Role.OUTSIDER
    named = firm.contact(address)
    if named is not None:
        return named.role
    if address in delegates:
        return Role.DELEGATE
    return Role.CONTACT if firm.knows(address) else Role.OUTSIDER
