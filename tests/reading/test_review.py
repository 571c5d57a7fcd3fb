"""What the writer says of the ten clients: words, rows, tables, worksheets; numbers beat words."""

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from bot.letter.letter import Attachment
from bot.reading.amounts import find_amounts, parse_amount
from bot.reading.attachments import WORKBOOK, Refused, rows_of
from bot.reading.clauses import split_clauses
from bot.reading.findings import find
from bot.reading.reading import ReviewReading
from bot.reading.review import read_review
from bot.reading.tables import clients_of

HEADER = ("Client", "Practice management AR", "Aiwyn Firm Portal AR", "Note")


def review_of(text: str, *attachments: Attachment) -> ReviewReading:
    clauses = split_clauses(text)
    review = read_review(text, clauses, find(clauses), attachments)
    assert review is not None
    return review


def a_workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "AR review"
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def an_xlsx(content: bytes, name: str = "review.xlsx") -> Attachment:
    return Attachment(name, WORKBOOK, len(content), content)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,234.50", "1234.50"),
        ("$1,234.50", "1234.50"),
        ("A$1,980.00", "1980.00"),
        ("€3,210", "3210"),
        ("(45.00)", "-45.00"),
        ("(£85.00)", "-85.00"),
        ("-110.00", "-110.00"),
        ("110.00-", "-110.00"),
        ("300.00 CR", "-300.00"),
        ("300.00 DR", "300.00"),
        ("12 450,00 $", "12450.00"),
        ("12\u202f450,00", "12450.00"),
        ("1.234,56 €", "1234.56"),
        ("1'234.00 CHF".removesuffix(" CHF"), "1234.00"),
        ("R12 450.00", "12450.00"),
        ("0", "0"),
    ],
)
def test_amounts_are_read_in_every_common_notation(written: str, value: str) -> None:
    """Signs, thousands, brackets and CR for credits, the decimal comma."""
    assert parse_amount(written) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "n/a", "Suite 3", "12/31/2026", "9:00", "80%", "10/10", "NG-20418", "1.2.3"]
)
def test_what_is_no_amount_is_not_read_as_one(text: str) -> None:
    """A date, a clock, a share, a version and a name are no money."""
    assert parse_amount(text) is None


def test_a_number_in_a_name_does_not_join_its_amount() -> None:
    """ "Suite 3 450.00" owes 450.00."""
    assert [amount.value for amount in find_amounts("Suite 3 450.00") if not amount.plain] == [
        Decimal("450.00")
    ]


@pytest.mark.parametrize(
    ("text", "all_match", "agreed"),
    [
        ("All ten match to the penny.", True, 10),
        ("checked 10 all good", True, 10),
        ("10/10 match. Thx", True, 10),
        ("Everything ties.", True, None),
        ("10 checked. No variances on any.", True, 10),
        ("Nine are right on the money. One is off.", False, 9),
        ("1-9 ok, 10 is off by 40.00", False, 9),
        ("1 ok, 2 ok, 3 differs 1,240.00, rest ok", False, 9),
        ("Rows 1 to 8 agree. Row 9 and row 10 do not.", False, 8),
        ("1. ok\n2. ok\n3. ok\n4. ok\n5. ok\n6. ok\n7. ok\n8. ok\n9. ok\n10. ok", True, 10),
        ("8 match, 2 don't.", False, 8),
        ("Six so far and they all agree. The other four tomorrow.", None, 6),
        ("Everything reconciles bar one.", False, None),
        ("Ten compared; a difference of 100.00 on one, which we expected.", False, None),
    ],
)
def test_the_outcome_in_words(text: str, all_match: bool | None, agreed: int | None) -> None:
    """True when all spoken of agree, false when any differs, none while the check goes on."""
    review = review_of(text)
    assert (review.all_match, review.agreed if agreed is not None else None) == (all_match, agreed)


def test_rows_said_to_differ_are_named_by_their_number() -> None:
    """Staff see which."""
    assert review_of("1-7 ok, 8 differs, 9 and 10 are off").differing == ("8", "9", "10")


