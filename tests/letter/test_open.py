"""A letter comes out of whatever bytes come in, with notes on what was wrong with them."""

from datetime import UTC, datetime

import pytest

from bot.errors import Unreadable
from bot.letter.letter import Letter, Machine, Verdict
from bot.letter.open import open_letter
from bot.letter.trust import Receiver

NOBODY = Receiver("none")
HEAD = b"From: Anna Harper <anna@north.example>\r\nSubject: Import\r\n"


def opened(raw: bytes) -> Letter:
    return open_letter(raw, NOBODY)


def with_text(content_type: str, body: bytes, encoding: str = "8bit") -> Letter:
    fields = f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
    return opened(HEAD + fields + body)


def multipart(kind: str, *parts: bytes, extra: str = "") -> Letter:
    body = b"".join(b"--=_b\r\n" + part + b"\r\n" for part in parts) + b"--=_b--\r\n"
    return opened(HEAD + f'Content-Type: multipart/{kind}; boundary="=_b"{extra}\r\n\r\n'.encode() + body)


def part(content_type: str, body: str, *fields: str) -> bytes:
    return "\r\n".join((f"Content-Type: {content_type}", *fields, "", body)).encode()


def test_a_plain_letter_opens() -> None:
    """Every field of a simple letter comes out as a person sees it."""
    letter = opened(
        b"Message-ID: <1@north.example>\r\nIn-Reply-To: <0@aiwyn.example>\r\n"
        b"References: <a@x.example>\r\n <0@aiwyn.example>\r\nDate: Wed, 2 Dec 2026 09:03:00 -0500\r\n"
        b"To: Support <Support@Aiwyn.example>\r\nCc: bert@north.example\r\n"
        + HEAD
        + b"\r\nThe 5th, please.\r\n"
    )
    assert (letter.message_id, letter.in_reply_to) == ("<1@north.example>", ("<0@aiwyn.example>",))
    assert letter.references == ("<a@x.example>", "<0@aiwyn.example>")
    assert (letter.sender, letter.sender_name) == ("anna@north.example", "Anna Harper")
    assert (letter.to, letter.cc) == (("support@aiwyn.example",), ("bert@north.example",))
    assert (letter.sent_at, letter.offset_minutes) == (datetime(2026, 12, 2, 14, 3, tzinfo=UTC), -300)
    assert (letter.subject, letter.fresh, letter.whole) == ("Import", "The 5th, please.", "The 5th, please.")
    assert (letter.machine, letter.verdict) == (None, Verdict.UNPROVED)
    assert (letter.notes, letter.doubts) == ((), ())


@pytest.mark.parametrize("raw", [b"", b"\r\n", b" \n\n\t"])
def test_an_empty_letter_is_refused(raw: bytes) -> None:
    """There is nothing to read, and nobody to answer."""
    with pytest.raises(Unreadable):
        opened(raw)


def test_bytes_without_a_header_are_a_letter_from_nobody() -> None:
    """B10: The text is kept, the sender is unknown, and a doubt says why."""
    letter = opened(b"just some words\nand more\n")
    assert (letter.sender, letter.whole) == (None, "just some words\nand more")
    assert letter.doubts == ("the header ends in a line that is no field",)


@pytest.mark.parametrize(
    ("charset", "raw", "text"),
    [
        ("utf-8", "Größe – ok".encode(), "Größe – ok"),
        ("iso-8859-1", "Größe".encode("latin-1"), "Größe"),
        ("iso-8859-1", "Größe".encode(), "Größe"),
        ("us-ascii", "Größe".encode("cp1252"), "Größe"),
        ("utf-8", "It’s".encode("cp1252"), "It’s"),
        ("windows-1251", "Готово".encode("cp1251"), "Готово"),
        ("koi8-r", "Готово".encode("koi8-r"), "Готово"),
        ("shift_jis", "完了".encode("cp932"), "完了"),
        ("iso-2022-jp", "完了".encode("iso2022_jp"), "完了"),
        ("gb2312", "完成".encode("gb2312"), "完成"),
        ("big5", "完成".encode("big5"), "完成"),
        ("ks_c_5601-1987", "완료".encode("cp949"), "완료"),
        ("utf-16", "done".encode("utf-16"), "done"),
        ("unknown-x", b"done", "done"),
        ("zip", b"done", "done"),
        ("undefined", b"done", "done"),
        ("idna", b"done", "done"),
        ("utf-7", b"done", "done"),
        ("", b"done", "done"),
    ],
)
def test_text_is_read_in_any_charset_and_under_any_name(charset: str, raw: bytes, text: str) -> None:
    """G8, G9: Known charsets are decoded, a wrong or unknown name falls back, nothing raises."""
    assert with_text(f'text/plain; charset="{charset}"', raw).fresh == text


