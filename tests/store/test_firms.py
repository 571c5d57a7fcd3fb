"""Firms come back as they were given, and an address leads to the firms that know it."""

from dataclasses import replace
from datetime import time

import pytest

from bot.desk.calendar import Blackout
from bot.desk.firm import Contact, Role
from bot.desk.policy import OwnPolicy, Policy
from bot.store.work import Store
from tests.cast import ANNA, BERT, CORA, NORTH, OTTO, SOUTH

TAX = Blackout("tax deadline", "04-10..04-15")


def test_firms_come_back_as_they_were_given(store: Store) -> None:
    """Zone, locale, domains, contacts in their order, driver and its values, country, its own policy."""
    people = (*reversed(NORTH.contacts), Contact(OTTO, "Otto", Role.CONTACT))
    own = OwnPolicy(("blackouts", "default_start"), Policy(blackouts=(TAX,), default_start=time(8, 30)))
    north = replace(NORTH, contacts=people, country="US-NY", policy=own)
    with store.transaction() as work:
        assert work.import_firms([SOUTH, north]) == (2, 0)
        assert work.firms() == (north, SOUTH)
        assert (work.firm("north"), work.firm("none")) == (north, None)


def test_an_import_changes_what_differs_and_keeps_the_rest(store: Store) -> None:
    """A file imported again changes the firms in it, and forgets nobody else."""
    moved = replace(NORTH, name="North & Partners", domains=("north.example",), contacts=NORTH.contacts[:1])
    with store.transaction() as work:
        work.import_firms([NORTH, SOUTH])
        assert work.import_firms([moved, SOUTH]) == (0, 1)
        assert work.import_firms([moved]) == (0, 0)
        assert work.firms() == (moved, SOUTH)


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        (ANNA, ["north"]),
        (CORA, ["north"]),  # by her domain
        (BERT, ["north", "south"]),  # a contact of both
        (OTTO, []),
        ("anna@mail.northcpa.example", []),  # a subdomain is another domain
        ("anna", []),
        ("@", []),
    ],
)
def test_an_address_leads_to_every_firm_that_knows_it(store: Store, address: str, keys: list[str]) -> None:
    """By name or by domain, byte for byte, and perhaps to several."""
    with store.transaction() as work:
        work.import_firms([replace(NORTH, contacts=(*NORTH.contacts, *SOUTH.contacts)), SOUTH])
        assert [firm.key for firm in work.firms_of(address)] == keys
