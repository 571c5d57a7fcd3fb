"""What answers of a flow mean, by the read-backs of its settings. Pure: text in, reading out.

Off needs every sign: each read-back says off and nothing is in flight. What is missing, empty, or not
among the known words is `unknown`, never a guess.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from bot.config.drivers import ReadBack
from bot.flow.excerpt import excerpt
from bot.flow.fill import fill
from bot.flow.port import FlowReading, FlowState


class Unclear(Exception):
    """An answer does not say what it should; the text tells where."""


def judge(rows: Sequence[ReadBack], answers: Sequence[str], at: datetime) -> FlowReading:
    """Return what the answers say together, one for each read-back, in their order."""
    pairs = tuple(zip(rows, answers, strict=True))
    try:
        states = {state for row, answer in pairs for state in _states(row, answer)}
        counts = [
            count(answer, row.in_flight_field, row.in_flight_where)
            for row, answer in pairs
            if row.in_flight_field is not None
        ]
    except Unclear as unclear:
        return FlowReading(FlowState.UNKNOWN, at, why=str(unclear))
    in_flight = sum(counts) if counts else None
    return FlowReading(_together(states, in_flight), at, in_flight, synced_at=_synced_at(pairs))


def find(answer: object, path: str) -> tuple[object, ...]:
    """Return every value at the dotted path: one, or as many as its `*` stand for; the whole at "".

    Raises:
        Unclear: The path, or a part of it, is not there.
    """
    found: tuple[object, ...] = (answer,)
    for step in path.split(".") if path else ():
        found = tuple(inner for value in found for inner in _into(value, step, path))
    return found


def count(answer: str, path: str, where: Mapping[str, Sequence[str]]) -> int:
    """Return the number at the path, or how many items of the list there have one of the values at each path.

    Raises:
        Unclear: There is neither.
    """
    match find(parse(answer), path):
        case (bool(),):
            pass
        case (int(number),) if number >= 0 and not where:
            return number
        case (list(items),):
            return sum(_counts(item, where) for item in items)
    raise Unclear(f"{path or 'the answer'} is neither a number nor a list")


def parse(answer: str) -> object:
    """Return the answer as JSON.

    Raises:
        Unclear: It is none.
    """
    try:
        return json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise Unclear(f"the answer is not JSON: {excerpt(answer) or 'it is empty'}") from error


def fill_paths(row: ReadBack, names: Mapping[str, str]) -> ReadBack:
    """Return the read-back with `{name}` in its paths filled."""
    paths = {
        "field": row.field,
        "in_flight_field": row.in_flight_field,
        "synced_at_field": row.synced_at_field,
    }
    return row.model_copy(update={name: fill(path, names) for name, path in paths.items() if path})


def _together(states: set[FlowState], in_flight: int | None) -> FlowState:
    if states == {FlowState.OFF}:
        return FlowState.MOVING if in_flight else FlowState.OFF
    return FlowState.ON if states == {FlowState.ON} else FlowState.MOVING


def _synced_at(pairs: Iterable[tuple[ReadBack, str]]) -> datetime | None:
    """Return when a run last ended well, the latest moment that is told; what is no moment tells nothing."""
    told = [
        moment
        for row, answer in pairs
        if row.synced_at_field is not None
        for value in _found(answer, row.synced_at_field)
        if (moment := _moment(value))
    ]
    return max(told, default=None)


def _found(answer: str, path: str) -> tuple[object, ...]:
    try:
        return find(parse(answer), path)
    except Unclear:
        return ()


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _states(row: ReadBack, answer: str) -> tuple[FlowState, ...]:
    if row.field is None:
        return ()
    values = find(parse(answer), row.field) if row.field else (answer.strip(),)
    if not values:
        raise Unclear(f"{row.field} is an empty list")
    return tuple(_state(row, _word(value)) for value in values)


def _state(row: ReadBack, word: str) -> FlowState:
    meanings = ((row.off_is, FlowState.OFF), (row.on_is, FlowState.ON), (row.moving_is, FlowState.MOVING))
    for words, state in meanings:
        if word in words:
            return state
    raise Unclear(f"{row.field or 'the answer'} says {excerpt(word)!r}, which no setting explains")


def _counts(item: object, where: Mapping[str, Sequence[str]]) -> bool:
    return all(_word(value) in words for path, words in where.items() for value in find(item, path))


def _into(value: object, step: str, path: str) -> Sequence[object]:
    match value:
        case dict() if step in value:
            return (value[step],)
        case list() if step == "*":
            return value
        case list() if step.isdecimal() and int(step) < len(value):
            return (value[int(step)],)
    raise Unclear(f"the answer has no {path}")


def _word(value: object) -> str:
    """Write a value as the settings do: text bare, everything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value)
