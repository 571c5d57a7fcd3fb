"""The command `sluice`: each command calls one function of the house and prints what it says.

Rooms are imported inside the commands, so that `sluice read --jsonl` starts without loading a daemon.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer
from rich.console import Console
from rich.table import Table

from bot.errors import Misconfigured, SluiceError

if TYPE_CHECKING:
    from bot.letter.letter import Letter
    from bot.reading.reading import Reading
    from bot.store.tables import Acting
    from bot.store.work import Store

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
firms = typer.Typer(no_args_is_help=True, help="The firms we serve.")
quarantine = typer.Typer(no_args_is_help=True, help="Letters set aside with their bytes.")
flow = typer.Typer(no_args_is_help=True, help="One firm's data flow.")
app.add_typer(firms, name="firms")
app.add_typer(flow, name="flow")
app.add_typer(quarantine, name="quarantine")

ConfigOption = Annotated[Path, typer.Option("--config", help="The settings.", envvar="SLUICE_CONFIG")]
FirmArgument = Annotated[str, typer.Argument(help="Its key, or its name.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would be sent; send nothing.")]
JsonOption = Annotated[bool, typer.Option("--json", help="As data.")]
CONFIG = Path("sluice.toml")


def main() -> None:
    """Run a command; an error of ours is one sentence and exit code 2, or 1 where time may cure it."""
    try:
        app()
    except Misconfigured as error:
        _fail(error, 2)
    except SluiceError as error:
        _fail(error, 1)


def _fail(error: SluiceError, code: int) -> NoReturn:
    for line in str(error).splitlines():
        print(f"sluice: {line}", file=sys.stderr)  # noqa: T201
    sys.exit(code)


# --- the daemon ----------------------------------------------------------------------------------


@app.callback()
def about() -> None:
    """A support colleague that lives in a mailbox and minds the data flow while a firm imports."""


@app.command()
def run(
    config: ConfigOption = CONFIG,
    until_idle: Annotated[bool, typer.Option(help="Do all that is due, then exit.")] = False,
    rehearsal: Annotated[bool, typer.Option(help="Live through a span of time on a stepping clock.")] = False,
    at: Annotated[str, typer.Option(help="When a rehearsal begins: 2026-12-04T09:00-05:00.")] = "",
    until: Annotated[str, typer.Option(help="When it ends; the default is at once.")] = "",
    verbose: Annotated[bool, typer.Option(help="Log what is for developers, too.")] = False,
) -> None:
    """Follow the mailboxes and do what is due, until a signal."""
    from bot.config.settings import read_settings
    from bot.daemon.threads import run as run_daemon
    from bot.daemon.until_idle import run_until_idle
    from bot.log import set_up_logging
    from bot.rehearsal import moment, rehearse

    set_up_logging(verbose=verbose)
    if rehearsal:
        begins = moment(at or datetime.now(UTC).isoformat())  # noqa: TID251 -- the edge: a person's "now"
        rehearse(read_settings(config), begins, moment(until) if until else begins, Console())
    elif until_idle:
        run_until_idle(config)
    else:
        run_daemon(config)


@app.command("check-config")
def check_config(config: ConfigOption = CONFIG) -> None:
    """Say all that is wrong with the settings and the neighbours, before anything starts."""
    from bot.check_config import faults_of, notes_of
    from bot.config.settings import read_settings

    settings = read_settings(config)
    faults = list(faults_of(settings))
    if faults:
        raise Misconfigured("\n".join(faults))
    for note in notes_of(settings, datetime.now(UTC)):  # noqa: TID251 -- the edge: a person's "now"
        Console().print(note, highlight=False)
    Console().print("All is well.")


@app.command("check-templates")
def check_templates(
    folder: Annotated[Path | None, typer.Option(help="An admin's own templates.")] = None,
) -> None:
    """Render every template with samples of every shape and name each fault."""
    from bot.post.render import Templates, ready_templates

    if faults := Templates([*([folder] if folder else []), ready_templates()]).check():
        raise Misconfigured("\n".join(faults))
    Console().print("Every template renders.")


@app.command()
def stop(config: ConfigOption = CONFIG) -> None:
    """Send nothing and switch nothing, for any firm, until `sluice go`; reading goes on."""
    from bot.store.tables import Acting

    _let_it_be(config, Acting.STOPPED)
    Console().print("Stopped: nothing is sent and nothing is switched until `sluice go`.")


@app.command()
def go(config: ConfigOption = CONFIG) -> None:
    """Act: after the first watch, or after a stop."""
    from bot.store.tables import Acting

    _let_it_be(config, Acting.GOING)
    Console().print("Going: mail is sent and flows are switched.")


# --- reading -------------------------------------------------------------------------------------


@app.command()
def read(
    file: Annotated[Path | None, typer.Argument(help="A raw message; - reads standard input.")] = None,
    jsonl: Annotated[bool, typer.Option(help="JSON lines in, JSON lines out.")] = False,
    as_json: JsonOption = False,
    expecting: Annotated[str, typer.Option(help="new, date, day, completion or review")] = "new",
    zone: Annotated[str, typer.Option(help="The firm's time zone.")] = "America/New_York",
    locale: Annotated[str, typer.Option(help="The firm's locale.")] = "en-US",
) -> None:
    """Show how a letter is read: the words used, what they mean, what was set aside."""
    from bot.lines import read_jsonl

    if jsonl:
        read_jsonl(sys.stdin.buffer, sys.stdout)
        return
    if file is None:
        raise Misconfigured("say which letter: sluice read FILE.eml, or --jsonl")
    from bot.explain import as_json as data
    from bot.explain import explain

    letter, reading = _read_file(file, expecting, zone, locale)
    if as_json:
        print(json.dumps(data(letter, reading), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        explain(letter, reading)


@app.command()
def fresh(jsonl: Annotated[bool, typer.Option(help="JSON lines in, JSON lines out.")] = False) -> None:
    """Cut history, signatures and footers off messages."""
    from bot.letter.jsonl import fresh_jsonl

    _only_lines("fresh", jsonl=jsonl)
    fresh_jsonl(sys.stdin, sys.stdout)


@app.command()
def dates(jsonl: Annotated[bool, typer.Option(help="JSON lines in, JSON lines out.")] = False) -> None:
    """Find dates and times in English prose."""
    from bot.reading.dates import dates_jsonl

    _only_lines("dates", jsonl=jsonl)
    dates_jsonl(sys.stdin, sys.stdout)


# --- looking -------------------------------------------------------------------------------------


@app.command()
def tickets(
    config: ConfigOption = CONFIG,
    all_of_them: Annotated[bool, typer.Option("--all", help="Ended ones too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List imports: where each stands and what it waits for."""
    from bot.show import ticket_as_data, ticket_table

    with _store(config) as store, store.reading() as work:
        found = work.tickets(still_open=not all_of_them)
    if as_json:
        print(json.dumps([ticket_as_data(t) for t in found], indent=2))  # noqa: T201
    else:
        Console().print(ticket_table(found))


