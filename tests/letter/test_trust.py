"""Our server's verdict on From, read where our server writes it; whatever is odd proves nothing."""

import pytest

from bot.letter.headers import split_headers
from bot.letter.letter import Verdict
from bot.letter.sender import sender_of
from bot.letter.trust import Receiver, Trust, trust_in

OURS = Receiver("rfc8601", "mx.aiwyn.example")
BORDER = "Received: from mail.north.example ([198.51.100.7])\r\n\tby mx.aiwyn.example with ESMTPS"
FOREIGN = "Received: from laptop by mail.north.example with ESMTPSA"
PASS = "Authentication-Results: mx.aiwyn.example; dmarc=pass header.from=north.example"
FROM = "From: Anna Harper <anna@north.example>"


def judged(*fields: str, receiver: Receiver = OURS) -> Trust:
    headers = split_headers("".join(f"{field}\r\n" for field in fields).encode() + b"\r\n")
    return trust_in(headers, sender_of(headers), receiver)


def results(words: str) -> Trust:
    """Judge a letter for which our server wrote these results."""
    return judged(BORDER, f"Authentication-Results: mx.aiwyn.example; {words}", FOREIGN, FROM)


def test_a_pass_of_our_own_server_proves_the_sender() -> None:
    """The verdict and the domain it stands on are named."""
    assert judged(BORDER, PASS, FOREIGN, FROM) == Trust(Verdict.PROVED, "dmarc=pass for north.example")


def test_case_does_not_matter_in_a_verdict() -> None:
    """Methods, results and domains are case-insensitive (RFC 8601 §2.2, RFC 4343)."""
    assert results("DMARC=Pass Header.From=NORTH.example").verdict is Verdict.PROVED


def test_a_claim_without_a_verdict_proves_nothing() -> None:
    """No field of ours, no proof."""
    trust = judged(BORDER, FOREIGN, FROM)
    assert trust.verdict is Verdict.UNPROVED
    assert trust.why == "no verdict of mx.aiwyn.example above the Received field of mail.north.example"


@pytest.mark.parametrize(
    "word",
    ["none", "fail", "neutral", "softfail", "temperror", "permerror", "policy", "passed", "xpass", "PASSED"],
)
def test_every_word_but_pass_is_no_pass(word: str) -> None:
    """A9: Also dmarc=fail under a lax policy."""
    assert results(f"dmarc={word} (p=NONE) header.from=north.example").verdict is Verdict.UNPROVED


def test_a_verdict_below_a_foreign_hop_is_the_senders_own() -> None:
    """A3: Our name in a field that came with the letter is a forgery."""
    assert judged(BORDER, FOREIGN, PASS, FROM).verdict is Verdict.UNPROVED


def test_a_hop_forged_in_our_name_does_not_make_room_for_a_forged_verdict() -> None:
    """A3: Below the hop that took the letter from outside nothing is ours, whatever it calls itself."""
    forged = "Received: from localhost by mx.aiwyn.example with LMTP"
    assert judged(BORDER, forged, PASS, FROM).verdict is Verdict.UNPROVED


def test_a_greeting_in_our_name_from_outside_is_an_outside_hop() -> None:
    """A3: The sender chooses the name after "from", not the address beside it."""
    greeted = "Received: from mx.aiwyn.example (dialup.evil.example [8.8.8.8]) by mx.aiwyn.example with ESMTP"
    forged = "Received: from localhost by mx.aiwyn.example with LMTP"
    assert judged(greeted, forged, PASS, FROM).verdict is Verdict.UNPROVED


def test_inner_hops_of_ours_may_stand_above_the_verdict() -> None:
    """The mail store's own hop does not hide what the border wrote."""
    inner = "Received: from mx.aiwyn.example (localhost [127.0.0.1]) by store.mx.aiwyn.example with LMTP"
    assert judged(inner, PASS, BORDER, FOREIGN, FROM).verdict is Verdict.PROVED
    assert judged(inner, BORDER, PASS, FOREIGN, FROM).verdict is Verdict.PROVED


def test_a_host_that_the_settings_do_not_name_ends_the_search() -> None:
    """It fails closed, and the reason names the host, so that an admin can add it."""
    store = "Received: from mx.aiwyn.example ([10.0.0.5]) by imap.hoster.example with LMTP"
    assert judged(store, BORDER, PASS, FOREIGN, FROM).why.endswith(
        "the Received field of imap.hoster.example"
    )
    known = Receiver("rfc8601", "mx.aiwyn.example", own_hosts=("hoster.example",))
    assert judged(store, BORDER, PASS, FOREIGN, FROM, receiver=known).verdict is Verdict.PROVED