def test_an_unknown_charset_is_noted() -> None:
    """G9: A person is told that the text may read oddly."""
    assert with_text("text/plain; charset=x-klingon", b"done").notes == ("unknown charset 'x-klingon'",)


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        ("base64", b"SW1wb3J0IGRvbmUu", "Import done."),
        ("BASE64 ", b"SW1wb3J0\r\nIGRvbmUu\r\n", "Import done."),
        ("base64", b"SW1wb3J0IGRvbmUuCg", "Import done."),
        ("base64", b"SW1w!b3J0IGRvbmUu=", "Import done."),
        ("base64", b"Import done. Really?", "Import done. Really?"),
        ("quoted-printable", b"Import =\r\ndone=2E", "Import done."),
        ("quoted-printable", b"Import done =ZZ =", "Import done =ZZ"),
        ("x-uuencode", b"begin 644 a\n,26UP;W)T(&1O;F4N\n \nend\n", "Import done."),
        ("rot13", b"Import done.", "Import done."),
    ],
)
def test_a_broken_transfer_encoding_is_read_as_far_as_it_goes(encoding: str, body: bytes, text: str) -> None:
    """What can be decoded is; what was never encoded is shown as it came."""
    assert with_text("text/plain", body, encoding).fresh == text


def test_no_control_or_unseen_character_is_left_in_a_text() -> None:
    """D5, F6, G14: NUL, bidi marks, zero-width and tag characters are gone; lines end in LF."""
    letter = with_text(
        "text/plain; charset=utf-8", "a\0b\u202ec\u200bd\x07e\r\nf\u2028g\rh\U000e0041".encode()
    )
    assert letter.fresh == "abcde\nf\ng\nh"


def test_a_reference_to_a_huge_character_number_is_no_trap() -> None:
    """`html.unescape` raises on thousands of digits; here they are dropped."""
    letter = with_text("text/html", b"<p>done &#" + b"1" * 5000 + b"; &#xD800; &amp; dusted</p>")
    assert letter.fresh.startswith("done")
    assert letter.fresh.endswith("& dusted")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("=?utf-8?Q?Caf=C3=A9?=", "Café"),
        ("=?utf-8?B?Q2Fmw6k=?= =?utf-8?B?IG9wZW4=?=", "Café open"),
        ("=?iso-8859-1?q?Caf=E9?= today", "Café today"),
        ("=?utf-8*en?q?Caf=C3=A9?=", "Café"),
        ("=?unknown-x?q?Cafe?=", "Cafe"),
        ("=?utf-8?b?!!!?=", "=?utf-8?b?!!!?="),
        ("=?utf-8?x?Cafe?=", "=?utf-8?x?Cafe?="),
        ("=?utf-8?q?a=0Ab=00c?=", "a bc"),
        ("Café", "Café"),
        ("a\r\n\tb", "a b"),
    ],
)
def test_a_subject_is_shown_on_one_line_whatever_is_in_it(written: str, shown: str) -> None:
    """F1, G15: RFC 2047 in all its abuse; no line end, no control character, no exception."""
    assert opened(f"Subject: {written}\r\n\r\n".encode()).subject == shown


def test_a_subject_is_cut_at_500_characters() -> None:
    """A subject is bounded."""
    assert len(opened(b"Subject: " + b"x" * 5000 + b"\r\n\r\n").subject) == 500


@pytest.mark.parametrize(
    "date",
    [
        "",
        "yesterday",
        "Wed, 2 Dec 99999999999999999999 09:03:00 +0000",
        "Wed, 2 Dec 2026 09:03:00 +9999",
        "32 Foo 2026",
        "0",
    ],
)
def test_an_unusable_date_is_none(date: str) -> None:
    """I1: The standard library raises on some of these."""
    letter = opened(f"Date: {date}\r\nSubject: x\r\n\r\n".encode())
    assert letter.sent_at is None or letter.sent_at.tzinfo is UTC


