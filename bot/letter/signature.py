"""What stands below a letter: signature, "Sent from my phone", legal footer; and the banner above it.

The rule that matters: a word of the writer must not be lost, a left-over line does little harm. So a block
is cut only on signs that prose does not have (a phone number, a title, the writer's own name).
"""

import re
from collections.abc import Iterable
from functools import partial

from bot.letter import phrases
from bot.letter.lines import Line, Mark
from bot.letter.seams import any_of

LONGEST_BLOCK = 16  # lines that are not empty

DELIMITER = re.compile(r"\s*(?:-- ?|--+|—+|–+|__+|==+|\*\*+|~~+)\s*$")
STANDARD_DELIMITER = re.compile(r"--\s?$")
DASH_NAME = re.compile(r"\s*[-–—]{1,2}\s?([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3})\s*$")
POSTSCRIPT = re.compile(r"\s*p\.?\s?p?\.?s\b", re.IGNORECASE)

OWN_WORDS = re.compile(r"\b(?:I|I['’](?:m|ve|ll|d)|[Ww]e['’](?:ve|re|ll)|[Ss]orry|[Ff]orgot)\b")

SIGN_OFFS = frozenset(phrases.SIGN_OFFS)
TITLES = re.compile(rf"(?<!\w)(?:{any_of(phrases.TITLES)})(?!\w)", re.IGNORECASE)
SENT_FROM = re.compile(rf"\s*[(<*_]*(?:{any_of(phrases.SENT_FROM)})", re.IGNORECASE)
DEVICE = re.compile(rf"(?:{any_of(phrases.DEVICES)})", re.IGNORECASE)
EXCUSE = re.compile(rf"\s*[(*]*(?:{any_of(phrases.EXCUSES)})", re.IGNORECASE)
FOOTER = re.compile(rf"[\s*_\[(|#>-]*(?:{any_of(phrases.FOOTERS)})", re.IGNORECASE)
NOTICE = re.compile(rf"[\s*_\[(|#>-]*(?:{any_of(phrases.NOTICES)})", re.IGNORECASE)
NOTICE_TOPIC = re.compile(any_of(phrases.NOTICE_TOPICS), re.IGNORECASE)
BANNER = re.compile(rf"[^\w]*(?:{any_of(phrases.BANNERS)})", re.IGNORECASE)
BANNER_TOPIC = re.compile(any_of(phrases.BANNER_TOPICS), re.IGNORECASE)
WEAK_BANNER = re.compile(
    r"[^\w]*(?:warning|attention|notice|alert|important|be careful|obs)\b", re.IGNORECASE
)
TAG = re.compile(
    r"\s*[\[({*<]+\s*(?:ext(?:ern(?:al|e|o)?)?(?:[ -](?:e-?mail|sender|message))?)\s*[\])}*>:-]+\s*",
    re.IGNORECASE,
)

PHONE = re.compile(r"(?<![\w.,])\+?\(?\d{1,4}\)?(?:[\s.\-/]{1,2}\(?\d{2,5}\)?){1,4}(?![\w,])|\+\d{8,14}\b")
LINK = re.compile(
    r"\S@\S+\.\S|https?:|www\.|\b[\w-]+\.(?:com|org|net|example|co\.uk|com\.au|ie|ca)\b", re.IGNORECASE
)
STREET = re.compile(
    r"\d+[\w\s.,]{1,40}\b(?:st|street|ave|avenue|road|rd|blvd|suite|ste|floor|fl|lane|ln|drive|dr|way|place|pl"
    r"|square|sq|plaza|court|ct|terrace|parade|highway|hwy|quay|row|house|box)\b",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"\W*(?:t|tel|telephone|ph|phone|m|mob|mobile|c|cell|f|fax|d|dd|ddi|direct|o|office|e|email|e-mail|w|web|a|abn|acn|vat|ext"
    r"|registration|reg|licence|license|skype|teams|linkedin)\b\s*(?:no|number)?[.:|)\s]*[+(]?[\d\w@]",
    re.IGNORECASE,
)
AMOUNT = re.compile(r"[$€£]|\d[.,]\d{2}\b(?![.,-]?\d)|\d,\d{3}\b")
SENTENCE = re.compile(r"[.?!…]\s*$")


def without_banner(lines: list[Line]) -> list[Line]:
    """Drop the warning that the recipient's mail system put above the text."""
    kept = list(lines)
    for _ in range(3):
        start = next((n for n, line in enumerate(kept) if line.text.strip()), None)
        if start is None or kept[start].depth:
            break
        if tag := TAG.match(kept[start].text):
            kept[start] = kept[start]._replace(text=kept[start].text[tag.end() :])
            continue
        end = paragraph_end(kept, start)
        if not is_banner(" ".join(line.text for line in kept[start:end])):
            break
        del kept[start:end]
    return kept if any(line.text.strip() for line in kept) else list(lines)


