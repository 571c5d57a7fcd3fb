"""Lines as signatures hold them: telephone, link, street, title; and figures, which they do not hold."""

import re

from bot.letter import phrases

TITLE = re.compile(rf"(?<!\w)(?:{phrases.any_of(phrases.TITLES)})(?!\w)", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w.,])\+?\(?\d{1,4}\)?(?:[\s.\-/]{1,2}\(?\d{2,5}\)?){1,4}(?![\w,])|\+\d{8,14}\b")
PHONE_DIGITS = 7
LINK = re.compile(
    r"\S@\S+\.\S|https?:|www\.|\b[\w-]+\.(?:com|org|net|example|co\.uk|com\.au|ie|ca)\b", re.IGNORECASE
)
STREET = re.compile(
    r"\d+[\w\s.,]{1,40}\b(?:st|street|ave|avenue|road|rd|blvd|suite|ste|floor|fl|lane|ln|drive|dr|way|place|pl"
    r"|square|sq|plaza|court|ct|terrace|parade|highway|hwy|quay|row|house|box)\b",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"\W*(?:t|tel|telephone|ph|phone|m|mob|mobile|c|cell|f|fax|d|dd|ddi|direct|o|office|e|e-?mail|w|web|a|abn|acn"
    r"|vat|ext|registration|reg|licen[cs]e|skype|teams|linkedin)\b\s*(?:no|number)?[.:|)\s]*[+(]?[\w@]",
    re.IGNORECASE,
)
AMOUNT = re.compile(r"[$€£]|\d[.,]\d{2}\b(?![.,-]?\d)|\d,\d{3}\b")

PARTICLES = frozenset(("de", "van", "von", "der", "da", "di", "du", "la", "le", "and", "&", "of"))


def is_contact(text: str) -> bool:
    """Tell whether a line holds what signatures hold: telephone, link, address, title."""
    if len(text) > 160:
        return False
    is_labelled = LABELLED.match(text) is not None and any(c.isdigit() or c == "@" for c in text)
    is_position = TITLE.search(text) is not None and is_titled(text)
    return has_phone(text) or is_labelled or is_position or bool(LINK.search(text) or STREET.search(text))


def has_phone(text: str) -> bool:
    return PHONE.search(text) is not None and sum(c.isdigit() for c in text) >= PHONE_DIGITS


def is_figures(text: str) -> bool:
    """Tell an amount, as answers to a comparison have it, from a telephone number."""
    return AMOUNT.search(text) is not None and not has_phone(text)


def is_titled(text: str) -> bool:
    """Tell a line in title case, as a position or a firm is written, from a sentence."""
    words = text.split()
    return len(words) <= 12 and not any(word[0].islower() and word not in PARTICLES for word in words)
