"""Staff steer by lines such as `@sluice approve IMP-12`: in fresh text, at the start of a line of its own.

`VOCABULARY` is the whole language: its usages are the grammar, the help text and the hints for a slip. A line
must match to its end; capitals, typographic quotes and dashes that phones put in do not matter, look-alike
letters do. Who may say what is not judged here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Final

LINES_AT_MOST: Final = 10  # commands in one letter
LINE_AT_MOST: Final = 200  # characters
HINTS: Final = 3


class Verb(StrEnum):
    STATUS = "status"
    APPROVE = "approve"
    BOOK = "book"
    RESCHEDULE = "reschedule"
    PAUSE = "pause"
    UNPAUSE = "unpause"
    EXTEND = "extend"
    FLOW_ON = "flow on"
    FLOW_OFF = "flow off"
    TURNED_ON = "turned on"
    TURNED_OFF = "turned off"
    REVIEW = "review"
    RECHECK = "recheck"
    TELL = "tell"
    DONE = "done"
    CLOSE = "close"
    REOPEN = "reopen"
    CANCEL = "cancel"
    ACCEPT = "accept"
    WAIVE = "waive"
    SEEN = "seen"
    DELEGATE = "delegate"
    UNDELEGATE = "undelegate"
    STOP_ALL = "stop all"
    GO = "go"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Usage:
    """One command as it is written and what it does; brackets hold what may be left out."""

    verb: Verb
    arguments: str
    meaning: str

    def __str__(self) -> str:
        return f"@sluice {self.verb} {self.arguments}".rstrip()


VOCABULARY: Final = (
    Usage(Verb.STATUS, "[IMP-n]", "say where this import stands"),
    Usage(Verb.APPROVE, "[IMP-n]", "confirm the date that waits for your word"),
    Usage(Verb.WAIVE, "[IMP-n]", "book the day that was refused, whatever rule it breaks"),
    Usage(Verb.BOOK, "FIRM DATE [HH:MM]", "book an import for a firm"),
    Usage(Verb.RESCHEDULE, "[IMP-n] DATE [HH:MM]", "move an import to another day or hour"),
    Usage(Verb.PAUSE, "[IMP-n]", "send and switch nothing for this import until unpaused"),
    Usage(Verb.UNPAUSE, "[IMP-n]", "go on with an import that was paused"),
    Usage(Verb.EXTEND, "[IMP-n] DATE [HH:MM]", "let the data flow stay off until then, past its limit"),
    Usage(Verb.FLOW_ON, "[FIRM]", "turn the firm's data flow on"),
    Usage(Verb.FLOW_OFF, "[FIRM]", "turn the firm's data flow off and keep it off"),
    Usage(Verb.TURNED_ON, "[FIRM]", "you turned on by hand a data flow that only people turn"),
    Usage(Verb.TURNED_OFF, "[FIRM]", "you turned it off, and looked: it is off"),
    Usage(Verb.REVIEW, "[IMP-n]", "ask the firm to compare ten clients now, or again with fresh figures"),
    Usage(Verb.RECHECK, "[IMP-n]", "look for duplicates once more"),
    Usage(Verb.TELL, "[IMP-n]", "show the firm the duplicates that were found"),
    Usage(Verb.DONE, "[IMP-n]", "the import is complete, on your word"),
    Usage(Verb.CLOSE, "[IMP-n]", "close an import"),
    Usage(Verb.REOPEN, "[IMP-n]", "open a closed import again, for its review"),
    Usage(Verb.CANCEL, "[IMP-n]", "call an import off"),
    Usage(
        Verb.WAIVE,
        "[IMP-n] CLIENT [because WHY]",
        "let a client's difference stand in the review; CLIENT is its name, or row and its number",
    ),
    Usage(Verb.SEEN, "[IMP-n]", "you have looked: it needs nobody any more"),
    Usage(Verb.ACCEPT, "[IMP-n]", "take the firm's last letter as if it were proved"),
    Usage(Verb.DELEGATE, "[IMP-n] ADDRESS", "somebody outside may say for the firm that it is complete"),
    Usage(Verb.UNDELEGATE, "[IMP-n] ADDRESS", "and may not any more"),
    Usage(Verb.STOP_ALL, "", "send nothing and switch nothing, for all firms, until go"),
    Usage(Verb.GO, "", "go on after stop all, or after the first watch"),
    Usage(Verb.HELP, "", "print this list"),
)


@dataclass(frozen=True, slots=True)
class Command:
    """One line understood; arguments are as written, and match the grammar."""

    verb: Verb
    line: str
    ticket: int | None = None  # the n of IMP-n
    firm: str = ""
    day: str = ""  # "2026-12-05"; whether there is such a day is not judged here
    hour: str = ""  # "18:00"
    client: str = ""  # of the review, by name
    row: int | None = None  # or by its number
    why: str = ""
    address: str = ""  # ASCII lower case


@dataclass(frozen=True, slots=True)
class Misspelt:
    """One line that was meant as a command and is none."""

    line: str
    nearest: tuple[str, ...]  # usages that come close
    why: str


LETTERS: Final = "A-Za-z0-9À-ɏ"  # of a firm's name; everything else is ASCII
ADDRESSED = re.compile(r"@sluice\b[,:]?[ \t]*", re.IGNORECASE | re.ASCII)
ARGUMENTS: Final = {
    "IMP-n": r"IMP-(?P<ticket>[1-9]\d{0,8})",
    "FIRM": rf"(?P<quote>[\"']?)(?P<firm>[{LETTERS}@][{LETTERS}_&.,'@() /+-]{{0,79}}?)(?P=quote)",
    "CLIENT": (
        rf"(?:row (?P<row>[1-9]\d?)|(?!row \d|IMP-\d)(?P<mark>[\"']?)"
        rf"(?P<client>[{LETTERS}][{LETTERS}_&.,'@()#/ +-]{{0,79}}?)(?P=mark))"
    ),
    "because WHY": rf"because (?P<why>[{LETTERS}][{LETTERS}_&.,;:'@()#/$£€% +-]{{0,119}})",
    "DATE": r"(?P<day>\d{4}-\d{2}-\d{2})",
    "ADDRESS": r"<?(?P<address>[a-z0-9][a-z0-9._+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})>?",
    "HH:MM": r"(?P<hour>(?:[01]?\d|2[0-3]):[0-5]\d)",
}
# What phones and word processors put for what was typed.
TYPED = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "\u00a0": " ", "\t": " "}
)


def parse_commands(fresh: str) -> tuple[Command | Misspelt, ...]:
    """Return the commands of a letter's fresh text in order, and the lines that miss the grammar.

    At most ten lines are read, none below a line of `--`.
    """
    found: list[Command | Misspelt] = []
    for line in _addressed_lines(fresh):
        if len(found) == LINES_AT_MOST:
            found.append(
                Misspelt(line[:LINE_AT_MOST], (), f"only {LINES_AT_MOST} commands are read in one mail")
            )
            break
        found.append(_parse(line))
    return tuple(found)


def help_text() -> str:
    """Return all usages with their meanings, a line each."""
    width = max(len(str(usage)) for usage in VOCABULARY)
    return "\n".join(f"{usage!s:{width}}  {usage.meaning}" for usage in VOCABULARY)


def _addressed_lines(fresh: str) -> Iterator[str]:
    for line in fresh.split("\n"):
        if line.rstrip() == "--":
            return
        if ADDRESSED.match(line):
            yield line.strip()


def _parse(line: str) -> Command | Misspelt:
    said = re.sub(r" {2,}", " ", ADDRESSED.sub("", line.translate(TYPED), count=1)).strip()
    if len(line) > LINE_AT_MOST:
        return Misspelt(line[:LINE_AT_MOST], (), f"a command has at most {LINE_AT_MOST} characters")
    for usage, pattern in _GRAMMAR:
        if found := pattern.fullmatch(said):
            given = found.groupdict()
            hour = given.get("hour") or ""
            return Command(
                verb=usage.verb,
                line=line,
                ticket=int(given["ticket"]) if given.get("ticket") else None,
                firm=given.get("firm") or "",
                day=given.get("day") or "",
                hour=hour.zfill(5) if hour else "",
                client=given.get("client") or "",
                row=int(given["row"]) if given.get("row") else None,
                why=given.get("why") or "",
                address=(given.get("address") or "").lower(),
            )
    return _misspelt(line, said)


def _misspelt(line: str, said: str) -> Misspelt:
    """Say what is wrong with a line, and which usages come near it."""
    word = said.lower().partition(" ")[0]
    own = tuple(str(usage) for usage in VOCABULARY if usage.verb.partition(" ")[0] == word)
    if own:
        dated = ", or DATE is not written as in 2026-12-05" if any("DATE" in usage for usage in own) else ""
        return Misspelt(line, own, f"“{word}” is known, but the rest of the line does not fit{dated}")
    if not said:
        return Misspelt(
            line, tuple(str(usage) for usage in VOCABULARY if usage.verb is Verb.HELP), "a word is missing"
        )
    if not said.isascii():
        return Misspelt(line, (), "a command is written in plain letters; one of these only looks like one")
    near = get_close_matches(
        word, [usage.verb.partition(" ")[0] for usage in VOCABULARY], n=HINTS, cutoff=0.4
    )
    nearest = tuple(
        str(usage)
        for name in dict.fromkeys(near)
        for usage in VOCABULARY
        if usage.verb.partition(" ")[0] == name
    )
    more = "" if nearest else "; @sluice help lists them all"
    return Misspelt(line, nearest[:HINTS], f"there is no command “{word}”{more}")


def _compiled(usage: Usage) -> re.Pattern[str]:
    """Make the grammar of one usage from how it is written."""
    pattern = re.escape(usage.verb)
    for argument in re.findall(r"\[[^]]+\]|\S+", usage.arguments):
        name = argument.strip("[]")
        pattern += f"(?: {ARGUMENTS[name]})" + ("?" if argument.startswith("[") else "")
    # A full stop that a phone put behind the line is no part of it.
    # In ASCII mode no look-alike folds into a letter.
    return re.compile(pattern + r"[.!]?", re.IGNORECASE | re.ASCII)


_GRAMMAR = tuple((usage, _compiled(usage)) for usage in VOCABULARY)