def paragraph_end(lines: list[Line], start: int) -> int:
    return next((n for n in range(start, len(lines)) if not lines[n].text.strip()), len(lines))


def is_banner(paragraph: str) -> bool:
    if len(paragraph) > 700 or not BANNER.match(paragraph):
        return False
    topics = {topic.lower() for topic in BANNER_TOPIC.findall(paragraph)}
    return len(topics) >= (3 if WEAK_BANNER.match(paragraph) else 1)


def split_signature(
    lines: list[Line], names: frozenset[str], *, is_first: bool = True
) -> tuple[list[Line], list[Line]]:
    """Return what was typed, and the signature and footers below it.

    `names` are the words of the writer's name in lower case; they may be unknown. A letter cannot begin
    with its signature, but what stands below a quote can.
    """
    if not is_first:
        typed, cut = split_signature([Line("."), *lines], names)
        return typed[1:], cut
    typed = [line for line in lines if line.mark is not Mark.SIGNATURE]
    marked = [line for line in lines if line.mark is Mark.SIGNATURE]
    if not has_text(typed):  # some programs let people type inside the signature's box
        typed, marked = lines, []
    below: list[Line] = []
    for find in (
        footer_at,
        delimiter_at,
        sent_from_at,
        partial(dash_name_at, names=names),
        partial(sign_off_at, names=names),
        partial(contact_block_at, names=names),
    ):
        start = find(typed)
        if start is not None:
            own, block = rescued(typed[start:])
            typed, below = typed[:start] + own, block + below
    is_bare = all(not line.text.strip(" -–—_") for line in typed)
    return ([], typed + below + marked) if is_bare else (typed, below + marked)


def has_text(lines: Iterable[Line]) -> bool:
    return any(line.text.strip() for line in lines)


def rescued(block: list[Line]) -> tuple[list[Line], list[Line]]:
    """Take a postscript out of a block that was about to be cut; it is the writer's own."""
    for n, line in enumerate(block[1:], 1):
        if POSTSCRIPT.match(line.text) or (not block[n - 1].text.strip() and OWN_WORDS.search(line.text)):
            end = paragraph_end(block, n)
            return [Line(""), *block[n:end]], block[:n] + block[end:]
    return [], block


def footer_at(lines: list[Line]) -> int | None:
    """Find the first paragraph that begins as legal footers do, below something typed."""
    for n, line in enumerate(lines[1:], 1):
        if is_footer(line.text) and opens_paragraph(lines, n) and has_text(lines[:n]):
            return n
    return None


def is_footer(text: str) -> bool:
    if FOOTER.match(text):
        return True
    return NOTICE.match(text) is not None and NOTICE_TOPIC.search(text) is not None


def opens_paragraph(lines: list[Line], n: int) -> bool:
    above = lines[n - 1].text.strip()
    return not above or DELIMITER.match(above) is not None or (not SENTENCE.search(above) and len(above) < 60)


def tail_of(lines: list[Line]) -> range:
    """Return where a short block at the end may begin, something being typed above it."""
    first = next((n for n, line in enumerate(lines) if line.text.strip()), len(lines))
    room = LONGEST_BLOCK + 2
    start = len(lines)
    while start > first + 1 and room:
        start -= 1
        room -= bool(lines[start].text.strip())
    return range(start, len(lines))


def delimiter_at(lines: list[Line]) -> int | None:
    """Find "-- ", anywhere, or another line of dashes with a short block below it."""
    for n, line in enumerate(lines[1:], 1):
        if line.text == "-- " and has_text(lines[:n]):
            return n
    for n in tail_of(lines):
        block = texts_in(lines[n + 1 :])
        if is_delimiter(lines[n], block):
            return n
    return None


def is_delimiter(line: Line, block: list[str]) -> bool:
    ruled = line.mark is Mark.RULE
    if not (ruled or DELIMITER.match(line.text)) or not is_block(block):
        return False
    if STANDARD_DELIMITER.match(line.text) or any(is_contact(text) for text in block):
        return True
    return 0 < len(block) <= 2 and not ruled


def sent_from_at(lines: list[Line]) -> int | None:
    """Find "Sent from my iPhone" and its kin, near the end."""
    for n in tail_of(lines):
        if is_sent_from(lines[n].text) and len(texts_in(lines[n + 1 :])) <= 4:
            return n
    return None


