"""Plain text as it travels: lines folded for the wire, armour around what was signed."""

import re

QUOTE = re.compile(r">*")


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """Join the lines that format=flowed has broken (RFC 3676); quoted lines join those of equal depth."""
    lines: list[str] = []
    open_depth: int | None = None  # of a last line that goes on
    for line in text.split("\n"):
        marks = QUOTE.match(line)
        depth = marks.end() if marks else 0
        content = line[depth:].removeprefix(" ")
        if open_depth == depth and content != "-- ":
            lines[-1] = (lines[-1][:-1] if delete_space else lines[-1]) + content
        else:
            lines.append(f"{line[:depth]} {content}" if depth else content)
        flows = content.endswith(" ") and content != "-- "
        open_depth = depth if flows else None
    return "\n".join(lines)


SIGNED = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:\w[\w-]*: [^\n]*\n){0,10}\n", re.MULTILINE)
PGP_SIGNATURE = re.compile(r"^-----BEGIN PGP SIGNATURE-----$", re.MULTILINE)


def unarmoured(text: str) -> tuple[str, list[str]]:
    """Return the text inside a PGP signature; for an encrypted one, say that it was not read."""
    if "-----BEGIN PGP MESSAGE-----" in text:
        return text.partition("-----BEGIN PGP MESSAGE-----")[0], [
            "the message is encrypted (PGP) and was not read"
        ]
    start = SIGNED.search(text)
    if start is None:
        return text, []
    end = PGP_SIGNATURE.search(text, start.end())
    inside = text[start.end() : end.start() if end else len(text)]
    return text[: start.start()] + re.sub(r"^- ", "", inside, flags=re.MULTILINE), []
