"""The http driver against a pretend data flow that misbehaves as real ones do."""

import ssl
import time
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
import trustme
from pydantic import ValidationError

from bot.clock import SteppingClock
from bot.config.drivers import HttpDriver
from bot.errors import Misconfigured, Unavailable
from bot.flow.drivers import make_driver
from bot.flow.http import HttpGate
from bot.flow.port import FlowState
from bot.sandbox.dataflow import DataFlow
from bot.sandbox.faulty_flow import Fault, Flow
from tests.flow.rigs import http_settings


@pytest.fixture
def gate(world: DataFlow, clock: SteppingClock) -> HttpGate:
    return HttpGate(http_settings(world.url), {"flow": "north"}, clock)


def test_a_pause_that_answers_500_is_settled_by_reading(world: DataFlow, gate: HttpGate) -> None:
    """The switch says only that the end is unclear; the flow itself says off."""
    world.flows["north"].faults.append(Fault.DENIES)
    with pytest.raises(Unavailable, match=r"answered 500: <html> \[31mInternal Server Error</html>$"):
        gate.switch(on=False)
    assert gate.read().state is FlowState.OFF
    assert len(world.flows["north"].toggles) == 1


@pytest.mark.parametrize("fault", [Fault.SILENT, Fault.DRIP])
def test_no_call_outlives_its_deadline(world: DataFlow, clock: SteppingClock, fault: Fault) -> None:
    """A flow that never answers, or drips a byte at a time for ever, costs the deadline and no more."""
    gate = make_driver(http_settings(world.url, deadline_seconds=0.3), {"flow": "north"}, clock)
    world.flows["north"].fault = fault
    began = time.monotonic()
    with pytest.raises(Unavailable, match=r"no answer within 0\.3 s"):
        gate.switch(on=False)
    assert time.monotonic() - began < 3


def test_a_pause_that_is_never_answered_is_settled_by_reading(world: DataFlow, clock: SteppingClock) -> None:
    """The order was lost on its way back, or on its way there: only the flow itself can tell."""
    gate = make_driver(http_settings(world.url, deadline_seconds=1), {"flow": "north"}, clock)
    for fault, state in ((Fault.STUCK, FlowState.ON), (Fault.SILENT, FlowState.OFF)):
        world.flows["north"].faults.append(fault)
        with suppress(Unavailable):
            gate.switch(on=False)
        assert gate.read().state is state


def test_runs_end_before_the_flow_is_off(world: DataFlow, gate: HttpGate, clock: SteppingClock) -> None:
    """Two runs of a minute each: moving, moving, off."""
    world.flows["north"].runs, world.flows["north"].run_takes = 2, timedelta(minutes=1)
    gate.switch(on=False)
    readings = []
    for _ in range(3):
        readings.append(gate.read())
        clock.advance_to(clock.now() + timedelta(minutes=1))
    assert [reading.in_flight for reading in readings] == [2, 1, 0]
    assert [reading.state for reading in readings] == [FlowState.MOVING, FlowState.MOVING, FlowState.OFF]


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (Fault.FAILS, "the flow answered 503: try later"),
        (Fault.GARBLED, 'the answer is not JSON: {"paused": tru'),
        (Fault.ENDLESS, "the flow answered more than 1 MiB"),
        (Fault.ELSEWHERE, "the flow answered 307, a redirect, and none is followed: it said no more"),
    ],
)
def test_a_useless_answer_reads_as_unknown(world: DataFlow, gate: HttpGate, fault: Fault, why: str) -> None:
    """Each with the reason that staff need; a redirect to another host is never followed."""
    world.flows["north"].fault = fault
    reading = gate.read()
    assert (reading.state, reading.why) == (FlowState.UNKNOWN, why)


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (403, "the flow answered 403 (the login was refused): not with Bearer ***"),
        (200, "the answer is not JSON: not with Bearer ***"),
    ],
)
def test_no_secret_is_repeated(world: DataFlow, gate: HttpGate, status: int, why: str) -> None:
    """M1: A flow that quotes our token back does not get it into our mails and logs."""
    world.flows["north"].fault = Fault.ECHO
    world.echo_status = status
    assert gate.read().why == why


