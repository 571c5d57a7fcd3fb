"""Where a letter belongs, before anybody asks what it says."""

from dataclasses import replace

import pytest

from bot.desk.firm import Contact, Role
from bot.letter.letter import Letter
from bot.letter.open import open_letter
from bot.letter.trust import Receiver
from bot.steps.click import token_in
from bot.steps.filing import Filing, file_letter
from bot.steps.taken import plain_subject
from bot.store.work import Store
from tests.cast import ANNA, CORA, MONDAY, NORTH, OTTO, SAM, SOUTH, a_ticket
from tests.scenarios.letters import BORDER, a_letter


def opened(sender: str = ANNA, subject: str = "Import", answers: tuple[str, ...] = ()) -> Letter:
    raw = a_letter("Hello", sender, subject, "<one@northcpa.example>", MONDAY, answers=answers)
    return open_letter(raw, Receiver("rfc8601", BORDER, ""))


def filed(store: Store, letter: Letter) -> Filing:
    with store.reading() as work:
        return file_letter(letter, work, frozenset([SAM]))


@pytest.mark.parametrize(
    ("sender", "role"),
    [(ANNA, Role.CONFIRMER), (CORA, Role.CONTACT), (SAM, Role.STAFF), (OTTO, Role.OUTSIDER)],
)
def test_a_writer_is_known_by_address_alone(store: Store, sender: str, role: Role) -> None:
    """Not by display name, signature or what the letter says."""
    with store.transaction() as work:
        work.import_firms([NORTH, SOUTH])
    assert filed(store, opened(sender)).role is role


def test_somebody_of_two_firms_is_in_doubt_without_a_thread(store: Store) -> None:
    """No firm is guessed."""
    both = replace(SOUTH, contacts=(*SOUTH.contacts, Contact(ANNA, "Anna North")))
    with store.transaction() as work:
        work.import_firms([NORTH, both])
    filing = filed(store, opened())
    assert filing.firm is None
    assert "several firms" in filing.doubt


def test_a_tag_alone_leads_nowhere(store: Store) -> None:
    """A number in a subject can be typed by anybody."""
    with store.transaction() as work:
        work.import_firms([NORTH, SOUTH])
        work.open_ticket(a_ticket())
    assert filed(store, opened("bert@southtax.example", "Re: Import [IMP-1]")).ticket is None


@pytest.mark.parametrize(
    ("subject", "plain"),
    [
        ("RE: AW: Import of Lindgren [IMP-3]", "Import of Lindgren"),
        ("Fwd: re: Import", "Import"),
        ("Odp: VÁ: Import", "Import"),
        ("Re:", "Data import"),
        ("Request for an import", "Request for an import"),
    ],
)
def test_a_subject_is_shown_without_what_programs_put_there(subject: str, plain: str) -> None:
    """Prefixes and tags grow with each answer."""
    assert plain_subject(subject) == plain


def test_the_last_token_in_a_subject_counts() -> None:
    """Mail programs put words around it; its own letters are base32."""
    token = "abcdefghij234567abcd"
    assert token_in(opened(subject=f"AW: The import is complete [IMP-1] {token} (fwd)")) == token
    assert token_in(opened(subject="The import is complete")) is None
