"""Words from outside, made harmless before they reach a mail or a spreadsheet.

They may hold anything: line ends that would add a header, characters that turn the line round, a
formula. Nothing of it is silently believed; what cannot be seen is shown as its code.
"""

import re

SUBJECT_LIMIT = 200
NAME_LIMIT = 100
QUOTE_LIMIT = 500

_SPACE = re.compile(r"[\s\x85\u2028\u2029]+")
# C0 and C1, soft hyphen, bidi marks and overrides, zero-width and tag characters, surrogates. The joiners
# U+200C and U+200D stay: names and emoji are written with them.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_ATOM = r"[^\x00-\x20\x7f-\x9f<>()\[\],;:\\\"@]+"
_ADDRESS = re.compile(f"{_ATOM}@{_ATOM}")
_FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


def one_line(text: str, limit: int) -> str:
    """Return `text` on one line, at most `limit` characters, what cannot be seen shown as its code."""
    return _cut(visible(_SPACE.sub(" ", text[: limit * 4])).strip(), limit)


def block(text: str, limit: int) -> tuple[str, ...]:
    """Return the lines of `text`, at most `limit` characters in all, without blank ones."""
    lines = (visible(_SPACE.sub(" ", line)).strip() for line in text[: limit * 4].splitlines())
    return tuple(_cut("\n".join(line for line in lines if line), limit).splitlines())


def is_plain_address(text: str) -> bool:
    """Whether `text` is one bare address, with nothing in it that a header or a command gives a meaning."""
    return _ADDRESS.fullmatch(text) is not None


def inert_cell(text: str) -> str:
    """Return a spreadsheet cell that no program takes for a formula.

    Source: OWASP, CSV injection; the full-width forms are read as formulas by some programs.
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def visible(text: str) -> str:
    """Return `text` with every character that cannot be seen shown as its code; line ends stay."""
    return _UNSEEN.sub(lambda unseen: f"[U+{ord(unseen[0]):04X}]", text)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