@pytest.mark.parametrize("fault", [Fault.FAILS, Fault.SILENT])
def test_one_pipeline_that_fails_does_not_spare_the_next(
    world: DataFlow, clock: SteppingClock, fault: Fault
) -> None:
    """A firm with two pipelines: both are told, and the failure of the first is said."""
    world.flows["payroll"] = Flow()
    ready = http_settings(world.url, deadline_seconds=0.6)
    second = ready.off[0].model_copy(update={"url": world.url + "/flows/payroll"})
    gate = HttpGate(ready.model_copy(update={"off": (*ready.off, second)}), {"flow": "north"}, clock)
    world.flows["north"].fault = fault
    with pytest.raises(Unavailable, match=r"answered 503|no answer within"):
        gate.switch(on=False)
    assert not world.flows["payroll"].on


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({}, r"nothing fills \{flow\}; known here: none"),
        ({"flow": " "}, r"the value for \{flow\} is empty"),
        ({"flow": ".."}, r"the value '\.\.' cannot stand in a url"),
        ({"flow": "a\r\nb"}, r"the value for \{flow\} holds a control character"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_at_once(
    clock: SteppingClock, values: dict[str, str], why: str
) -> None:
    """Before the day: an empty name in `/dags/{dag}` would mean all of them."""
    with pytest.raises(Misconfigured, match=why):
        make_driver(http_settings("https://flow.example"), values, clock)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://flow.example", "flow.example is reached without TLS"),
        ("https://anna:pw@flow.example", "the url for flow.example holds a login"),
        ("ftp://flow.example", "no http address"),
        ("https://flow.example/{token}", r"nothing fills \{token\}"),
    ],
)
def test_an_unsafe_address_is_refused(clock: SteppingClock, url: str, why: str) -> None:
    """TLS to every other machine, and no secret in a URL."""
    with pytest.raises(Misconfigured, match=why):
        make_driver(http_settings(url), {"flow": "north"}, clock)