@app.command()
def show(
    ref: Annotated[str, typer.Argument(help="IMP-1")],
    config: ConfigOption = CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Tell the whole story of one import: who said what, what was done, when, what the flow said."""
    from bot.show import story, story_as_data

    number = _number(ref)
    with _store(config) as store, store.reading() as work:
        ticket = work.ticket(number)
        if ticket is None:
            raise Misconfigured(f"there is no {ref}")
        entries, letters = work.entries(number), work.letters_of(number)
    if as_json:
        print(json.dumps(story_as_data(ticket, entries, letters), indent=2))  # noqa: T201
    else:
        Console().print(story(ticket, entries, letters))


@app.command()
def verify(
    ref: Annotated[str, typer.Argument(help="IMP-1; nothing: every import.")] = "",
    config: ConfigOption = CONFIG,
    seal: Annotated[list[str] | None, typer.Option(help="A seal from a digest or a closing mail.")] = None,
) -> None:
    """Prove that the journals are as they were written, and say where one is not."""
    from bot.verify import missing_seals, prove

    with _store(config) as store, store.reading() as work:
        tickets = work.tickets() if not ref else tuple(filter(None, [work.ticket(_number(ref))]))
        if ref and not tickets:
            raise Misconfigured(f"there is no {ref}")
        proofs = [prove(work, ticket) for ticket in tickets]
        missing = list(missing_seals(work, tickets, tuple(seal or ())))
    faults = [str(proof) for proof in proofs if proof.broken_at is not None]
    faults += [f"seal {one} stands in no journal" for one in missing]
    for proof in proofs:
        Console().print(str(proof), highlight=False)
    if faults:
        raise SluiceError("\n".join(faults))


@app.command()
def letters(
    config: ConfigOption = CONFIG, days: Annotated[int, typer.Option(help="How far back.")] = 7
) -> None:
    """List the letters of the last days and what became of each; while watching, what would have."""
    now = datetime.now(UTC)  # noqa: TID251 -- the edge: a person's "now"
    table = Table("letter", "arrived (UTC)", "from", "what became of it")
    with _store(config) as store, store.reading() as work:
        for letter in work.letters_between(now - timedelta(days=days), now):
            arrived = f"{letter.arrived_at:%d %b %H:%M}"
            table.add_row(
                str(letter.id), arrived, letter.sender or "", f"{letter.disposition}: {letter.reason}"
            )
    Console().print(table)


@firms.command("import")
def import_firms(file: Path, config: ConfigOption = CONFIG) -> None:
    """Add or change firms from a TOML file; none is ever removed."""
    from bot.config.settings import read_settings
    from bot.firms_file import read_firms

    found = read_firms(file)
    settings = read_settings(config)
    ours = {c.address for firm in found for c in firm.contacts} & settings.own_addresses
    if ours:
        raise Misconfigured(f"{file}: our own address {min(ours)} cannot be a contact")
    with _store(config) as store, store.transaction() as work:
        added, changed = work.import_firms(found)
    Console().print(f"{added} firms added, {changed} changed.")


@firms.command("list")
def list_firms(config: ConfigOption = CONFIG) -> None:
    """List firms, their zones, people and flows."""
    table = Table("firm", "name", "zone", "people", "driver")
    with _store(config) as store, store.reading() as work:
        for firm in work.firms():
            people = "\n".join(f"{c.name} <{c.address}> {c.role}" for c in firm.contacts)
            table.add_row(firm.key, firm.name, firm.zone.key, people, firm.driver)
    Console().print(table)


@flow.command("status")
def flow_status(firm: FirmArgument, config: ConfigOption = CONFIG, dry_run: DryRunOption = False) -> None:
    """Read a firm's flow now: how it stands, since when, whether it is wanted off and why."""
    _flow(firm, "status", config, dry_run=dry_run)


@flow.command("off")
def flow_off(firm: FirmArgument, config: ConfigOption = CONFIG, dry_run: DryRunOption = False) -> None:
    """Have a firm's flow turned off, and kept off until you say on."""
    _flow(firm, "off", config, dry_run=dry_run)


@flow.command("on")
def flow_on(firm: FirmArgument, config: ConfigOption = CONFIG, dry_run: DryRunOption = False) -> None:
    """Have a firm's flow turned on; refused while an import of the firm is under way."""
    _flow(firm, "on", config, dry_run=dry_run)


@quarantine.command("list")
def quarantine_list(config: ConfigOption = CONFIG) -> None:
    """List letters that were set aside, and why."""
    table = Table("letter", "arrived (UTC)", "from", "why")
    with _store(config) as store, store.reading() as work:
        for letter in work.quarantined():
            table.add_row(
                str(letter.id), f"{letter.arrived_at:%d %b %H:%M}", letter.sender or "", letter.reason
            )
    Console().print(table)


@quarantine.command("show")
def quarantine_show(letter: int, config: ConfigOption = CONFIG) -> None:
    """Write the bytes of a letter to standard output."""
    with _store(config) as store, store.reading() as work:
        raw = work.letter_bytes(letter)
    if raw is None:
        raise Misconfigured(f"there is no letter {letter}")
    sys.stdout.buffer.write(raw)


@quarantine.command("retry")
def quarantine_retry(letter: int, config: ConfigOption = CONFIG) -> None:
    """Put a letter back in line, as if it had never been tried."""
    with _store(config) as store, store.transaction() as work:
        if not work.retry(letter):
            raise Misconfigured(f"letter {letter} is not in quarantine")
    Console().print(f"Letter {letter} is read again.")


@quarantine.command("leave")
def quarantine_leave(letter: int, config: ConfigOption = CONFIG) -> None:
    """Leave a letter alone for good; it no longer stands in the way of any flow."""
    from bot.store.tables import Disposition

    with _store(config) as store, store.transaction() as work:
        if not work.refile(letter, Disposition.LEFT_ALONE, "left alone by staff", None, None):
            raise Misconfigured(f"letter {letter} is not in quarantine")
    Console().print(f"Letter {letter} is left alone.")


@app.command()
def sandbox() -> None:
    """Keep the pretend servers up, so that a person can play the firm with a mail client."""
    try:
        from bot.sandbox.play import play
    except ModuleNotFoundError as error:
        raise Misconfigured(f"the sandbox needs {error.name}: install sluice-bot[sandbox]") from error
    play(Console())


@app.command()
def simulate(
    seed: Annotated[int, typer.Option(help="The first seed.")] = 1,
    seeds: Annotated[int, typer.Option(help="How many, one after the other.")] = 1,
    firms: Annotated[int, typer.Option(min=1)] = 50,
    days: Annotated[int, typer.Option(min=1)] = 60,
) -> None:
    """Play the house among people who err and neighbours that fail, and hold it to its promises."""
    from bot.clock import SystemClock
    from bot.log import log_nothing
    from bot.simulation.report import history_of
    from bot.simulation.report import simulate as play

    log_nothing()
    clock = SystemClock()
    began = clock.monotonic()
    report = play(range(seed, seed + seeds), firms, days)
    print("\n".join(report.lines()))  # noqa: T201
    print(f"in {clock.monotonic() - began:.0f} seconds", file=sys.stderr)  # noqa: T201
    if report.failed is not None:
        print("\n".join(history_of(report.failed, firms, days)))  # noqa: T201
        sys.exit(1)


# --- what the commands share ---------------------------------------------------------------------


def _read_file(file: Path, expecting: str, zone: str, locale: str) -> "tuple[Letter, Reading]":
    """Open and read one message as it would be at the moment its Date header names."""
    from bot.letter.open import open_letter
    from bot.letter.trust import Receiver
    from bot.reading.read import read_letter
    from bot.reading.reading import Context, Expecting

    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        awaited, wall = Expecting(expecting), ZoneInfo(zone)
    except OSError as error:
        raise Misconfigured(f"{file}: cannot be read ({error.strerror})") from error
    except (ValueError, ZoneInfoNotFoundError) as error:
        raise Misconfigured(str(error)) from error
    letter = open_letter(raw, Receiver("none"))
    now = letter.sent_at or datetime.now(UTC)  # noqa: TID251 -- the edge: a letter without a date came now
    return letter, read_letter(letter, Context(awaited, now, wall, locale))


@contextmanager
def _store(config: Path) -> "Iterator[Store]":
    from bot.config.settings import read_settings
    from bot.daemon.opening import open_store

    store = open_store(read_settings(config))
    try:
        yield store
    finally:
        store.close()


def _let_it_be(config: Path, acting: "Acting") -> None:
    with _store(config) as store, store.transaction() as work:
        work.set_acting(acting)


def _flow(firm: str, asked: str, config: Path, *, dry_run: bool) -> None:
    from bot.clock import SystemClock
    from bot.config.settings import read_settings
    from bot.flow.preview import Asked
    from bot.flow_terminal import flow_house, order, status, would_send

    with _store(config) as store:
        house = flow_house(read_settings(config), store, SystemClock())
        if dry_run:
            lines = would_send(house, firm, Asked(asked))
        else:
            lines = status(house, firm) if asked == "status" else order(house, firm, Asked(asked))
        for line in lines:
            print(line)  # noqa: T201


def _number(ref: str) -> int:
    number = ref.upper().removeprefix("IMP-")
    if not number.isdecimal():
        raise Misconfigured(f"{ref!r} names no import; write IMP-1")
    return int(number)


def _only_lines(command: str, *, jsonl: bool) -> None:
    if not jsonl:
        raise Misconfigured(f"sluice {command} speaks JSON lines: add --jsonl")
