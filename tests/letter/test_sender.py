"""Exactly one From field with exactly one plain mailbox names a sender; everything else names nobody."""

import pytest

from bot.letter.headers import split_headers
from bot.letter.sender import Sender, sender_of


def claimed(*fields: str) -> Sender:
    raw = "".join(f"{field}\r\n" for field in fields).encode("utf-8", "surrogateescape")
    return sender_of(split_headers(raw + b"\r\n"))


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("anna@north.example", ""),
        ("<Anna@North.example>", ""),
        ("Anna Harper <anna@north.example>", "Anna Harper"),
        ('"Harper, Anna" <anna@north.example>', "Harper, Anna"),
        ('"Anna \\"Annie\\" Harper" <anna@north.example>', 'Anna "Annie" Harper'),
        ("Anna Harper (North CPA) <anna@north.example>", "Anna Harper (North CPA)"),
        ("anna@north.example (Anna Harper)", "Anna Harper"),
        ("=?utf-8?Q?Anna_H=C3=A4rper?= <anna@north.example>", "Anna Härper"),
        ("=?utf-8?Q?Harper,_Anna?= <anna@north.example>", "Harper, Anna"),
        ("=?utf-8?B?QW5uYQ==?=\r\n =?utf-8?B?IEhhcnBlcg==?= <anna@north.example>", "Anna Harper"),
        ("Anna Härper <anna@north.example>", "Anna Härper"),
        ("Dr. Anna O'Neill-Harper & Co. <anna@north.example>", "Dr. Anna O'Neill-Harper & Co."),
        ("Anna Harper\r\n\t<anna@north.example>", "Anna Harper"),
    ],
)
def test_a_mailbox_as_people_have_them_is_read(field: str, name: str) -> None:
    """The address is the ASCII lower-cased one, the name is only for showing."""
    sender = claimed(f"From: {field}")
    assert sender.address == "anna@north.example"
    assert sender.name == name


@pytest.mark.parametrize(
    "field",
    [
        "",
        "<>",
        "Anna",
        "anna",
        "anna@localhost",
        "Anna <>",
        "anna@north.example, otto@evil.example",
        "Anna <anna@north.example>, <otto@evil.example>",
        "<anna@north.example> <otto@evil.example>",
        "Firm: anna@north.example;",
        "undisclosed-recipients:;",
        "anna@north.example otto@evil.example",
        "anna@north.example)<otto@evil.example>",
        "anna@north.example (a) <otto@evil.example>",
        "Anna <anna@north.example><otto@evil.example>",
        '"anna"@north.example',
        '"anna@north.example"@evil.example',
        "<@relay.example:anna@north.example>",
        "anna@north.example@evil.example",
        "anna%north.example@evil.example",
        "north.example!anna@evil.example",
        "anna@[192.0.2.1]",
        "anna@north.example\x00.evil.example",
        "anna@north.example\x0b",
        "anna@nörth.example",
        "ann\u0430@north.example",
        "=?utf-8?q?anna=40north=2Eexample?=",
        "<=?utf-8?q?anna?=@north.example>",
        "=?utf-8?q?anna@north.example,?= <otto@evil.example>",
        "=?utf-8?q?a=3E?= <anna@north.example <otto@evil.example>",
        "anna@north.example <otto@evil.example>",
        "Anna <anna@-north.example>",
        "Anna <.anna@north.example>",
        "Anna <anna..harper@north.example>",
        'Anna "<anna@north.example>',
        "(anna@north.example",
    ],
)
def test_a_field_that_two_readers_could_read_differently_names_nobody(field: str) -> None:
    """B2, B5, B6, B7, B10: Lists, groups, routes, quotes, encoded addresses, controls: unknown sender."""
    assert claimed(f"From: {field}").address is None


def test_two_from_fields_name_nobody() -> None:
    """B2: The server may have judged the one and we would act on the other."""
    sender = claimed("From: anna@north.example", "Subject: x", "From: otto@evil.example")
    assert sender.address is None
    assert sender.why == "2 From fields"


def test_a_from_field_behind_a_bare_carriage_return_counts() -> None:
    """G16: A field hidden from one reader is seen twice, so nobody is named."""
    assert claimed("X-A: b\rFrom: otto@evil.example", "From: anna@north.example").address is None


def test_no_other_field_makes_an_identity() -> None:
    """A14, B3, C9: Sender, Reply-To, Return-Path, Resent-From and X-Original-From are decoration."""
    others = ("Sender", "Reply-To", "Return-Path", "Resent-From", "X-Original-From", "X-Sender")
    assert claimed(*(f"{name}: anna@north.example" for name in others)).address is None


def test_a_display_name_that_looks_like_an_address_is_only_a_name() -> None:
    """B1: The address is the one in brackets; nothing is taken from the name."""
    assert claimed('From: "anna@north.example" <otto@evil.example>').address == "otto@evil.example"


@pytest.mark.parametrize(
    "lookalike", ["anna@n\u00f6rth.example", "ANNA@NORTH.EXAMPLE", "anna@north.examp\u0131e"]
)
def test_only_ascii_is_lower_cased(lookalike: str) -> None:
    """B8, B9: No folding makes a stranger equal to Anna; plain capitals do."""
    assert claimed(f"From: {lookalike}").address in (None, "anna@north.example")
    assert (claimed(f"From: {lookalike}").address is None) != lookalike.isascii()