def test_a_proxy_never_stands_between_us_and_this_machine(
    world: DataFlow, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It serves the way out; a flow on this machine is reached directly."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert make_driver(http_settings(world.url), {"flow": "north"}, clock).read().state is FlowState.ON


def test_a_login_comes_first(world: DataFlow, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its answer's token opens the requests that follow."""
    monkeypatch.setenv("PASSWORD", world.password)
    login = {"url": world.url + "/login", "json_body": {"password": "{password}"}}
    settings = http_settings(world.url, secrets={"password": "env:PASSWORD"}, token={"request": login})
    gate = make_driver(settings, {"flow": "north"}, clock)
    gate.switch(on=False)
    assert gate.read().state is FlowState.OFF


def test_a_failed_login_is_an_outage(
    world: DataFlow, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is switched, and the reason does not show the password."""
    monkeypatch.setenv("PASSWORD", "mistyped")
    login = {"url": world.url + "/login", "json_body": {"password": "{password}"}}
    settings = http_settings(world.url, secrets={"password": "env:PASSWORD"}, token={"request": login})
    reading = make_driver(settings, {"flow": "north"}, clock).read()
    assert (reading.state, reading.why) == (
        FlowState.UNKNOWN,
        'the flow answered 401 (the login was refused): {"error": "who are you?"}',
    )


def test_only_a_certificate_somebody_vouches_for_is_trusted(clock: SteppingClock, tmp_path: Path) -> None:
    """A private authority counts once ca_file names it, and not before."""
    authority, tls = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with DataFlow(clock, "north", tls=tls).serving() as world:
        trusting = make_driver(
            http_settings(world.url, ca_file=tmp_path / "ca.pem"), {"flow": "north"}, clock
        )
        careful = make_driver(http_settings(world.url), {"flow": "north"}, clock)
        assert trusting.read().state is FlowState.ON
        assert "CERTIFICATE_VERIFY_FAILED" in careful.read().why


def test_a_body_that_is_not_json_is_refused_at_once(clock: SteppingClock) -> None:
    """TOML knows dates, JSON does not."""
    off = [{"url": "https://flow.example", "json_body": {"since": date(2026, 12, 5)}}]
    with pytest.raises(Misconfigured, match=r"json_body for flow\.example is not JSON"):
        make_driver(http_settings("https://flow.example", off=off), {"flow": "north"}, clock)


@pytest.mark.parametrize("secret", ["hush\nhush", "hush ", "húsh", ""])
def test_a_secret_that_no_header_can_carry_is_refused_unseen(
    clock: SteppingClock, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    """A token with a line end would else be quoted in the error of the library."""
    monkeypatch.setenv("FLOW_TOKEN", secret)
    off = [{"url": "https://flow.example", "bearer": "env:FLOW_TOKEN"}]
    with pytest.raises(Misconfigured, match=r"the header 'Authorization' for flow\.example") as refused:
        make_driver(http_settings("https://flow.example", off=off, secrets={}), {"flow": "north"}, clock)
    assert "hush" not in str(refused.value)


def test_an_authority_that_is_none_is_refused_at_once(clock: SteppingClock, tmp_path: Path) -> None:
    """A file without a certificate is said by its name."""
    (tmp_path / "ca.pem").write_text("no certificate")
    settings = http_settings("https://flow.example", ca_file=tmp_path / "ca.pem")
    with pytest.raises(Misconfigured, match=r"ca_file .*ca\.pem cannot be used"):
        make_driver(settings, {"flow": "north"}, clock)


def test_settings_that_cannot_tell_off_from_on_are_refused() -> None:
    """A driver needs a read-back with a field, and the first must ask for something."""
    with pytest.raises(ValidationError, match="nothing tells off from on"):
        http_settings("https://flow.example", read=[{"request": {"url": "x"}, "in_flight_field": "runs"}])
    with pytest.raises(ValidationError, match="the first read-back must ask something"):
        http_settings("https://flow.example", read=[{"field": "paused"}])


def test_the_settings_name_the_driver() -> None:
    """`driver = "http"` chooses the shape, so a key of another driver is a fault."""
    with pytest.raises(ValidationError, match="what"):
        HttpDriver.model_validate({**http_settings("https://flow.example").model_dump(), "what": "x"})


def test_a_drivers_credentials_go_with_what_has_none_of_its_own(
    world: DataFlow, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One login for every request, and one request with another, which here is refused."""
    monkeypatch.setenv("MISTYPED", "close-sesame")
    request = {"url": "/flows/{flow}"}
    settings = http_settings(
        world.url,
        url=world.url,
        bearer="env:FLOW_TOKEN",
        off=[{**request, "method": "PATCH", "json_body": {"paused": True}}],
        on=[{**request, "method": "PATCH", "json_body": {"paused": False}, "bearer": "env:MISTYPED"}],
        read=[
            {
                "request": {**request, "method": "GET"},
                "field": "paused",
                "off_is": ["true"],
                "on_is": ["false"],
            }
        ],
    )
    gate = make_driver(settings, {"flow": "north"}, clock)
    gate.switch(on=False)
    assert gate.read().state is FlowState.OFF
    with pytest.raises(Unavailable, match="the login was refused"):
        gate.switch(on=True)


def risky(world: DataFlow, clock: SteppingClock, path: str = "/flows/{flow}") -> HttpGate:
    """Return a gate that looks for runs before it is turned on."""
    request = {"method": "GET", "url": world.url + path, "headers": {"Authorization": "Bearer {token}"}}
    risk = {"request": request, "field": "runs", "where": {"status": ["running"]}, "what": "clear jobs"}
    return HttpGate(http_settings(world.url, resume_risk=[risk]), {"flow": "north"}, clock)


@pytest.mark.parametrize(("runs", "told"), [(0, ()), (2, ("clear jobs (2 waiting)",))])
def test_what_waits_in_a_flow_is_told_before_it_is_turned_on(
    world: DataFlow, clock: SteppingClock, runs: int, told: tuple[str, ...]
) -> None:
    """With how many there are; nothing that is not there is told."""
    world.flows["north"].runs = runs
    assert risky(world, clock).resume_risks() == told


def test_a_flow_that_does_not_say_what_waits_in_it_is_an_outage(
    world: DataFlow, clock: SteppingClock
) -> None:
    """Nobody takes silence for nothing."""
    with pytest.raises(Unavailable, match="the flow answered 404"):
        risky(world, clock, "/flows/nobody").resume_risks()
    world.flows["north"].fault = Fault.GARBLED
    with pytest.raises(Unavailable, match="clear jobs: the answer is not JSON"):
        risky(world, clock).resume_risks()
