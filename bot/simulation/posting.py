"""How a letter comes to lie in the mailbox, and what the town then knows of it."""

from datetime import datetime, timedelta

from bot.simulation.letters import Letter, write
from bot.simulation.luck import luck_of, number_of
from bot.simulation.mailbox import SENT
from bot.simulation.offices import SUPPORT
from bot.simulation.script import Stray, StrayLetter
from bot.simulation.seen import Seen
from bot.simulation.strays import words_of
from bot.simulation.town import Town
from bot.simulation.words import Words

POLL = timedelta(seconds=60)


def post(town: Town, words: Words, key: str) -> Letter | None:
    """Put a letter into the mailbox, unless the script mutes it."""
    if key in town.script.muted:
        return None
    at = words.written_at or town.now
    message_id = f"<{len(town.posted) + 1}.{number_of(key)}@{words.by.rpartition('@')[2]}>"
    raw = write(
        words.text, words.by, words.subject, message_id, at, proved=words.proved, answers=words.answers,
        cc=words.cc, headers=words.headers,
    )  # fmt: skip
    letter = Letter(
        message_id, raw, words.by, words.meaning, words.text, words.honest, words.proved, words.firm,
        words.ref, words.line, town.now, words.starts, key,
    )  # fmt: skip
    said = f"{letter.by} writes “{letter.text[:170]}” [{letter.meaning} {letter.ref}]{_doubt(letter)}"
    _lies(town, letter, letter.raw, said)
    town.judge.truth.arrives(letter, town.now)
    late = timedelta() if town.luck.random() < 0.6 else town.luck.random() * POLL
    town.wakes_by(town.now + late)
    return letter


def stray(town: Town, item: StrayLetter) -> None:
    """Let a letter come that is no honest step of an import."""
    match item.kind:
        case Stray.COLLEAGUE:
            _a_colleague_answers(town, item)
        case Stray.COPY:
            _a_copy_comes(town, item)
        case _:
            if words := words_of(item, town.offices[item.firm], town):
                post(town, words, item.luck)


def _a_copy_comes(town: Town, item: StrayLetter) -> None:
    mine = [letter for letter in town.posted if letter.firm == item.firm]
    if not mine:
        return
    letter = luck_of(item.luck).choice(mine)
    raw = b"Received: from elsewhere.example by mx.desk.example\r\n" + letter.raw
    _lies(town, letter, raw, f"a second copy comes of “{letter.text[:50]}”")
    town.wakes_by(town.now + POLL)


def _lies(town: Town, letter: Letter, raw: bytes, said: str) -> None:
    town.history.count("letters")
    town.history.note(said)
    town.posted.append(letter)
    town.mailbox.deliver(raw, town.now)


def _a_colleague_answers(town: Town, item: StrayLetter) -> None:
    seen = town.latest.get(item.firm)
    if seen is None:
        return
    town.history.count("letters")
    town.history.note(f"a colleague answers {seen.ref} himself")
    town.mailbox.deliver(_by_a_colleague(seen, item, town.now), town.now, SENT)
    town.wakes_by(town.now + POLL)


def _by_a_colleague(seen: Seen, item: StrayLetter, at: datetime) -> bytes:
    message_id = f"<colleague.{number_of(item.luck)}@desk.example>"
    thread = (*seen.thread, seen.message_id)
    return write(
        "I'll ring you up about this.", SUPPORT, f"Re: {seen.subject}", message_id, at, answers=thread
    )


def _doubt(letter: Letter) -> str:
    if letter.honest and letter.proved:
        return ""
    return f" ({'honest' if letter.honest else 'forged'}, {'proved' if letter.proved else 'unproved'})"
