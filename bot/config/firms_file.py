"""The file of firms: one `[[firm]]` each, with its people, how its flow is switched, and rules of its own."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, ValidationError

from bot.config.base import Section
from bot.config.faults import faults
from bot.config.settings import Address, Zone
from bot.desk.calendar import knows_country
from bot.desk.firm import Contact, Firm, Role
from bot.desk.policy import OwnPolicy, Policy
from bot.errors import Misconfigured

OF_THE_DESK = {"outage_minutes"}  # of the policy: a mailbox is no firm's


def _country(value: str) -> str:
    if value and not knows_country(value):
        raise ValueError(f"{value!r} is not a country whose holidays we know, like US or US-NY")
    return value


class _Contact(Section):
    address: Address
    name: str
    role: Literal["confirmer", "contact"] = "confirmer"
    zone: Zone | None = None


class _Firm(Section):
    key: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    name: str
    zone: Zone
    locale: str = Field("en-US", pattern=r"^[a-z]{2}-[A-Z]{2}$")
    domains: tuple[str, ...] = ()
    contact: tuple[_Contact, ...] = Field(min_length=1)
    driver: str
    values: dict[str, str] = Field(default_factory=dict)
    country: Annotated[str, AfterValidator(_country)] = ""
    policy: Policy = Policy()


class _File(Section):
    firm: tuple[_Firm, ...] = Field(min_length=1)


def read_firms(path: Path) -> tuple[Firm, ...]:
    """Read and check a file of firms.

    Raises:
        Misconfigured: One line a fault, each naming its place.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        file = _File.model_validate(raw)
    except OSError as error:
        raise Misconfigured(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{path}: not TOML: {error}") from error
    except ValidationError as error:
        raise Misconfigured("\n".join(faults(error))) from error
    keys = [firm.key for firm in file.firm]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise Misconfigured(f"{path}: firm {min(twice)} is there twice")
    written = (firm.get("policy", {}) for firm in raw["firm"])
    return tuple(_to_firm(firm, own) for firm, own in zip(file.firm, written, strict=True))


def _to_contact(contact: _Contact) -> Contact:
    zone = ZoneInfo(contact.zone) if contact.zone else None
    return Contact(contact.address, contact.name, Role(contact.role), zone)


def _to_firm(firm: _Firm, own: Mapping[str, object]) -> Firm:
    if others := OF_THE_DESK & own.keys():
        raise Misconfigured(f"firm {firm.key}: policy.{min(others)} is the desk's alone, and no firm's")
    return Firm(
        key=firm.key,
        name=firm.name,
        zone=ZoneInfo(firm.zone),
        locale=firm.locale,
        domains=tuple(domain.lower() for domain in firm.domains),
        contacts=tuple(map(_to_contact, firm.contact)),
        driver=firm.driver,
        flow_values=tuple(sorted(firm.values.items())),
        country=firm.country,
        policy=OwnPolicy(tuple(sorted(own)), firm.policy),
    )
