"""Fill `{name}` in the texts of a driver's settings; `{{name}}` stands for a literal `{name}`.

A value is data. It stays inside the one path segment, header, string or argument it was put into, and an
empty one is refused: `/dags/{dag}` must never become `/dags/`, which means all of them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from bot.errors import Misconfigured

_PLACEHOLDER = re.compile(r"\{\{(?P<literal>\w+)\}\}|\{(?P<name>\w+)\}")


def fill(text: str, names: Mapping[str, str], quoted: Callable[[str], str] = str) -> str:
    """Return the text with every placeholder filled.

    Raises:
        Misconfigured: A placeholder has no value, or its value cannot stand in a request.
    """

    def filled(match: re.Match[str]) -> str:
        literal, name = match["literal"], match["name"]
        return f"{{{literal}}}" if literal else quoted(_value(name, names))

    return _PLACEHOLDER.sub(filled, text)


def fill_url(url: str, names: Mapping[str, str]) -> str:
    """Return the URL with every value quoted, so that it can add no path, query or host.

    Raises:
        Misconfigured: As `fill`, or a value is a path of its own.
    """
    return fill(url, names, _segment)


def fill_json(body: object, names: Mapping[str, str]) -> object:
    """Return the JSON value with every string in it filled; keys stay as they are written."""
    match body:
        case str():
            return fill(body, names)
        case list():
            return [fill_json(item, names) for item in body]
        case dict():
            return {key: fill_json(item, names) for key, item in body.items()}
        case _:
            return body


def fill_argv(argv: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the command with every argument filled.

    Raises:
        Misconfigured: As `fill`, or a value would turn its argument into an option.
    """
    return tuple(_argument(argument, names) for argument in argv)


def _argument(argument: str, names: Mapping[str, str]) -> str:
    filled = fill(argument, names)
    if filled.startswith("-") and not argument.startswith("-"):
        raise Misconfigured(f"the value {filled!r} for {argument!r} would be read as an option")
    return filled


def _segment(value: str) -> str:
    if value in (".", ".."):
        raise Misconfigured(f"the value {value!r} cannot stand in a url")
    return quote(value, safe="")


def _value(name: str, names: Mapping[str, str]) -> str:
    value = names.get(name)
    if value is None:
        known = ", ".join(sorted(names)) or "none"
        raise Misconfigured(f"nothing fills {{{name}}}; known here: {known}")
    if not value.strip():
        raise Misconfigured(f"the value for {{{name}}} is empty")
    if not value.isprintable():
        raise Misconfigured(f"the value for {{{name}}} holds a control character")
    return value