def test_a_date_without_a_known_zone_has_no_offset() -> None:
    """The zone -0000 says that the writer's own time is not known (RFC 5322 §3.3)."""
    letter = opened(b"Date: Wed, 2 Dec 2026 09:03:00 -0000\r\n\r\n")
    assert (letter.sent_at, letter.offset_minutes) == (datetime(2026, 12, 2, 9, 3, tzinfo=UTC), None)


@pytest.mark.parametrize(
    "written", ["", "<>", "<a b@c.example>", "no brackets", "<é@c.example>", f"<{'x' * 300}@c.example>"]
)
def test_an_unusable_message_id_is_none(written: str) -> None:
    """It must not equal that of another letter without one."""
    assert opened(f"Message-ID: {written}\r\nSubject: x\r\n\r\n".encode()).message_id is None


def test_of_too_many_references_the_root_and_the_newest_stay() -> None:
    """A thread's ids are bounded, and the ones that matter are kept."""
    ids = [f"<{n}@x.example>" for n in range(500)]
    references = opened(f"References: {' '.join(ids)}\r\n\r\n".encode()).references
    assert references == (ids[0], *ids[-99:])


def test_of_two_versions_the_one_people_see_is_read() -> None:
    """The HTML carries the structure; the plain text is only compared."""
    letter = multipart("alternative", part("text/plain", "Done."), part("text/html", "<p>Done.</p>"))
    assert (letter.fresh, letter.doubts) == ("Done.", ())


def test_two_versions_that_say_different_things_are_a_doubt() -> None:
    """Staff would see the one, a program the other."""
    letter = multipart(
        "alternative",
        part("text/plain", "The import is not complete."),
        part("text/html", "<p>The import is complete.</p>"),
    )
    assert letter.doubts == ("the plain text and the HTML differ: not",)


@pytest.mark.parametrize("html", ["", "<html><body></body></html>", "<p style='display:none'>Done.</p>"])
def test_an_empty_html_version_gives_way_to_the_plain_one(html: str) -> None:
    """Nothing that was written is lost."""
    assert multipart("alternative", part("text/plain", "Done."), part("text/html", html)).fresh == "Done."


def test_a_figure_that_differs_is_a_doubt() -> None:
    """One digit is enough; emphasis marks are not."""
    plain, html = (
        part("text/plain", "*The* _5th_ of May, row 3"),
        part("text/html", "<b>The</b> 5th of May, row 4"),
    )
    assert multipart("alternative", plain, html).doubts == ("the plain text and the HTML differ: 3 4",)


def test_a_page_may_state_its_own_charset() -> None:
    """Where the part states none, the page is believed."""
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Готово</p>'
    assert with_text("text/html", page.encode("cp1251")).fresh == "Готово"


def test_links_and_pictures_do_not_make_two_versions_differ() -> None:
    """Mail programs write them into one version only."""
    letter = multipart(
        "alternative",
        part("text/plain", "See <https://x.example/a?b=c> [cid:image001.png@01D] please."),
        part(
            "text/html",
            '<p>See <a href="https://x.example/a?b=c"></a><img src="cid:image001.png@01D"> please.</p>',
        ),
    )
    assert letter.doubts == ()


def test_files_are_kept_beside_the_text() -> None:
    """Name, type, size and content; the text is not mixed up with them."""
    letter = multipart(
        "mixed",
        part("text/plain", "Attached."),
        part(
            "text/csv",
            "YSxiCg==",
            "Content-Disposition: attachment; filename=ten.csv",
            "Content-Transfer-Encoding: base64",
        ),
    )
    (file,) = letter.attachments
    assert (file.name, file.content_type, file.size, file.content) == ("ten.csv", "text/csv", 4, b"a,b\n")
    assert letter.fresh == "Attached."


