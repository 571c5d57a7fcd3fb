"""The settings file: every fault is told at once, in words, and no secret is ever shown."""

from pathlib import Path

import pytest

from bot.config.firms_file import read_firms
from bot.config.settings import read_settings
from bot.errors import Misconfigured

DOCS = Path(__file__).parents[2] / "docs"
SECRET = "correct-horse-battery"
GOOD = """
token_key = "env:SLUICE_TEST_SECRET"
[[mailbox]]
name = "support"
address = "support@aiwyn.example"
host = "imap.aiwyn.example"
password = "env:SLUICE_TEST_SECRET"
[smtp]
host = "smtp.aiwyn.example"
[people]
staff = ["sam@aiwyn.example"]
admins = ["ada@aiwyn.example"]
"""


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("TOKEN_KEY", "IMAP_PASSWORD", "SMTP_PASSWORD", "CHECKS_URL", "FLOW_TOKEN", "TEST_SECRET")
    for name in names:
        monkeypatch.setenv(f"SLUICE_{name}", SECRET)


def faults(tmp_path: Path, text: str) -> str:
    file = tmp_path / "sluice.toml"
    file.write_text(text)
    with pytest.raises(Misconfigured) as caught:
        read_settings(file)
    return str(caught.value)


def test_the_example_says_what_it_shows() -> None:
    """An admin starts from it, so it must be valid to the last line."""
    settings = read_settings(DOCS / "sluice.example.toml")
    assert settings.mailbox[0].trust.authserv_id == "mx.aiwyn.example"
    assert set(settings.driver) == {"warehouse", "by-hand"}


def test_the_example_firms_name_drivers_of_the_example_settings() -> None:
    """Both files are read together."""
    drivers = {firm.driver for firm in read_firms(DOCS / "firms.example.toml")}
    assert drivers <= set(read_settings(DOCS / "sluice.example.toml").driver)


def test_all_faults_are_told_at_once_each_with_its_place(tmp_path: Path) -> None:
    """Nobody fixes one fault a start."""
    text = GOOD.replace('host = "smtp.aiwyn.example"', 'host = "smtp.aiwyn.example"\nport = 99999')
    told = faults(tmp_path, text.replace("sam@aiwyn.example", "sam") + 'zone = "Mars/Olympus"\n')
    places = {line.partition(":")[0] for line in told.splitlines()}
    assert places >= {"smtp.port", "people.staff.0", "people.zone"}
    assert "'Mars/Olympus' is not an IANA zone" in told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("sam@aiwyn.example", "support@aiwyn.example"), "our own address support@aiwyn.example"),
        (
            ('host = "imap.aiwyn.example"', 'host = "imap.aiwyn.example"\ntls = "none"'),
            "for this machine only",
        ),
        (("env:SLUICE_TEST_SECRET", SECRET), "say where the secret is"),
        (("env:SLUICE_TEST_SECRET", "env:NOWHERE"), "the environment has no variable NOWHERE"),
        (("[smtp]", "sandbox = true\n[smtp]"), "there is no such setting"),
        (("[smtp]", "pol_seconds = 9\n[smtp]"), "there is no such setting; near it: poll_seconds"),
        (("[people]", "[peopel]"), "peopel"),
    ],
)
def test_what_cannot_be_right_is_refused(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    """Each in a sentence that names the setting, before anything starts."""
    said = faults(tmp_path, GOOD.replace(*change))
    assert told in said
    assert SECRET not in said


def test_a_secret_never_shows_in_the_settings_themselves(tmp_path: Path) -> None:
    """What is logged or printed by mistake holds stars."""
    file = tmp_path / "sluice.toml"
    file.write_text(GOOD)
    assert SECRET not in repr(read_settings(file))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("US-NY", "US-XX"), "'US-XX' is not a country whose holidays we know"),
        (("2027-03-01..", "2027-02-30.."), "there is no 2027-02-30 in the calendar"),
        (("lead_days = 5", "lead_days = -5"), "lead_days is below zero"),
        (("lead_days", "led_days"), "firm.0.policy.led_days"),
        (("lead_days", "outage_minutes"), "policy.outage_minutes is the desk's alone"),
    ],
)
def test_a_firms_own_rules_are_checked(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    """What is misspelt there would else be the desk's rule, in silence."""
    file = tmp_path / "firms.toml"
    file.write_text((DOCS / "firms.example.toml").read_text().replace(*change))
    with pytest.raises(Misconfigured) as caught:
        read_firms(file)
    assert told in str(caught.value)


def test_a_firm_that_cannot_be_right_is_refused_with_its_place(tmp_path: Path) -> None:
    """So that a typing error does not become a firm without a zone."""
    file = tmp_path / "firms.toml"
    file.write_text((DOCS / "firms.example.toml").read_text().replace("Europe/London", "Europe/Londno"))
    with pytest.raises(Misconfigured, match=r"firm\.1\.zone: 'Europe/Londno' is not an IANA zone"):
        read_firms(file)
