"""Staff lines: exact in what they take, helpful about what they refuse."""

import pytest

from bot.reading.commands import VOCABULARY, Command, Misspelt, Verb, help_text, parse_commands


def only(text: str) -> Command | Misspelt:
    (found,) = parse_commands(text)
    return found


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("@sluice status", Command(Verb.STATUS, "@sluice status")),
        ("@sluice approve IMP-12", Command(Verb.APPROVE, "@sluice approve IMP-12", ticket=12)),
        (
            "@sluice book North CPA & Co 2026-12-05 18:00",
            Command(
                Verb.BOOK,
                "@sluice book North CPA & Co 2026-12-05 18:00",
                firm="North CPA & Co",
                day="2026-12-05",
                hour="18:00",
            ),
        ),
        (
            "@sluice reschedule IMP-2 2026-12-04 9:00",
            Command(
                Verb.RESCHEDULE,
                "@sluice reschedule IMP-2 2026-12-04 9:00",
                ticket=2,
                day="2026-12-04",
                hour="09:00",
            ),
        ),
        (
            "@sluice reschedule 2026-12-04",
            Command(Verb.RESCHEDULE, "@sluice reschedule 2026-12-04", day="2026-12-04"),
        ),
        (
            "@sluice flow off north.example",
            Command(Verb.FLOW_OFF, "@sluice flow off north.example", firm="north.example"),
        ),
        ("@sluice flow on", Command(Verb.FLOW_ON, "@sluice flow on")),
        ("@sluice stop all", Command(Verb.STOP_ALL, "@sluice stop all")),
    ],
)
def test_a_line_is_read_by_the_grammar(line: str, command: Command) -> None:
    """Arguments stay as written, but for the number of the ticket."""
    assert only(line) == command


@pytest.mark.parametrize(
    "line",
    [
        "@Sluice Approve",
        "@sluice approve.",
        "@SLUICE APPROVE",
        "@sluice  approve ",
        "@sluice: approve",
        "@sluice, approve!",
    ],
)
def test_what_phones_do_to_a_line_does_not_matter(line: str) -> None:
    """Capitals, a full stop, doubled spaces."""
    command = only(line)
    assert isinstance(command, Command)
    assert command.verb is Verb.APPROVE


def test_typographic_quotes_and_dashes_are_taken_for_plain_ones() -> None:
    """Word processors put them in."""
    command = only("@sluice book “Gagnon Thériault” 2026–12–05 18:00")
    assert isinstance(command, Command)
    assert (command.firm, command.day) == ("Gagnon Thériault", "2026-12-05")


@pytest.mark.parametrize(
    "line",
    [
        "> @sluice approve",
        " please @sluice approve",
        "we said @sluice approve",
        "@sluicebot approve",
        "sluice approve",
        "@sluіce approve",
    ],
)
def test_only_a_line_of_its_own_is_a_command(line: str) -> None:
    """D3: Quoted, indented in prose, or spelt with look-alikes: nothing fires."""
    assert parse_commands(line) == ()


@pytest.mark.parametrize(
    "line", ["@sluice stаtus", "@sluice ſtatus", "@sluice status IMP-１２", "@sluice appr\u200bove"]
)
def test_look_alike_letters_are_refused(line: str) -> None:
    """D5: Homoglyphs, folded letters, foreign digits, zero-width characters."""
    assert isinstance(only(line), Misspelt)


@pytest.mark.parametrize(
    "line",
    [
        "@sluice approve now please",
        "@sluice approve IMP-0",
        "@sluice approve IMP-" + "9" * 30,
        "@sluice reschedule tomorrow",
        "@sluice reschedule 2026-12-05 25:00",
        "@sluice book 2026-12-05",
        "@sluice book $(reboot) 2026-12-05",
        "@sluice stop",
        "@sluice flow",
        "@sluice go home",
        "@sluice",
        "@sluice status " + "x" * 500,
    ],
)
def test_the_whole_line_must_fit(line: str) -> None:
    """D6: Bad arguments are refused with the reason, never half understood."""
    refused = only(line)
    assert isinstance(refused, Misspelt)
    assert refused.why


def test_an_unknown_word_is_answered_with_the_nearest_usages() -> None:
    """Who mistypes a command is shown what was probably meant."""
    refused = only("@sluice aprove IMP-3")
    assert isinstance(refused, Misspelt)
    assert refused.nearest[0] == "@sluice approve [IMP-n]"
    assert "aprove" in refused.why


def test_nothing_is_read_below_the_signature_mark() -> None:
    """A line `--` ends reading."""
    assert parse_commands("@sluice status\n-- \n@sluice go") == (Command(Verb.STATUS, "@sluice status"),)


def test_ten_lines_are_read_and_the_rest_is_refused() -> None:
    """Nothing is dropped in silence."""
    found = parse_commands("@sluice status\n" * 14)
    assert [type(line) for line in found] == [Command] * 10 + [Misspelt]


def test_every_usage_is_in_the_help_and_is_no_command_itself() -> None:
    """Our own examples do not fire, but for those without arguments."""
    assert all(str(usage) in help_text() and usage.meaning in help_text() for usage in VOCABULARY)
    assert all(isinstance(only(str(usage)), Misspelt) for usage in VOCABULARY if usage.arguments)
