"""The ten clients of a review: chosen for the firm, answered row by row, re-asked, waived, recorded."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from email.message import Message
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.desk.policy import OwnPolicy, Policy
from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from tests.cast import ABEL, ANNA, NORTH, SAM
from tests.scenarios.house import ALL_TEN, InMemory
from tests.scenarios.letters import text_of

THREAD = "<letter-1@northcpa.example>"


class Books:
    """The firm's data: clients 1 to 12, who owe 101.00, 102.00, …"""

    def __init__(self, file: Path) -> None:
        self.file = file
        with sqlite3.connect(file) as books:
            books.execute("CREATE TABLE imported (client, name, ar, change)")
            rows = [(f"c{n}", f"Client {chr(64 + n)}", 100.0 + n, 0.0) for n in range(1, 13)]
            books.executemany("INSERT INTO imported VALUES (?, ?, ?, ?)", rows)

    def owes(self, name: str, amount: float) -> None:
        with sqlite3.connect(self.file) as books:
            books.execute("UPDATE imported SET ar = ? WHERE name = ?", (amount, name))

    def is_gone(self) -> None:
        with sqlite3.connect(self.file) as books:
            books.execute("DROP TABLE imported")


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Books:
    books = Books(tmp_path / "books.db")
    monkeypatch.setenv("BOOKS", f"sqlite:///{books.file}")
    return books


@pytest.fixture
def house(a_house: Callable[..., InMemory], books: Books, tmp_path: Path) -> InMemory:
    """A house that may look at the firm's clients, where Anna has been asked for her comparison."""
    query = tmp_path / "ten.sql"
    query.write_text("SELECT client, name, ar, change FROM imported WHERE :since <> ''")
    return a_house(clients={"default": {"database": "env:BOOKS", "query": str(query)}})


def row_of(house: InMemory, number: int) -> tuple[str, str]:
    """The name and standing of a row."""
    row = house.ticket().ten.rows[number - 1]
    return row.name, row.standing.value


def sheet_of(mail: Message) -> list[tuple[object, ...]]:
    part = next(p for p in mail.walk() if (p.get_filename() or "").endswith(".xlsx"))
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    sheet = load_workbook(BytesIO(content))["AR review"]
    return list(sheet.iter_rows(min_row=2, max_row=11, max_col=4, values_only=True))


def test_the_request_comes_with_ten_clients_and_our_figures(house: InMemory) -> None:
    """Chosen by a rule that is stated, in the mail and in the worksheet; theirs is left empty."""
    house.plays_to(Stage.CHECKING)
    house.advance(hours=1)
    request = house.last_to(ANNA)
    assert sheet_of(request)[0] == (1, "Client L", None, 112)
    assert "4 largest balances, 6 at random (seed IMP-1)" in " ".join(text_of(request).split())
    assert "Client L" in text_of(request)


def test_a_firm_that_compares_fewer_is_asked_for_its_own_number(house: InMemory) -> None:
    """Three are chosen, three are counted: in the mail, the status, the digest, and by a waiver."""
    with house.store.transaction() as work:
        work.import_firms([replace(NORTH, policy=OwnPolicy(("review_clients",), Policy(review_clients=3)))])
    house.plays_to(Stage.REVIEWING)
    assert len(house.ticket().ten.rows) == 3
    house.receives("1-2 ok, 3 is 7.00", answers=THREAD)
    assert "2 of 3 settled" in " ".join(house.commands("status IMP-1").split())
    assert "2 of 3 settled" in house.digest_now()
    house.commands("waive IMP-1 row 3 because they round")
    assert house.stage() is Stage.CLOSED
    house.mail_to(ANNA), house.mail_to(SAM)


def test_a_firm_that_picks_its_own_compares_its_own_number(a_house: Callable[..., InMemory]) -> None:
    """Where no query chooses, the desk's ten is not the firm's three."""
    house = a_house()
    with house.store.transaction() as work:
        work.import_firms([replace(NORTH, policy=OwnPolicy(("review_clients",), Policy(review_clients=3)))])
    house.plays_to(Stage.REVIEWING)
    house.receives("Harbor Bakery matches, Elm Street does not.", answers=THREAD)
    assert "1 of 3 settled" in " ".join(house.commands("status IMP-1").split())
    assert "1 of 3 settled" in house.digest_now()
    house.mail_to(ANNA), house.mail_to(SAM)


def test_of_two_requests_that_waited_the_one_with_the_later_figures_goes(house: InMemory) -> None:
    """Staff had our figures read again while the mail server was down: nobody is asked twice."""
    house.plays_to(Stage.CHECKING)
    house.post.down = True
    house.advance(hours=1)
    house.commands("review IMP-1")
    house.post.down = False
    house.advance(hours=1)
    assert house.kinds_to(ANNA) == [Mail.REVIEW_REQUEST]
    assert house.mail_to(SAM)