def is_sent_from(text: str) -> bool:
    """Tell a phone's own line from a sentence that begins like one."""
    if len(text) > 90:
        return False
    if EXCUSE.match(text):
        return True
    if not SENT_FROM.match(text) or re.search(r", (?!inc)| (?:is|was|at|and we) ", text):
        return False
    return DEVICE.search(text) is not None or text.lower().startswith("sent from a")


def dash_name_at(lines: list[Line], names: frozenset[str]) -> int | None:
    """Find a last line that is a dash and the writer's name: "-Anna Harper"."""
    last = last_text(lines)
    found = DASH_NAME.match(lines[last].text) if last is not None and has_text(lines[:last]) else None
    if found is None:
        return None
    words = found[1].split()
    theirs = any(word.lower() in names for word in words)
    return last if theirs or (found[1].istitle() and (len(words) > 1 or not names)) else None


def last_text(lines: list[Line]) -> int | None:
    return next((n for n in reversed(range(len(lines))) if lines[n].text.strip()), None)


def sign_off_at(lines: list[Line], names: frozenset[str]) -> int | None:
    """Find "Kind regards," with a name and its trimmings below; a bare first name may stay."""
    for n in tail_of(lines):
        if is_sign_off(lines[n].text):
            block = texts_in(lines[n + 1 :])
            full_name = len(block) == 1 and " " in block[0] and is_name(block[0], names)
            if full_name or (len(block) > 1 and is_name(block[0], ANYBODY) and is_signature(block)):
                return n
    return None


def texts_in(lines: Iterable[Line]) -> list[str]:
    return [line.text.strip() for line in lines if line.text.strip()]


def is_sign_off(text: str) -> bool:
    words = text.strip(" \t,.!;:-–—~*_☺😊🙂").lower()
    return words in SIGN_OFFS or (
        len(words) < 40 and words.startswith("thank") and text.rstrip().endswith(",")
    )


def is_signature(block: list[str]) -> bool:
    """Tell whether lines that begin with a name are a signature.

    Until a line shows it, by a telephone number or a title, all must be short; a slogan may follow.
    """
    shown = False
    for text in block[:LONGEST_BLOCK]:
        if not shown and not is_short(text):
            return False
        shown = shown or is_contact(text)
    return shown and len(block) <= LONGEST_BLOCK


def contact_block_at(lines: list[Line], names: frozenset[str]) -> int | None:
    """Find a name with contact lines below it at the end, without any sign-off above."""
    for n in tail_of(lines):
        opens = names or (" " in lines[n].text.strip() and opens_paragraph(lines, n))
        if opens and is_name(lines[n].text, names):
            block = texts_in(lines[n:])
            if len(block) > 1 and is_signature(block):
                return n
    return None


def is_block(block: list[str]) -> bool:
    """Tell whether these lines could be a signature at all: few, short, no prose, no figures."""
    return len(block) <= LONGEST_BLOCK and all(is_short(text) for text in block)


def is_short(text: str) -> bool:
    text = text.strip()
    if len(text) > 160 or (AMOUNT.search(text) and not is_contact(text)):
        return False
    words = text.split()
    return is_contact(text) or (len(words) <= 9 and not (len(words) > 4 and SENTENCE.search(text)))


def is_contact(text: str) -> bool:
    """Tell whether a line holds what signatures hold: telephone, link, address, title."""
    text = text.strip()
    if len(text) > 160:
        return False
    return bool(
        (PHONE.search(text) and sum(c.isdigit() for c in text) >= 7)
        or LINK.search(text)
        or (LABELLED.match(text) and any(c.isdigit() or c == "@" for c in text))
        or STREET.search(text)
        or (TITLES.search(text) and is_titled(text))
    )


def is_titled(text: str) -> bool:
    """Tell a line in title case, as a position or a firm is written, from a sentence."""
    words = text.split()
    return len(words) <= 12 and not any(word[0].islower() and word not in PARTICLES for word in words)


ANYBODY: frozenset[str] = frozenset()
HEAD = re.compile(r"[|,•·/(]|\s[-–—]\s")
PARTICLES = frozenset(("de", "van", "von", "der", "da", "di", "du", "la", "le", "and", "&", "of"))


def is_name(text: str, names: frozenset[str]) -> bool:
    """Tell whether a line begins with a name, in capitals and alone or before a title.

    It must be the writer's where that is known.
    """
    words = HEAD.split(text.strip(" *_"), maxsplit=1)[0].split()
    if not 0 < len(words) <= 5 or any(c.isdigit() for c in words[0]):
        return False
    theirs = any(word in names for word in re.findall(r"[^\W\d_]+", text.lower()))
    capital = all(word[0].isupper() or word.lower() in PARTICLES for word in words)
    return (theirs and (capital or len(words) == 1)) or (not names and capital)
