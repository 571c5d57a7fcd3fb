"""What stands below a letter: the writer's name with its trimmings, and what notices.py knows.

The rule that matters: a word of the writer must not be lost, a left-over line does little harm. So a block
is cut only on signs that prose does not have: a sign-off, a telephone number, a title, the writer's own name.
"""

import re
from collections.abc import Callable

from bot.letter import phrases
from bot.letter.contact import PARTICLES, is_contact, is_figures
from bot.letter.lines import Line, Mark, has_text, paragraph_end, texts_in
from bot.letter.notices import SENTENCE, footer_at, is_footer, opens_paragraph, sent_from_at

LONGEST_BLOCK = 16  # lines that are not empty

DELIMITER = re.compile(r"\s*(?:--+ ?|[—–]+|__+|==+|\*\*+|~~+)\s*$")
DASH_NAME = re.compile(r"\s*[-–—]{1,2}\s?([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3})\s*$")
POSTSCRIPT = re.compile(r"\s*p\.?\s?p?\.?s\b", re.IGNORECASE)
OWN_WORDS = re.compile(r"\b(?:I|I['’](?:m|ve|ll|d)|[Ww]e['’](?:ve|re|ll)|[Ss]orry|[Ff]orgot)\b")
SECOND_THOUGHT = re.compile(
    rf"\b(?:{phrases.any_of(phrases.SECOND_THOUGHTS)})\b"
    rf"|\A(?:{phrases.any_of(phrases.SECOND_THOUGHT_STARTS)})(?=[\s,.!:;-])",
    re.IGNORECASE,
)
SAID_BELOW = re.compile(
    rf"(?:{phrases.any_of(phrases.ASKS)})\b"  # "please book the 12th" …
    rf"(?! (?:{phrases.any_of(phrases.ASKED_BY_SIGNATURES)})\b)"  # … and not "please note our hours"
    rf"|\d[\d,]* (?:{phrases.any_of(phrases.COUNTED)})\b"  # "412 clients"
    rf"|(?:on |at |from )?(?:{phrases.any_of(phrases.MONTHS)})[a-z]*\.? \d",  # "December 12"
    re.IGNORECASE,
)
SIGN_OFFS = frozenset(phrases.SIGN_OFFS)

ANYBODY: frozenset[str] = frozenset()
HEAD = re.compile(r"[|,•·/(]|\s[-–—]\s")


def split_signature(
    lines: list[Line], names: frozenset[str], *, is_first: bool = True
) -> tuple[list[Line], list[Line]]:
    """Return what was typed, and the signature and footers below it.

    `names` are the words of the writer's name in lower case; they may be unknown. A letter cannot begin
    with its signature, but what stands below a quote can.
    """
    if not is_first:
        typed, below = split_signature([Line("."), *lines], names)
        return typed[1:], below
    typed = [Line("") if line.mark is Mark.SIGNATURE else line for line in lines]
    own, cut = rescued([line for line in lines if line.mark is Mark.SIGNATURE])
    if has_text(typed):
        typed += own
    else:  # some programs let people type inside the signature's box
        typed, cut = lines, []
    for find in FINDERS:
        start = find(typed, names)
        if start is not None:
            own, block = rescued(typed[start:])
            typed, cut = typed[:start] + own, block + cut
    is_bare = all(not line.text.strip(" -–—_") for line in typed)
    return ([], typed + cut) if is_bare else (typed, cut)


def rescued(block: list[Line]) -> tuple[list[Line], list[Line]]:
    """Take the writer's own words out of a block that was about to be cut: a postscript, a second thought."""
    own: list[Line] = []
    rest: list[Line] = []
    in_footer = False
    at = 0
    while at < len(block):
        in_footer = in_footer or is_footer(block, at)
        if at and is_added(block, at, in_footer):
            end = paragraph_end(block, at)
            own += [Line(""), *block[at:end]]
        else:
            end = at + 1
            rest.append(block[at])
        at = end
    return own, rest


def is_added(block: list[Line], at: int, in_footer: bool) -> bool:
    """Tell whether words of the writer begin at this line of a block; a footer, too, may say "cannot"."""
    text = block[at].text
    if POSTSCRIPT.match(text):
        return True
    opens = bool(text.strip()) and not block[at - 1].text.strip()
    if in_footer:
        return opens and OWN_WORDS.search(text) is not None
    if not opens:
        return SENTENCE.search(text) is not None and is_second_thought(text)
    texts = texts_in(block[at : paragraph_end(block, at)])
    words = " ".join(texts)
    said = SAID_BELOW.match(words) is not None and not any(map(is_contact, texts))
    return said or is_second_thought(words) or bool(OWN_WORDS.search(words)) or any(map(is_figures, texts))