@pytest.mark.parametrize(
    "text",
    [
        "Abbott LLC\t1,200.00\t1,200.00\nBaker, Jo\t300.00\t299.00",
        "Client | PE | Portal\nAbbott LLC | $1,200.00 | $1,200.00\nBaker, Jo | $300.00 | $299.00",
        'client,PE AR,portal AR\nAbbott LLC,1200.00,1200.00\n"Baker, Jo",300.00,299.00',
        "Client        PE        Portal\nAbbott LLC    1,200.00    1,200.00\nBaker, Jo     300.00    299.00",
        "1. Abbott LLC - $1,200.00 / $1,200.00\n2. Baker, Jo - $300.00 / $299.00",
        "Abbott LLC - PE $1,200.00 / Portal $1,200.00\nBaker, Jo - PE $300.00 / Portal $299.00",
        "Abbott LLC - Portal $1,200.00 / PE $1,200.00\nBaker, Jo - Portal $299.00 / PE $300.00",
        "Abbott LLC €1,200 in both\nBaker, Jo €300.00 €299.00",
        "Abbott LLC 1200 1200\nBaker, Jo 300 299",
        "Client\tPortal\tPE\nAbbott LLC\t1,200.00\t1,200.00\nBaker, Jo\t299.00\t300.00\nTotal\t1,499\t1,500",
    ],
)
def test_clients_are_read_from_any_shape_of_table(text: str) -> None:
    """Tabs, bars, CSV, columns of spaces, lists; the header says which side is which, sums are left out."""
    found = [(c.name, c.practice, c.portal) for c in review_of(text).clients]
    assert found == [("Abbott LLC", Decimal(1200), Decimal(1200)), ("Baker, Jo", Decimal(300), Decimal(299))]


def test_numbers_beat_words() -> None:
    """ "All ten match" over a row that differs by a transposition."""
    review = review_of(
        "All ten match! PE / portal\n\nRivers Pharmacy 420.00 / 420.00\nKemnay Kennels 1,345.00 / 1,354.00"
    )
    assert (review.all_match, review.differing) == (False, ("Kemnay Kennels",))


@pytest.mark.parametrize(
    ("text", "client"),
    [
        (
            "Fine but Hollis Farms is 3,410.55 in PracticeEngine but 3,140.55 in the portal.",
            ("Hollis Farms", "3410.55", "3140.55"),
        ),
        (
            "Eight are fine. Granite Dells RV shows $1,875.00 in PE and isn't in the portal at all.",
            ("Granite Dells RV", "1875.00", None),
        ),
        ("Harper & Sons: PE 350.00, portal nil.", ("Harper & Sons", "350.00", "0")),
        (
            "Everything ties except Smith & Co (PE $1,500.25, portal $1,250.25).",
            ("Smith & Co", "1500.25", "1250.25"),
        ),
    ],
)
def test_a_client_may_stand_in_a_sentence(text: str, client: tuple[str, str, str | None]) -> None:
    """One that is not in the portal at all has no amount there."""
    (found,) = review_of(text).clients
    name, practice, portal = client
    assert (found.name, found.practice, found.portal) == (
        name,
        Decimal(practice),
        Decimal(portal) if portal else None,
    )


def test_our_worksheet_comes_back_filled_in() -> None:
    """Rows left empty are not spoken of; floats come back to the cent."""
    sheet = an_xlsx(
        a_workbook(
            HEADER, ("Abbott LLC", 1200.1, 1200.1, ""), ("Baker", 300, 299.5, "?"), ("Cole", None, None, "")
        )
    )
    review = review_of("See attached.", sheet)
    assert [(c.name, c.practice, c.portal) for c in review.clients] == [
        ("Abbott LLC", Decimal("1200.10"), Decimal("1200.10")),
        ("Baker", Decimal(300), Decimal("299.50")),
    ]


def test_a_csv_of_the_firms_own_shape_is_read() -> None:
    """Semicolons, decimal commas, columns in another order, Windows letters."""
    content = "Portal;Customer;PE\r\n1.200,00;Thériault;1.200,00\r\n".encode("cp1252")
    review = review_of("Attached.", Attachment("ar.csv", "text/csv", len(content), content))
    assert [(c.name, c.practice) for c in review.clients] == [("Thériault", Decimal("1200.00"))]


