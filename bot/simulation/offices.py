"""The firms of a town and who is who there: the directory by which everything is judged."""

from dataclasses import dataclass
from random import Random
from zoneinfo import ZoneInfo

from bot.desk.firm import Contact, Firm, Role
from bot.simulation.luck import luck_of

SUPPORT = "support@desk.example"
STAFF = ("sam@desk.example", "sue@desk.example")
ADMIN = "admin@desk.example"
BORDER = "mx.desk.example"
VENDOR = "victor@movers.example"
OUTSIDERS = (VENDOR, "otto@elsewhere.example", "news@marketing.example")
ZONES = (
    "America/New_York", "America/Chicago", "America/Los_Angeles", "America/Phoenix", "Europe/London",
    "Australia/Sydney",
)  # fmt: skip
NAMES = ("anna", "bert", "cora", "dan", "eve", "fred", "gwen", "hugo", "ines", "jon")


@dataclass(frozen=True, slots=True)
class Office:
    """A firm as it is in truth."""

    firm: Firm
    clerk: str  # at the firm's domain, and nobody named him
    by_hand: bool  # no machine turns its flow: staff do, and say so

    @property
    def key(self) -> str:
        return self.firm.key

    @property
    def confirmers(self) -> tuple[str, ...]:
        return tuple(c.address for c in self.firm.contacts if c.role is Role.CONFIRMER)

    def role(self, address: str) -> Role:
        """Say what somebody is to this firm, by the directory alone."""
        named = self.firm.contact(address)
        if named is not None:
            return named.role
        return Role.CONTACT if self.firm.knows(address) else Role.OUTSIDER


def the_offices(seed: int, firms: int) -> tuple[Office, ...]:
    """Return so many firms, each with one to three people who may confirm and some who may not."""
    return tuple(_a_firm(number, luck_of(f"{seed}/firm/{number}")) for number in range(1, firms + 1))


def _a_firm(number: int, luck: Random) -> Office:
    key, domain = f"firm{number}", f"firm{number}.example"
    names = luck.sample(NAMES, 5)
    confirmers = [
        Contact(f"{name}@{domain}", name.title(), Role.CONFIRMER) for name in names[: luck.randint(1, 3)]
    ]
    named = [Contact(f"{names[3]}@{domain}", names[3].title(), Role.CONTACT)]
    zone = ZoneInfo(luck.choice(ZONES))
    firm = Firm(
        key=key,
        name=f"Firm {number}",
        zone=zone,
        locale="en-GB" if zone.key == "Europe/London" else "en-US",
        domains=(domain,),
        contacts=(*confirmers, *named),
        driver="simulated",
    )
    return Office(firm, f"{names[4]}@{domain}", by_hand=luck.random() < 0.2)