def is_second_thought(words: str) -> bool:
    return SECOND_THOUGHT.search(words.replace("’", "'")) is not None


def tail_of(lines: list[Line]) -> range:
    """Return where a short block at the end may begin, something being typed above it."""
    first = next((n for n, line in enumerate(lines) if line.text.strip()), len(lines))
    room = LONGEST_BLOCK + 2
    start = len(lines)
    while start > first + 1 and room:
        start -= 1
        room -= bool(lines[start].text.strip())
    return range(start, len(lines))


def after_own_words(lines: list[Line]) -> int:
    """Return where the last line ends that only the writer can have typed; footers stand below it."""
    for n in reversed(range(len(lines))):
        if OWN_WORDS.search(lines[n].text) or is_sign_off(lines[n].text):
            return n + 1
    return 0


def delimiter_at(lines: list[Line], names: frozenset[str]) -> int | None:
    """Find "-- ", anywhere, or another line of dashes with a short block below it."""
    for n, line in enumerate(lines[1:], 1):
        if line.text == "-- " and has_text(lines[:n]):
            return n
    for n in tail_of(lines):
        ruled = lines[n].mark is Mark.RULE
        if ruled or DELIMITER.match(lines[n].text):
            block = texts_in(lines[n + 1 :])
            loose = not ruled and (not block or (not names and lines[n].text.strip() == "--"))
            if is_block(block) and (loose or is_signed(block, names)):
                return n
    return None


def is_block(block: list[str]) -> bool:
    """Tell whether these lines could be a signature at all: few, short, no prose, no figures."""
    return len(block) <= LONGEST_BLOCK and all(is_short(text) for text in block)


def is_signed(block: list[str], names: frozenset[str]) -> bool:
    """Tell whether a block holds what signatures hold."""
    if any(is_contact(text) for text in block):
        return True
    head = next((text for text in block if text.strip("-–—_ ")), "")
    return is_sign_off(head) or is_name(head, names)


def dash_name_at(lines: list[Line], names: frozenset[str]) -> int | None:
    """Find a last line that is a dash and the writer's name: "-Anna Harper"."""
    last = next((n for n in reversed(range(len(lines))) if lines[n].text.strip()), 0)
    found = DASH_NAME.match(lines[last].text) if has_text(lines[:last]) else None
    if found is None or is_item(lines, last):
        return None
    words = found[1].split()
    theirs = any(word.lower() in names for word in words)
    return last if theirs or (found[1].istitle() and (len(words) > 1 or not names)) else None


def is_item(lines: list[Line], n: int) -> bool:
    """Tell whether a line that begins with a dash is the last of a list."""
    above = next((line.text.strip() for line in reversed(lines[:n]) if line.text.strip()), "")
    return above.startswith(("-", "–", "—")) or above.endswith((":", "："))


def sign_off_at(lines: list[Line], names: frozenset[str]) -> int | None:
    """Find "Kind regards," with a name and its trimmings below; a bare first name may stay."""
    for n in tail_of(lines):
        if is_sign_off(lines[n].text):
            block = texts_in(lines[n + 1 :])
            full_name = len(block) == 1 and " " in block[0] and is_name(block[0], names)
            if full_name or (len(block) > 1 and is_name(block[0], ANYBODY) and is_signature(block)):
                return n
    return None


def is_sign_off(text: str) -> bool:
    words = text.strip(" \t,.!;:-–—~*_☺😊🙂").lower()
    if words in SIGN_OFFS:
        return True
    return len(words) < 40 and words.startswith("thank") and text.rstrip().endswith(",")


def contact_block_at(lines: list[Line], names: frozenset[str]) -> int | None:
    """Find a name with contact lines below it at the end, without any sign-off above."""
    for n in tail_of(lines):
        opens = names or (" " in lines[n].text.strip() and opens_paragraph(lines, n))
        if opens and is_name(lines[n].text, names):
            block = texts_in(lines[n:])
            if len(block) > 1 and is_signature(block):
                return n
    return None


FINDERS: tuple[Callable[[list[Line], frozenset[str]], int | None], ...] = (
    lambda lines, _: footer_at(lines, after_own_words(lines)),
    delimiter_at,
    lambda lines, _: sent_from_at(lines, tail_of(lines)),
    dash_name_at,
    sign_off_at,
    contact_block_at,
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


def is_short(text: str) -> bool:
    if is_figures(text):
        return False
    if is_contact(text):
        return True
    words = text.split()
    return len(words) <= 9 and not (len(words) > 4 and SENTENCE.search(text))


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
