"""A pretend firm's clients in an SQLite table, the same at every start, with duplicates on purpose."""

import random
import sqlite3
from contextlib import closing
from dataclasses import astuple, dataclass, replace
from decimal import Decimal
from pathlib import Path

_FIRST = (
    "Amara", "Benjamin", "Chloé", "Diego", "Eleanor", "Farid", "Grace", "Hiroshi", "Ingrid", "Jamal",
    "Katarzyna", "Liam", "María", "Noah", "Olivia", "Priya", "Quentin", "Rosa", "Siobhán", "Tobias",
)  # fmt: skip
_LAST = (
    "Abernathy", "Brennan", "Castellanos", "Dubois", "Eriksen", "Fitzgerald", "Goldberg", "Huang", "Ibrahim",
    "Jankowski", "Kessler", "Lindqvist", "Moreau", "Nakamura", "O'Connell", "Petrov", "Rasmussen", "Sandoval",
    "Thornton", "Vasquez",
)  # fmt: skip
_TRADE = (
    "Bakery", "Builders", "Dental Group", "Farms", "Holdings", "Landscaping", "Logistics", "Marine Supply",
    "Orchards", "Plumbing & Heating", "Realty", "Veterinary Clinic",
)  # fmt: skip
_FORM = ("LLC", "Inc.", "PLLC", "LP", "Co.")

_TABLE = """
CREATE TABLE IF NOT EXISTS clients (
    firm TEXT NOT NULL, client_id TEXT NOT NULL, name TEXT NOT NULL, email TEXT,
    tax_id TEXT, external_id TEXT, ar TEXT NOT NULL, PRIMARY KEY (firm, client_id)
)"""


@dataclass(frozen=True, slots=True)
class Client:
    """One client of a firm, as its practice management system knows it."""

    client_id: str
    name: str
    email: str
    tax_id: str
    external_id: str
    ar: Decimal  # what the client owes, in dollars and cents


def seed(
    path: Path, firm: str, *, clients: int = 250, duplicates: int = 3, draw: int = 1
) -> tuple[Client, ...]:
    """Fill the table with the firm's clients, in place of any it had, and return them.

    Args:
        path: The SQLite file; it is made if need be, and other firms in it are left alone.
        firm: The firm's key in the column `firm`.
        clients: How many true clients there are.
        duplicates: How many of them stand there twice, spelt a little otherwise: by turns with the same
            tax id, and with the same name and e-mail address.
        draw: Another number draws other clients.
    """
    drawn = _clients(random.Random(f"{firm} {draw}"), clients)  # noqa: S311 the same at every start is the point
    known = (*drawn, *(_again(client, number) for number, client in enumerate(drawn[:duplicates])))
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(_TABLE)
        database.execute("DELETE FROM clients WHERE firm = ?", (firm,))
        rows = [(firm, *astuple(client)[:-1], str(client.ar)) for client in known]
        database.executemany("INSERT INTO clients VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    return known


def _clients(dice: random.Random, count: int) -> tuple[Client, ...]:
    return tuple(_client(dice, number) for number in range(1, count + 1))


def _client(dice: random.Random, number: int) -> Client:
    first, last = dice.choice(_FIRST), dice.choice(_LAST)
    business = dice.random() < 0.6
    name = f"{last} {dice.choice(_TRADE)} {dice.choice(_FORM)}" if business else f"{first} {last}"
    # The number keeps addresses and ids apart, so that only the duplicates made on purpose are found.
    address = f"{last}.{number}".lower().replace("'", "")
    owes = Decimal(int(dice.lognormvariate(11, 1.3))) / 100
    return Client(
        client_id=f"C{number:05}",
        name=name,
        email=f"{address}@clients.example",
        tax_id=_tax_id(number, business=business),
        external_id=f"PM-{number:06}",
        ar=owes if dice.random() < 0.8 else Decimal(0),
    )


def _tax_id(number: int, *, business: bool) -> str:
    """Return an EIN for a business, else an ITIN; no two clients get the same nine digits."""
    digits = f"{'4' if business else '9'}{number * 7_919 % 10**8:08}"
    return f"{digits[:2]}-{digits[2:]}" if business else f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"


def _again(client: Client, number: int) -> Client:
    """Return the client as an import enters it a second time."""
    twin = replace(client, client_id=f"D{number + 1:05}", external_id="")
    if number % 2:
        return replace(twin, tax_id="", name=client.name.upper().replace(".", ""))
    return replace(twin, tax_id=client.tax_id.replace("-", ""), email="")