def test_rows_are_answered_by_number_over_letters_and_people(house: InMemory) -> None:
    """Eight now, two by a colleague: the mail, and whoever asks, is told which are open."""
    house.plays_to(Stage.REVIEWING)
    house.receives("1-8 ok, the rest tomorrow.", answers=THREAD)
    ninth, _ = row_of(house, 9)
    assert f"8 of 10 settled, waiting for 9 {ninth}" in house.text_to(ANNA)
    assert f"waiting for 9 {ninth}" in house.commands("status IMP-1")
    assert f"waiting for 9 {ninth}" in house.digest_now()
    house.receives("9 and 10 match too.", ABEL, answers=THREAD)
    assert house.stage() is Stage.CLOSED
    record = house.text_to(ABEL)
    assert "for 1-8" in record
    assert "“9 and 10 match too.”" in record
    house.mail_to(ANNA)


def test_one_client_that_matches_closes_nothing(house: InMemory) -> None:
    """By its name, it is one of ten."""
    house.plays_to(Stage.REVIEWING)
    house.receives("Client L matches.", answers=THREAD)
    assert house.stage() is Stage.REVIEWING
    assert "1 of 10 settled" in house.text_to(ANNA)


def test_a_difference_is_asked_again_side_by_side_and_a_later_word_settles_it(house: InMemory) -> None:
    """Theirs, ours and the difference; "now it matches" speaks of the one that differed."""
    house.plays_to(Stage.REVIEWING)
    house.receives("1 is 1,240.00, rest ok", answers=THREAD)
    assert house.kinds_to(ANNA) == [Mail.REVIEW_MISMATCHED]
    assert "1 Client L: yours 1,240.00, ours 112.00, difference -1,128.00" in house.text_to(ANNA)
    assert "1 Client L" in house.text_to(SAM)
    house.receives("We posted the credit, now it matches.", answers=THREAD)
    assert house.stage() is Stage.CLOSED
    house.mail_to(ANNA)


def test_staff_waive_a_client_by_name_and_the_record_says_who_and_why(house: InMemory) -> None:
    """The firm gets the record, since that was the last one."""
    house.plays_to(Stage.REVIEWING)
    house.receives("1-9 ok, 10 differs", answers=THREAD)
    name, _ = row_of(house, 10)
    assert "agrees already" in house.commands("waive IMP-1 row 3 because timing")
    assert "10 of 10 settled" in house.commands(f'waive IMP-1 "{name}" because it is posted on Monday')
    assert house.stage() is Stage.CLOSED
    assert f"Waived by: {SAM}" in house.text_to(ANNA)
    assert "“it is posted on Monday”" in house.text_to(ANNA)


def test_a_name_that_is_none_of_the_ten_is_not_waived(house: InMemory) -> None:
    """Staff hear which are open."""
    house.plays_to(Stage.REVIEWING)
    assert "no client of the review is Lindgren" in house.commands("waive IMP-1 Lindgren")
    assert house.ticket().ten.settled(10) == 0


def test_after_a_fix_our_figures_are_read_again(house: InMemory, books: Books) -> None:
    """The request goes out anew; the same clients, and what agrees by now is settled."""
    house.plays_to(Stage.REVIEWING)
    house.receives("1 is 1,240.00, 2 ok", answers=THREAD)
    books.owes("Client L", 1240)
    house.commands("review IMP-1")
    assert house.kinds_to(ANNA)[-1] is Mail.REVIEW_REQUEST
    assert row_of(house, 1) == ("Client L", "agreed")
    assert house.ticket().attention == ""
    house.receives(ALL_TEN, answers=THREAD)
    assert house.stage() is Stage.CLOSED
    house.mail_to(ANNA)


def test_where_the_query_fails_the_firm_picks_its_own_and_staff_hear(house: InMemory, books: Books) -> None:
    """The request goes out all the same."""
    books.is_gone()
    house.plays_to(Stage.CHECKING)
    house.advance(hours=1)
    assert house.kinds_to(SAM) == [Mail.STAFF_TEN]
    assert "No such table: imported" in house.text_to(SAM)
    assert "Take ten clients" in house.text_to(ANNA)


def test_a_file_nobody_can_read_is_told_to_firm_and_staff(house: InMemory) -> None:
    """Silence would leave the firm waiting."""
    house.plays_to(Stage.REVIEWING)
    kind = 'Content-Type: multipart/mixed; boundary="b"'
    pdf = 'Content-Type: application/pdf\nContent-Disposition: attachment; filename="AR.pdf"\n\n%PDF'
    text = f"--b\nContent-Type: text/plain\n\nSee attached.\n--b\n{pdf}\n--b--"
    house.receives(text, answers=THREAD, headers=("MIME-Version: 1.0", kind))
    assert "a pdf file is not read" in house.text_to(ANNA)
    assert house.kinds_to(SAM) == [Mail.STAFF_ATTENTION]