@pytest.mark.parametrize(
    ("parameter", "name"),
    [
        ('filename="../../etc/passwd"', "passwd"),
        ('filename="C:\\\\temp\\\\ten.xlsx"', "ten.xlsx"),
        ("filename*=utf-8''%C3%A4.csv", "ä.csv"),
        ("filename*0=long; filename*1=-name.csv", "long-name.csv"),
        ("filename*0*=utf-8''%C3%A4; filename*1*=%C3%B6; filename*2=.csv", "äö.csv"),
        ("filename*=bad'x; filename=good.csv", "bad'x"),
        ('filename="=?utf-8?Q?=C3=A4.csv?="', "ä.csv"),
        ('filename="a\tb\x07.csv"', "a b.csv"),
        ('filename="' + "x" * 300 + '.csv"', "x" * 80 + "…" + "x" * 15 + ".csv"),
        ('filename=".."', ""),
        ("filename", ""),
    ],
)
def test_a_file_name_is_clean_and_never_a_path(parameter: str, name: str) -> None:
    """F8: RFC 2231 and 2047 in their abuse, traversal, controls, length."""
    letter = multipart(
        "mixed",
        part("text/plain", "x"),
        part("application/x", "y", f"Content-Disposition: attachment; {parameter}"),
    )
    assert letter.attachments[0].name == name


def test_a_part_that_was_not_fetched_is_shown_as_a_file_without_content() -> None:
    """G7: An abridged letter of our mailbox edge says how large the part was."""
    letter = multipart(
        "mixed", part("text/plain", "See file."), part("image/png", "", "X-Sluice-Omitted: 4194304")
    )
    (file,) = letter.attachments
    assert (file.size, file.content) == (4194304, None)
    assert letter.doubts == ()


def test_our_mark_in_mail_from_outside_hides_nothing() -> None:
    """C7: It can say "not kept" of an empty part; a part with content is read as ever."""
    letter = multipart("mixed", part("text/plain", "The import is not complete.", "X-Sluice-Omitted: 10"))
    assert letter.fresh == "The import is not complete."
    assert multipart("mixed", part("text/plain", "", "X-Sluice-Omitted: x")).doubts == (
        "a part of the text was not fetched",
    )


def test_a_message_attached_is_passed_on_and_not_said() -> None:
    """D3: What it says is kept apart from the writer's own words."""
    inner = "From: Dan <dan@vendor.example>\r\nSubject: Dates\r\n\r\nWe can load on 19 December."
    letter = multipart("mixed", part("text/plain", "See attached."), part("message/rfc822", inner))
    assert letter.fresh == "See attached."
    assert letter.forwarded == "From: Dan <dan@vendor.example>\nSubject: Dates\n\nWe can load on 19 December."
    assert "19 December" in letter.whole


@pytest.mark.parametrize(
    ("content_type", "doubt"),
    [
        (
            "application/pkcs7-mime; smime-type=enveloped-data",
            "the message is wrapped in S/MIME and was not read",
        ),
        ("multipart/encrypted; boundary=x", "the message is encrypted (PGP) and was not read"),
        ("application/ms-tnef; name=winmail.dat", "winmail.dat was not opened"),
        ("message/external-body; access-type=URL", "a text kept elsewhere was not fetched"),
        ("message/partial; number=1", "a piece of a message sent in pieces was not read"),
    ],
)
def test_a_letter_that_cannot_be_read_is_a_doubt_never_silence(content_type: str, doubt: str) -> None:
    """G11, G13: No text is not consent, and nothing is fetched."""
    letter = with_text(content_type, b"AAAA")
    assert (letter.fresh, letter.doubts) == ("", (doubt,))


def test_winmail_dat_beside_a_text_is_only_noted() -> None:
    """What could not be opened is said, the text stands."""
    letter = multipart(
        "mixed", part("text/plain", "Done."), part("application/ms-tnef; name=winmail.dat", "x")
    )
    assert (letter.fresh, letter.notes, letter.doubts) == ("Done.", ("winmail.dat was not opened",), ())


def test_a_signed_letter_is_read_without_its_signature() -> None:
    """S/MIME and PGP signatures wrap a text that anybody can read."""
    signature = part("application/pkcs7-signature; name=smime.p7s", "x", "Content-Disposition: attachment")
    assert multipart("signed", part("text/plain", "Done."), signature).fresh == "Done."
    clear = (
        b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: X\n\nDone.\n- -- x\n-----BEGIN PGP SIGNATURE-----\nabc\n"
    )
    assert with_text("text/plain", clear).fresh.startswith("Done.")
    assert "PGP" not in with_text("text/plain", clear).fresh