@pytest.mark.parametrize("order", [0, 1])
def test_two_verdicts_that_disagree_are_none(order: int) -> None:
    """A4: Neither the upper nor the lower of two conflicting fields is believed."""
    fail = PASS.replace("pass", "fail")
    fields = (PASS, fail) if order else (fail, PASS)
    assert judged(BORDER, *fields, FOREIGN, FROM).verdict is Verdict.UNPROVED


@pytest.mark.parametrize(
    "name",
    [
        "mx.aiwyn.example.evil.example",
        "evil.mx.aiwyn.example",
        "xmx.aiwyn.example",
        "aiwyn.example",
        "evil.example (mx.aiwyn.example)",
        "(mx.aiwyn.example) evil.example",
        "evil.example; mx.aiwyn.example",
        '"mx.aiwyn.example',
        "",
    ],
)
def test_only_our_whole_name_is_our_name(name: str) -> None:
    """A5: Prefix, suffix, comment and other hosts are somebody else."""
    field = f"Authentication-Results: {name}; dmarc=pass header.from=north.example"
    assert judged(BORDER, field, FOREIGN, FROM).verdict is Verdict.UNPROVED


@pytest.mark.parametrize(
    "name", ["mx.aiwyn.example 1", "MX.Aiwyn.Example", "mx.aiwyn.example (our border)", '"mx.aiwyn.example"']
)
def test_our_name_in_its_lawful_forms_is_ours(name: str) -> None:
    """A5: Case, version and comments do not matter."""
    field = f"Authentication-Results: {name}; dmarc=pass header.from=north.example"
    assert judged(BORDER, field, FOREIGN, FROM).verdict is Verdict.PROVED


@pytest.mark.parametrize(
    "words",
    [
        "spf=fail (dmarc=pass header.from=north.example) smtp.mailfrom=evil.example",
        'spf=fail smtp.mailfrom="x; dmarc=pass header.from=north.example"',
        "spf=fail reason=dmarc=pass header.from=north.example",
        "dmarc=pass header.from=north.example (unbalanced",
        "dmarc=pass header.from=north.example)",
        'dmarc=pass header.from="north.example',
        "dkim=pass header.d=north.example (a \\) header.i=@evil.example",
        "dmarc=pass (header.from=north.example)",
        "dmarc=pass dmarc=pass",
        "junk words; dmarc=pass header.from=north.example; more junk",
    ],
)
def test_text_of_the_sender_inside_our_field_is_never_a_verdict(words: str) -> None:
    """A6: Comments and quoted strings are tokens; what does not balance is refused as a whole."""
    assert results(words).verdict is Verdict.UNPROVED


@pytest.mark.parametrize(
    "domain",
    ["evil.example", "north.example.evil.example", "evilnorth.example", "mail.north.example", "example", ""],
)
def test_a_pass_for_another_domain_proves_nothing(domain: str) -> None:
    """A7, A8: The verdict must be about the very domain in From."""
    assert results(f"dmarc=pass header.from={domain}").verdict is Verdict.UNPROVED
    assert results(f"dkim=pass header.d={domain}").verdict is Verdict.UNPROVED


@pytest.mark.parametrize(
    "field",
    [
        "ARC-Authentication-Results: i=1; mx.aiwyn.example; dmarc=pass header.from=north.example",
        "X-Authentication-Results: mx.aiwyn.example; dmarc=pass header.from=north.example",
        "Authentication-Results-Original: mx.aiwyn.example; dmarc=pass header.from=north.example",
        "Received-SPF: pass (mx.aiwyn.example) envelope-from=anna@north.example",
    ],
)
def test_look_alikes_count_for_nothing(field: str) -> None:
    """A10: ARC, Received-SPF and X- fields are not our verdict."""
    assert judged(BORDER, field, FOREIGN, FROM).verdict is Verdict.UNPROVED


def test_a_signature_over_part_of_the_text_is_no_pass() -> None:
    """A12: The tag l= lets anybody append; only SPF for the same domain makes up for it."""
    signed = "DKIM-Signature: v=1; a=rsa-sha256; d=north.example; l=120; bh=x; b=y"
    assert judged(BORDER, PASS, FOREIGN, signed, FROM).verdict is Verdict.UNPROVED
    both = PASS + "; spf=pass smtp.mailfrom=anna@north.example"
    assert judged(BORDER, both, FOREIGN, signed, FROM).verdict is Verdict.PROVED


