"""Values to JSON and back: tickets, events, tasks and what they are made of.

What was written yesterday is read for ever: a new field of a stored value needs a default, and a class or
field that is renamed needs a migration of the rows that hold it.
"""

import json
from typing import Any, TypeVar, get_args

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from bot.desk.events import Event
from bot.desk.tasks import Do
from bot.store.columns import clean

T = TypeVar("T")

# A union's member is known by its class name, which is stored in a column of its own.
EVENTS: dict[str, type[Event]] = {kind.__name__: kind for kind in get_args(Event)}
DOINGS: dict[str, type[Do]] = {kind.__name__: kind for kind in get_args(Do)}


_adapters: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """Return the adapter of a class; to build one takes a millisecond, so each is built when first needed."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def name_of(value: Event | Do) -> str:
    """Return the name under which `event_from` and `do_from` know it again."""
    return type(value).__name__


def as_json(value: object) -> str:
    """Return `value` as JSON on one line; equal values give equal text."""
    adapter = _adapter(type(value))
    try:
        return adapter.dump_json(value).decode()
    except PydanticSerializationError:  # half a surrogate pair in a text, which no database takes
        plain = adapter.dump_python(value, mode="json")
        return clean(json.dumps(plain, ensure_ascii=False, separators=(",", ":")))


def from_json(kind: type[T], text: str) -> T:
    """Return the value of `kind` that `as_json` wrote; its moments are in UTC."""
    value: T = _adapter(kind).validate_json(text)
    return value


def event_from(name: str, text: str) -> Event:
    """Return the event of that name."""
    return from_json(EVENTS[name], text)


def do_from(name: str, text: str) -> Do:
    """Return what a task of that name is to do."""
    return from_json(DOINGS[name], text)
