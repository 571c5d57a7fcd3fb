"""The lifecycle as a picture, printed from its tables: `python -m bot.desk.picture`.

The README holds what this prints, and a test holds the two together.
"""

import sys
from collections.abc import Iterator, Mapping

from bot.desk.events import Event, in_words
from bot.desk.lifecycle import ARRIVALS, EVERYWHERE, TABLE, Step
from bot.desk.ticket import ENDED, Stage

LED_BY = {
    Stage.CHECKING: "the import is complete",
    Stage.SCHEDULED: "it moves to another day",
    Stage.REQUESTED: "a day is still wanted",
    Stage.CANCELLED: "it is called off",
}


def picture() -> str:
    """Return the lifecycle as Markdown: a Mermaid diagram, and below it what moves no ticket."""
    return "\n".join(("```mermaid", "stateDiagram-v2", *_arrows(), "```", "", *_stays()))


def _arrows() -> Iterator[str]:
    yield f"    [*] --> {Stage.REQUESTED}"
    for stage, row in TABLE.items():
        for to in Stage:
            kinds = [in_words(kind) for kind, step in row.items() if step.to is to and to is not stage]
            if kinds:
                yield f"    {stage} --> {to} : {', '.join(kinds)}"
        if stage is Stage.TURNING_ON:
            yield from (f"    {stage} --> {to} : flow read on, {LED_BY[to]}" for to in ARRIVALS)
    yield from (f"    {stage} --> [*]" for stage in Stage if stage in ENDED)


def _stays() -> Iterator[str]:
    yield "What is heard without moving the ticket, but causes a mail, a task or attention:"
    yield ""
    for stage, row in TABLE.items():
        here = {kind: step for kind, step in row.items() if step.to is stage}
        if kinds := _that_act(here):
            yield f"- {stage.value.replace('_', ' ')}: {kinds}"
    yield f"- wherever it is open: {_that_act(EVERYWHERE)}"
    yield f"- anywhere, and only kept: {', '.join(in_words(kind) for kind in _only_kept())}"
    yield ""
    yield "What comes where it has no place is kept in the journal, changes nothing, and calls a person."


def _only_kept() -> Iterator[type[Event]]:
    """What moves no ticket and does nothing, wherever it comes."""
    rows = [(stage, *known) for stage, row in TABLE.items() for known in row.items()]
    acting = {kind for stage, kind, step in rows if step.then or step.to is not stage}
    inert = (kind for _, kind, _ in rows if kind not in acting)
    yield from dict.fromkeys((*inert, *(kind for kind, step in EVERYWHERE.items() if not step.then)))


def _that_act(row: Mapping[type[Event], Step]) -> str:
    return ", ".join(in_words(kind) for kind, step in row.items() if step.then)


if __name__ == "__main__":
    sys.stdout.write(picture() + "\n")