def test_honest_mail_through_a_forwarder_is_proved_by_its_signature() -> None:
    """A13: SPF breaks on the way, DMARC by DKIM alone stands."""
    words = "spf=fail smtp.mailfrom=relay.example; dkim=pass header.d=north.example"
    assert results(f"{words}; dmarc=pass header.from=north.example").verdict is Verdict.PROVED


def test_a_domain_without_policy_is_proved_by_an_aligned_signature() -> None:
    """dmarc=none says that the domain has no policy, not that it failed."""
    trust = results("dmarc=none header.from=north.example; dkim=pass header.i=@north.example")
    assert trust == Trust(Verdict.PROVED, "dkim=pass for north.example")


def test_spf_alone_counts_only_where_a_domain_has_no_policy() -> None:
    """It is told apart, so that it can be good enough for some things and not for others."""
    spf = "spf=pass smtp.mailfrom=bounce@north.example"
    assert results(f"dmarc=none header.from=north.example; {spf}").verdict is Verdict.SPF_ONLY
    assert results(spf).verdict is Verdict.UNPROVED
    assert results(f"dmarc=fail header.from=north.example; {spf}").verdict is Verdict.UNPROVED


def test_a_failed_signature_of_the_domain_spoils_a_good_one() -> None:
    """Two signatures of one domain that disagree prove nothing without DMARC."""
    assert (
        results("dkim=pass header.d=north.example; dkim=fail header.d=north.example").verdict
        is Verdict.UNPROVED
    )


def test_a_quoted_envelope_address_cannot_borrow_a_domain() -> None:
    """A6: The domain is what follows the last @, after unquoting."""
    words = 'dmarc=none header.from=north.example; spf=pass smtp.mailfrom="a@north.example"@evil.example'
    assert results(words).verdict is Verdict.UNPROVED


def test_without_a_sender_there_is_nothing_to_prove() -> None:
    """The reason is that of the From field."""
    assert judged(BORDER, PASS, FROM, FROM) == Trust(Verdict.UNPROVED, "2 From fields")


def test_a_mailbox_without_verdicts_says_so() -> None:
    """No server to trust: every letter is unproved, and staff are told why."""
    assert (
        judged(BORDER, PASS, FROM, receiver=Receiver("none")).why == "this mailbox's server states no verdict"
    )


def test_an_empty_name_in_the_settings_trusts_nobody() -> None:
    """A5: A missing authserv-id is not "any"."""
    field = "Authentication-Results: ; dmarc=pass header.from=north.example"
    assert judged(field, FROM, receiver=Receiver("rfc8601")).verdict is Verdict.UNPROVED


GOOGLE = Receiver("google")
GMAIL = (
    "Delivered-To: support@aiwyn.example",
    "Received: by 2002:a05:7300:8b0a:b0:155:27a3:4b2 with SMTP id h10csp1;\r\n        Sat, 5 Dec 2026",
    "X-Received: by 2002:a17:907:2d8a with SMTP id gt10mr1;",
    "ARC-Authentication-Results: i=1; mx.google.com; dmarc=fail header.from=evil.example",
    "Return-Path: <anna@north.example>",
    "Received: from mail-f41.google.com (mail-f41.google.com. [209.85.220.41])\r\n        by mx.google.com",
    "Received-SPF: pass (google.com: domain of anna@north.example designates 209.85.220.41)",
)
GMAIL_VERDICT = """\
Authentication-Results: mx.google.com;
       dkim=pass header.i=@north.example header.s=google header.b=Ab12cd;
       spf=pass (google.com: domain of anna@north.example designates 209.85.220.41 as permitted sender)
       smtp.mailfrom=anna@north.example;
       dmarc=pass (p=NONE sp=QUARANTINE dis=NONE) header.from=north.example"""
GMAIL_FOREIGN = "Received: by mail-sor-f41.google.com with SMTP id a640c"


def test_google_is_read_as_it_writes() -> None:
    """Its inner hops are named by address; its verdict stands below the border hop."""
    assert judged(*GMAIL, GMAIL_VERDICT, GMAIL_FOREIGN, FROM, receiver=GOOGLE).verdict is Verdict.PROVED