def test_flowed_lines_are_joined() -> None:
    """RFC 3676: soft line breaks are not the writer's."""
    letter = with_text(
        "text/plain; format=flowed", b"The import is \r\ncomplete.\r\n> old \r\n> line\r\nYes.\r\n"
    )
    assert letter.fresh == "The import is complete.\n\nYes."


@pytest.mark.parametrize("kind", ["mixed", 'mixed; boundary="=_other"'])
def test_parts_without_their_boundary_are_found_and_doubted(kind: str) -> None:
    """G10: The repair is good for reading, not for acting."""
    raw = (
        HEAD
        + f"Content-Type: multipart/{kind}\r\n\r\n".encode()
        + b"--zz\r\nContent-Type: text/plain\r\n\r\nDone.\r\n--zz--\r\n"
    )
    letter = opened(raw)
    assert letter.fresh == "Done."
    assert letter.doubts == ("the boundary between the parts is missing and was guessed",)


def test_a_multipart_that_is_none_is_read_as_text() -> None:
    """Some programs promise parts and send a text."""
    letter = with_text("multipart/mixed; boundary=b", b"Done.")
    assert (letter.fresh, letter.notes) == ("Done.", ("a multipart without parts was read as text",))


def test_a_prefix_of_a_boundary_is_no_boundary() -> None:
    """G10: A line "--b" does not end a part whose boundary is "--bb", nor the other way round."""
    raw = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--bb\r\ntwo\r\n--b--\r\n"
    assert opened(HEAD + raw).whole == "one\n--bb\ntwo"


def test_a_part_with_two_types_is_a_doubt() -> None:
    """G10: One reader would take the first, another the last."""
    letter = multipart("mixed", b"Content-Type: text/plain\r\nContent-Type: text/html\r\n\r\nDone.")
    assert letter.doubts == ("a part has several content-type fields",)


def test_deep_nesting_is_cut_off() -> None:
    """G3: Thousands of levels cost neither the stack nor the time."""
    levels = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(5000)
    )
    assert "parts nested more than 50 deep were not read" in opened(HEAD + levels + b"\r\nx").doubts


def test_too_many_parts_are_not_read() -> None:
    """G3: The number of parts is bounded."""
    assert multipart("mixed", *[b"\r\nx"] * 2000).doubts == ("more than 500 parts; the rest was not read",)


@pytest.mark.parametrize(
    "fields",
    [b"X-A: b\r\n" * 3000, b"X-A: " + b"b" * 70_000 + b"\r\n", (b"X-A: " + b"b" * 60_000 + b"\r\n") * 6],
)
def test_a_header_over_the_limits_is_a_doubt(fields: bytes) -> None:
    """G4: Fields over the limits are left out whole, never cut, and the letter is not to be acted on."""
    assert opened(HEAD + fields + b"\r\nDone.").doubts


def test_fifty_thousand_semicolons_cost_nothing() -> None:
    """G4: The standard parser takes minutes over these."""
    assert opened(HEAD + b"Content-Type: text/plain" + b";" * 50_000 + b"\r\n\r\nDone.").fresh == "Done."


def test_a_text_longer_than_is_read_is_a_doubt() -> None:
    """G6: 64 KB are looked at; something may stand below."""
    letter = with_text("text/plain", b"Done.\r\n" + b"x" * 100_000)
    assert letter.doubts == ("the text is longer than what is read",)
    assert len(letter.whole) <= 64 * 1024


def test_a_long_history_below_is_no_doubt() -> None:
    """G6: Once the old message hangs below as a block, nothing new can follow."""
    letter = with_text("text/plain", b"Done.\r\n\r\n-----Original Message-----\r\n" + b"old\r\n" * 30_000)
    assert (letter.fresh, letter.doubts) == ("Done.", ())
    assert letter.notes == ("the text is longer than what is read",)


def test_mail_from_our_own_address_is_our_own() -> None:
    """E4: It is known before anything else is looked at."""
    letter = open_letter(
        b"From: support@aiwyn.example\r\n\r\nx", NOBODY, frozenset({"support@aiwyn.example"})
    )
    assert letter.machine is Machine.OWN
