"""A server that speaks in fragments of the protocol can be understood or not, and does no other harm."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import Unavailable
from tests.mailbox.conftest import AMailbox
from tests.mailbox.faulty import FaultyImap, Talk

FRAGMENTS = (
    "* ", "+ ", "1 ", "2 ", "0 ", "-1 ", "99999999999999999999 ", "FETCH ", "(UID 1 ", "(UID 2 ", "UID ",
    "FLAGS ", "NIL ", '"x" ', '"', "(", ")", "[", "]", "{2}\r\nok", "{0}\r\n", "{99}\r\n", "{2", "\r\n",
    "\n", "\0", "\\", "é", "OK ", "NO ", "BAD ", "BYE ", "SEARCH ", "SEARCH 1 2\r\n* ", "EXISTS ", "LIST ",
    "[UIDVALIDITY 7] ", "[UIDNEXT x] ",
)  # fmt: skip
ITEMS = (
    "BODY[]", "BODY[HEADER]<0>", "BODY[1]<0>", "BODYSTRUCTURE", "RFC822.SIZE", "INTERNALDATE", "UID", "X",
)  # fmt: skip
VALUES = (
    "NIL", "1", "9000000", "-1", "()", '"x"', '"never"', "{2}\r\nok", "{0}\r\n",
    '("TEXT" "PLAIN" NIL NIL NIL "7BIT" 5 1)', '(("TEXT" "PLAIN") "MIXED" NIL)',
    '"01-Jan-0001 00:00:00 +1400"', '"31-Dec-9999 23:59:59 -1400"',
)  # fmt: skip
PAIR = st.tuples(st.sampled_from(ITEMS), st.sampled_from(VALUES)).map(" ".join)
FETCHED = st.lists(PAIR, max_size=4).map(lambda pairs: f"* 1 FETCH (UID 1 {' '.join(pairs)})\r\n")
SOUP = st.lists(st.sampled_from(FRAGMENTS) | FETCHED, max_size=20).map("".join)


@pytest.mark.parametrize("verb", ["EXAMINE", "UID SEARCH", "UID FETCH", "LIST", "CAPABILITY", "AUTHENTICATE"])
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(soup=SOUP)
def test_whatever_a_server_says_is_an_answer_or_an_outage(
    faulty: FaultyImap, a_mailbox: AMailbox, verb: str, soup: str
) -> None:
    """J3, J5: Nothing but `Unavailable` comes out of a mailbox, and no letter that was not sent."""

    def serve(talk: Talk) -> None:
        talk.say(f"{soup}\r\n{talk.tag} OK done")
        if verb != "EXAMINE":
            talk.hang_up()

    faulty.letters = {1: b"From: a@b.example\r\n\r\none\r\n", 2: b"From: a@b.example\r\n\r\ntwo\r\n"}
    faulty.always = {verb: serve}
    mailbox = a_mailbox(port=faulty.port, host="127.0.0.1", tls="none", timeout_seconds=1.0)
    with suppress(Unavailable):
        assert {letter.uid for letter in mailbox.fetch_new("INBOX", None).letters} <= {1, 2}
    with suppress(Unavailable):
        mailbox.sent_folder()
    mailbox.close()