def test_a_google_verdict_in_the_senders_own_header_is_none() -> None:
    """The same words below Google's own hop came with the letter."""
    assert judged(*GMAIL, GMAIL_FOREIGN, GMAIL_VERDICT, FROM, receiver=GOOGLE).verdict is Verdict.UNPROVED


def test_a_foreign_hop_on_top_ends_what_google_wrote() -> None:
    """A mailbox that fetches from elsewhere has no verdict of its own."""
    elsewhere = "Received: from a by mail.evil.example with ESMTP"
    assert judged(elsewhere, GMAIL_VERDICT, FROM, receiver=GOOGLE).verdict is Verdict.UNPROVED


EXCHANGE = Receiver("microsoft365", trusted_internal="Aiwyn.example")
STORE = """\
Received: from BN9P221MB0001.NAMP221.PROD.OUTLOOK.COM (2603:10b6:408:10c::9)
 by PH0P221MB0002.NAMP221.PROD.OUTLOOK.COM with HTTPS"""
INNER = (
    "Received: from BN8NAM12FT061.eop-nam12.prod.protection.outlook.com (2603:10b6:408:fb:cafe::1)\r\n"
    " by BN9P221CA0001.outlook.office365.com (2603:10b6:408:fb::11) with Microsoft SMTP Server"
)
EOP = (
    "Received: from mail.north.example (198.51.100.7) by BN8NAM12FT061.mail.protection.outlook.com\r\n"
    " (10.13.182.9) with Microsoft SMTP Server"
)
EXCHANGE_VERDICT = """\
Authentication-Results: spf=pass (sender IP is 198.51.100.7)
 smtp.mailfrom=north.example; dkim=pass (signature was
 verified) header.d=north.example;dmarc=pass action=none
 header.from=north.example;compauth=pass reason=100"""


def test_exchange_is_read_as_it_writes() -> None:
    """It signs no name; the topmost field above the hop that took the letter in is its own."""
    assert (
        judged(STORE, INNER, EXCHANGE_VERDICT, EOP, FOREIGN, FROM, receiver=EXCHANGE).verdict
        is Verdict.PROVED
    )


def test_an_older_exchange_verdict_with_the_recipients_domain_in_it_is_read() -> None:
    """Words that are no result stand between the results there."""
    older = (
        "Authentication-Results: spf=pass (sender IP is 198.51.100.7) smtp.mailfrom=north.example;"
        " aiwyn.example; dkim=pass (signature was verified) header.d=north.example;aiwyn.example;"
        " dmarc=bestguesspass action=none header.from=north.example;"
    )
    assert judged(INNER, older, EOP, FROM, receiver=EXCHANGE).why == "dkim=pass for north.example"


def test_only_the_topmost_field_is_exchanges_own() -> None:
    """A4: What came with the letter stands below, and is not even read."""
    fail = EXCHANGE_VERDICT.replace("dmarc=pass", "dmarc=fail").replace("dkim=pass", "dkim=fail")
    assert judged(INNER, fail, EOP, EXCHANGE_VERDICT, FROM, receiver=EXCHANGE).verdict is Verdict.UNPROVED
    assert judged(INNER, EOP, EXCHANGE_VERDICT, FROM, receiver=EXCHANGE).verdict is Verdict.UNPROVED


def test_mail_inside_the_tenant_is_proved_by_exchanges_mark_for_the_stated_domain_only() -> None:
    """Exchange judges no inside mail; the admin's own rule names the domain whose mark counts."""
    mark, ours = "X-MS-Exchange-Organization-AuthAs: Internal", "From: Sam <sam@aiwyn.example>"
    inside = (
        "Received: from BN9P2.namp2.prod.outlook.com ([fe80::1]) by BN9P2.namp2.prod.outlook.com with mapi"
    )
    assert judged(inside, ours, mark, receiver=EXCHANGE).verdict is Verdict.PROVED
    assert judged(inside, FROM, mark, receiver=EXCHANGE).verdict is Verdict.UNPROVED
    assert judged(inside, ours, mark, receiver=Receiver("microsoft365")).verdict is Verdict.UNPROVED
    assert judged(INNER, EOP, ours, mark, receiver=EXCHANGE).verdict is Verdict.UNPROVED
    assert (
        judged(inside, ours, mark, mark.replace("Internal", "Anonymous"), receiver=EXCHANGE).verdict
        is Verdict.UNPROVED
    )
