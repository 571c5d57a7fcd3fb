"""From a firm's settings to its gate. A new driver is a file here, its settings, and a line below."""

from collections.abc import Mapping
from typing import assert_never

from bot.clock import Clock
from bot.config.drivers import CommandDriver, Driver, HttpDriver, PersonDriver, SqlDriver
from bot.flow.command import CommandGate
from bot.flow.fill import fill
from bot.flow.http import HttpGate
from bot.flow.person import LastWord, PersonGate, nobody_spoke
from bot.flow.port import FlowDriver
from bot.flow.sql import SqlGate


def make_driver(
    settings: Driver, values: Mapping[str, str], clock: Clock, last_word: LastWord = nobody_spoke
) -> FlowDriver:
    """Return the gate of one firm.

    Args:
        settings: The driver the firm's flow names.
        values: The firm's own, for the placeholders; among them `firm`, its key.
        clock: Tells when a reading was taken.
        last_word: Where a person turns the flow: what staff said last.

    Raises:
        Misconfigured: A placeholder has no value, or a value cannot stand where it is put.
    """
    names = {**settings.values, **values}
    match settings:
        case HttpDriver():
            return HttpGate(settings, names, clock)
        case CommandDriver():
            return CommandGate(settings, names, clock)
        case SqlDriver():
            return SqlGate(settings, names, clock)
        case PersonDriver():
            return PersonGate(fill(settings.what, names), last_word, clock, settings.resume_note)
        case _:
            assert_never(settings)
