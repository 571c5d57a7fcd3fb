"""Whatever the bytes: a letter that opens is read, and what is read of it quotes it."""

from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Unreadable
from bot.letter.open import open_letter
from bot.letter.trust import Receiver
from bot.reading.read import read_letter
from bot.reading.reading import Context, Expecting, Intent, Loaded
from tests.letter.test_any_bytes import damaged
from tests.reading.test_whole_letters import BOOKED, LETTERS, NOW, raw_of

WRITTEN = [raw_of(letter) for letter in LETTERS]
ZONES = [ZoneInfo(name) for name in ("America/New_York", "Pacific/Auckland", "Europe/Dublin", "UTC")]
LOCALES = ["en-US", "en-GB", "de-DE", "fr-CA", "xx"]


@st.composite
def contexts(draw: st.DrawFn) -> Context:
    expecting = draw(st.sampled_from(Expecting))
    booked = draw(st.sampled_from([None, BOOKED]))
    return Context(expecting, NOW, draw(st.sampled_from(ZONES)), draw(st.sampled_from(LOCALES)), booked)


def read_damaged(raw: bytes, context: Context) -> None:
    """Open and read one letter, and see that the reading holds together."""
    try:
        letter = open_letter(raw, Receiver("none"))
    except Unreadable:
        return
    reading = read_letter(letter, context)
    told = f"{letter.subject}\n{letter.fresh}\n{letter.forwarded}\n{letter.whole}\n{letter.machine_why}"
    written = "".join(told.split())
    assert all("".join(e.words.split()) in written for e in reading.evidence if reading.review is None)
    assert reading.loaded is not Loaded.ALL or reading.intent is Intent.IMPORT_COMPLETE
    assert reading.when.day is None or reading.when.trouble is None or reading.when.alternatives


@settings(deadline=None)
@given(damaged(WRITTEN), contexts())
def test_a_damaged_letter_is_read_without_a_fault(raw: bytes, context: Context) -> None:
    """Bad input gets a reading, at worst an unsure one."""
    read_damaged(raw, context)
