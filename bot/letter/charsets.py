"""Bytes to text that is fit to be stored and shown: known charsets only, no control characters.

Python knows codecs that are no charsets, that raise in spite of "replace", or that take quadratic time
(zip, undefined, idna, punycode, utf-7), so only the names listed here are ever looked up.
"""

import re

UTF8 = "utf-8"
WESTERN = "cp1252"  # what "latin-1" and "us-ascii" mean in mail that is neither

CODECS: dict[str, str] = {
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)},
    **{f"windows-{n}": f"cp{n}" for n in range(1250, 1259)},
    **{f"cp{n}": f"cp{n}" for n in (437, 850, 852, 855, 866, 874, 932, 936, 949, 950, *range(1250, 1259))},
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), UTF8),
    **dict.fromkeys(("", "us-ascii", "ascii", "ansi_x3.4-1968", "646"), UTF8),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "8859-1"), WESTERN),
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e"), "iso8859-8"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-big5"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms932"), "cp932"),
    **dict.fromkeys(("euc-jp", "x-euc-jp"), "euc_jp"),
    **dict.fromkeys(("iso-2022-jp", "iso-2022-jp-ms", "cp50220", "cp50221"), "iso2022_jp_ext"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ks_c_5601", "ksc5601", "windows-949"), "cp949"),
    **dict.fromkeys(("utf-16", "unicode"), "utf-16"),
    **{name: name for name in ("utf-16le", "utf-16be", "koi8-r", "koi8-u", "iso-2022-kr", "tis-620")},
    **dict.fromkeys(("macintosh", "x-mac-roman", "mac"), "mac_roman"),
    **dict.fromkeys(("windows-874",), "cp874"),
}  # fmt: skip


def is_known(charset: str) -> bool:
    """Tell whether text declared to be in this charset can be read as it was meant."""
    return charset.lower() in CODECS


def decode(raw: bytes, charset: str) -> str:
    """Return the text of `raw`; never raises. UTF-8 is believed whenever the bytes are valid UTF-8.

    A wrong, missing or unknown charset falls back to UTF-8, then to Windows-1252 and Latin-1, which can
    read anything.
    """
    codec = CODECS.get(charset.strip().strip("\"'").lower(), UTF8)
    if codec in (UTF8, WESTERN):
        return western(raw)
    try:
        return raw.decode(codec)
    except (UnicodeError, LookupError):
        pass
    try:
        return raw.decode(UTF8)
    except UnicodeError:
        return raw.decode(codec, "replace")


def western(raw: bytes) -> str:
    """Read bytes that are UTF-8 or one of its single-byte forerunners."""
    try:
        return raw.decode(UTF8)
    except UnicodeError:
        pass
    try:
        return raw.decode(WESTERN)
    except UnicodeError:
        return raw.decode("latin-1")


LINE_ENDS = re.compile("\r\r?\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
# Controls, soft hyphens, zero-width and direction marks, lone surrogates, tags: nobody sees them, and
# they can make a text read otherwise than it looks. Joiners stay, scripts need them.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """Return the text with LF line ends and without characters that nobody sees."""
    return UNSEEN.sub("", LINE_ENDS.sub("\n", text))


def clean_line(text: str) -> str:
    """Return the text as one line, white space folded."""
    return " ".join(clean(text).split())
