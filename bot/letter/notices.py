"""What offices and programs put around a letter: the warning above it, footers and phone lines below it.

A paragraph is dropped only if it begins as such notices do and speaks of what they speak of: a writer, too,
may begin with "Caution" or "Sent from".
"""

import re

from bot.letter import phrases
from bot.letter.lines import Line, has_text, paragraph_end, texts_in


def starting(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for lines that begin with one of these, whatever decoration stands before it."""
    return re.compile(rf"[\W_]*(?:{phrases.any_of(words)})", re.IGNORECASE)


def containing(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(phrases.any_of(words), re.IGNORECASE)


BANNER = starting(phrases.BANNERS)
BANNER_WORD = starting(phrases.BANNER_WORDS)
BANNER_TOPIC = containing(phrases.BANNER_TOPICS)
BANNER_TAG = re.compile(
    r"\s*[\[({*<]+\s*ext(?:ern(?:al|e|o)?)?(?:[ -](?:e-?mail|sender|message))?\s*[\])}*>:-]+\s*",
    re.IGNORECASE,
)
LONGEST_BANNER = 700

FOOTER = starting(phrases.FOOTERS)
FOOTER_HEADING = re.compile(
    rf"[\W_]*(?:{phrases.any_of(phrases.FOOTER_HEADINGS)})[\W_]*(?:$|[:.–—-])", re.IGNORECASE
)
FOOTER_TOPIC = containing(phrases.NOTICE_TOPICS + phrases.FOOTERS)
TOPIC_LINES = 6  # below a heading
NOTICE = starting(phrases.NOTICES)
NOTICE_TOPIC = containing(phrases.NOTICE_TOPICS)

SENT_FROM = starting(phrases.SENT_FROM)
SENT_BY_BRAND = re.compile(
    rf"[\W_]*sent (?:from|via|using|with|by)\s[^.!?]{{0,40}}\b(?:{phrases.any_of(phrases.BRANDS)})\b",
    re.IGNORECASE,
)
DEVICE = containing(phrases.DEVICES + phrases.BRANDS)
EXCUSE = containing(phrases.EXCUSES)
LONGEST_PHONE_LINE = 90
CLAUSE = re.compile(r", (?!inc)| (?:is|was|are|at|and we) ", re.IGNORECASE)


def without_banner(lines: list[Line]) -> list[Line]:
    """Drop the warning that the recipient's mail system put above the text."""
    kept = list(lines)
    for _ in range(3):
        start = next((n for n, line in enumerate(kept) if line.text.strip()), None)
        if start is None or kept[start].depth:
            break
        end = paragraph_end(kept, start)
        if tag := BANNER_TAG.match(kept[start].text):
            kept[start] = kept[start]._replace(text=kept[start].text[tag.end() :])
        elif is_banner(" ".join(line.text for line in kept[start:end])):
            del kept[start:end]
        else:
            break
    return kept if has_text(kept) else lines


def is_banner(paragraph: str) -> bool:
    """Tell a mail system's warning from a letter that begins with a warning of its own."""
    if len(paragraph) > LONGEST_BANNER:
        return False
    topics = {topic.lower() for topic in BANNER_TOPIC.findall(paragraph)}
    if BANNER.match(paragraph):
        return bool(topics)
    return len(topics) >= 2 and BANNER_WORD.match(paragraph) is not None


def footer_at(lines: list[Line], first: int) -> int | None:
    """Find the first paragraph, not before `first`, from which on there are only footers."""
    for n in range(max(first, 1), len(lines)):
        if is_footer(lines, n) and opens_paragraph(lines, n) and has_text(lines[:n]):
            return n
    return None


def is_footer(lines: list[Line], n: int) -> bool:
    """Tell whether a footer begins at this line; "Disclaimer" and its kin need its topics below them."""
    text = lines[n].text
    if FOOTER.match(text) or (NOTICE.match(text) and NOTICE_TOPIC.search(text)):
        return True
    heading = FOOTER_HEADING.match(text)
    if heading is None:
        return False
    below = (line.text for line in lines[n + 1 : n + 1 + TOPIC_LINES])
    return FOOTER_TOPIC.search(" ".join((text[heading.end() :], *below))) is not None


DASHES = re.compile(r"\s*[-–—_=*~]{2,}\s*$")
SENTENCE = re.compile(r"(?<!\b[^\W\d_]\.[^\W\d_])[.?!…]\s*$")  # "Sp. z o.o." ends none


def opens_paragraph(lines: list[Line], n: int) -> bool:
    """Tell whether a line does not go on with a sentence of the line above."""
    above = lines[n - 1].text.strip()
    return not above or DASHES.match(above) is not None or (not SENTENCE.search(above) and len(above) < 60)


def sent_from_at(lines: list[Line], tail: range) -> int | None:
    """Find "Sent from my iPhone" and its kin, near the end."""
    for n in tail:
        if is_sent_from(lines[n].text) and len(texts_in(lines[n + 1 :])) <= 4:
            return n
    return None


def is_sent_from(text: str) -> bool:
    """Tell a phone's own line from a sentence that begins like one."""
    if len(text) > LONGEST_PHONE_LINE:
        return False
    if EXCUSE.search(text) or SENT_BY_BRAND.match(text):
        return True
    return SENT_FROM.match(text) is not None and DEVICE.search(text) is not None and not CLAUSE.search(text)