def a_zip(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"no zip at all",
        a_zip(bomb=b"0" * 50_000_000),
        a_zip(**{f"m{number}": b"" for number in range(300)}),
        a_zip(sheet=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        a_zip(sheet='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")),
        a_zip(empty=b""),
        b"x" * 3_000_000,
    ],
    ids=["no zip", "ratio", "members", "entities", "entities in utf-16", "no workbook", "size"],
)
def test_a_hostile_worksheet_is_refused(content: bytes) -> None:
    """G12: Member count, ratio, bytes and entities are bounded before anything is parsed."""
    with pytest.raises(Refused):
        rows_of(an_xlsx(content))


def test_a_refused_worksheet_spoils_nothing_else_and_leaves_a_trace() -> None:
    """The words still count, and why its figures do not is said."""
    review = review_of("All ten match.", an_xlsx(b"broken"))
    assert (review.all_match, review.unread) == (
        True,
        ("“review.xlsx”: the worksheet is no proper xlsx file",),
    )


def test_an_attachment_that_can_hold_no_figures_is_left_alone() -> None:
    """Nothing but worksheets and CSV is ever looked into."""
    assert rows_of(Attachment("logo.png", "image/png", 3, b"PNG")) == ()


@pytest.mark.parametrize("name", ["AR.xls", "AR.pdf", "AR.ods", "AR.docx"])
def test_figures_in_a_file_we_do_not_read_are_told(name: str) -> None:
    """Silence would leave the firm waiting for an answer."""
    assert review_of("See attached.", Attachment(name, "application/any", 3, b"any")).unread == (
        f"“{name}”: a {name[3:]} file is not read, only xlsx and CSV",
    )


def test_a_table_without_header_is_read_as_our_worksheet_has_it() -> None:
    """Name, practice, portal."""
    (client,) = clients_of([("1", "Abbott", "10.00", "12.00", "2.00")])
    assert (client.name, client.practice, client.portal) == ("Abbott", Decimal(10), Decimal(12))


NAMES = ("Alder Dental PC", "Birch & Sons", "Cedar Holdings LLC", "Harbor Bakery")


def said_of(text: str) -> list[tuple[int | None, bool | None, Decimal | None]]:
    """What is said of which row, where four clients were asked about."""
    clauses = split_clauses(text)
    review = read_review(text, clauses, find(clauses), (), NAMES)
    assert review is not None
    return sorted(
        ((one.number, one.agrees, one.practice) for one in review.said), key=lambda one: one[0] or 0
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Harbor Bakery matches", [(4, True, None)]),
        ("harbor bakery matches now", [(4, True, None)]),
        ("Cedar differs 18,301.45, rest ok", [(3, False, Decimal("18301.45"))]),
        ("3 differs by 9.00. All others match.", [(3, False, None)]),
        ("1 is 1,240.00, 2 ok", [(1, None, Decimal("1240.00")), (2, True, None)]),
        ("3 ok, 4 is 1,240.00.", [(3, True, None), (4, None, Decimal("1240.00"))]),
        ("1. 27.20\n2. 100.00", [(1, None, Decimal("27.20")), (2, None, Decimal("100.00"))]),
        ("1-3 ok", [(1, True, None), (2, True, None), (3, True, None)]),
        ("Cedar Holdings should match tomorrow. Row 1 is fine.", [(1, True, None)]),
    ],
)
def test_rows_are_known_by_number_and_by_name(
    text: str, said: list[tuple[int | None, bool | None, Decimal | None]]
) -> None:
    """An amount alone is theirs; a difference is no amount; what is hoped for is not said."""
    assert said_of(text) == said


@pytest.mark.parametrize(
    "text", ["Harbor Bakery matches.", "The Smith account ties out, it matches.", "It matches."]
)
def test_one_client_is_not_all_of_them(text: str) -> None:
    """Taken for all it would close a review."""
    review = review_of(text)
    assert review.one or review.agreed == 1


def test_a_difference_that_was_put_right_is_none() -> None:
    """ "Fixed", and then all ten are said to match."""
    assert (
        review_of("A credit memo was posted twice in the portal, now fixed. All ten match.").all_match is True
    )
