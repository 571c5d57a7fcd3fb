"""What every post promises, the real one against a real server and the one in memory alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import pytest

from bot.config.settings import Smtp
from bot.errors import Unavailable
from bot.post.port import ACCEPTED, FakePost, Post, Refused, Unclear
from bot.post.smtp import SmtpPost
from bot.sandbox.servers import Sandbox
from tests.post.conftest import SUPPORT

ANNA, CORA = "anna@northcpa.example", "cora@northcpa.example"
RAW = b"From: support@desk.example\r\nTo: anna@northcpa.example\r\nSubject: Import\r\n\r\n.\r\nHello\r\n"


class Rig(Protocol):
    """A post, and the hands that make its server misbehave and look at what arrived."""

    @property
    def post(self) -> Post: ...
    def refuse(self, address: str, code: int) -> None: ...
    def break_down(self) -> None: ...
    def arrived(self) -> list[tuple[str, tuple[str, ...], bytes]]: ...


@dataclass
class FakeRig:
    post: FakePost

    def refuse(self, address: str, code: int) -> None:
        self.post.refuses[address] = Refused(code >= 500, f"{code} no")

    def break_down(self) -> None:
        self.post.down = True

    def arrived(self) -> list[tuple[str, tuple[str, ...], bytes]]:
        return [(mail.envelope_from, mail.recipients, mail.raw) for mail in self.post.sent]


@dataclass
class SmtpRig:
    post: SmtpPost
    sandbox: Sandbox

    def refuse(self, address: str, code: int) -> None:
        self.sandbox.refuse(address, code)

    def break_down(self) -> None:
        self.sandbox.refuse(ANNA, None)
        self.post._settings = self.post._settings.model_copy(update={"port": 1})

    def arrived(self) -> list[tuple[str, tuple[str, ...], bytes]]:
        return [(mail.sender, mail.recipients, mail.raw) for mail in self.sandbox.sent]


@pytest.fixture(params=["fake", "smtp"])
def rig(
    request: pytest.FixtureRequest,
    sandbox: Sandbox,
    settings_for: Callable[..., Smtp],
    posts: Callable[[Smtp], SmtpPost],
) -> Iterator[Rig]:
    if request.param == "fake":
        yield FakeRig(FakePost())
        return
    sandbox.sent.clear()
    yield SmtpRig(posts(settings_for(sandbox.smtp_port, ca_file=sandbox.ca_file, user=SUPPORT)), sandbox)
    for address in (ANNA, CORA):
        sandbox.refuse(address, None)


def test_a_mail_arrives_as_it_was_given(rig: Rig) -> None:
    """Bytes, envelope sender and recipients reach the server unchanged, in one transaction."""
    assert rig.post.send(RAW, "support+bounce-1@desk.example", (ANNA, CORA)) == {
        ANNA: ACCEPTED,
        CORA: ACCEPTED,
    }
    assert rig.arrived() == [("support+bounce-1@desk.example", (ANNA, CORA), RAW)]


@pytest.mark.parametrize(("code", "permanent"), [(550, True), (450, False)])
def test_one_refused_address_does_not_stop_the_other(rig: Rig, code: int, permanent: bool) -> None:
    """K3, K4: Each recipient has a result of its own, and the other hears once."""
    rig.refuse(ANNA, code)
    answers = rig.post.send(RAW, SUPPORT, (ANNA, CORA))
    assert answers[CORA] == ACCEPTED
    refused = answers[ANNA]
    assert isinstance(refused, Refused)
    assert (refused.permanent, refused.reply[:3]) == (permanent, str(code))
    assert [to for _, to, _ in rig.arrived()] == [(CORA,)]


def test_a_mail_that_all_refuse_is_no_error(rig: Rig) -> None:
    """The next mail goes out as if nothing had been."""
    rig.refuse(ANNA, 550)
    assert isinstance(rig.post.send(RAW, SUPPORT, (ANNA,))[ANNA], Refused)
    assert rig.post.send(RAW, SUPPORT, (CORA,)) == {CORA: ACCEPTED}
    assert [to for _, to, _ in rig.arrived()] == [(CORA,)]


def test_a_server_that_is_down_surely_took_nothing(rig: Rig) -> None:
    """Unavailable, and not Unclear: the mail may be tried again without a second thought."""
    rig.break_down()
    with pytest.raises(Unavailable) as error:
        rig.post.send(RAW, SUPPORT, (CORA,))
    assert not isinstance(error.value, Unclear)
    assert rig.arrived() == []


def test_a_probe_sends_nothing(rig: Rig) -> None:
    """Login and connection are tried out; nobody gets a mail."""
    rig.post.probe()
    assert rig.arrived() == []


def test_a_probe_says_what_is_wrong(rig: Rig) -> None:
    """A fault is found before it matters."""
    rig.break_down()
    with pytest.raises(Unavailable, match=r"\w+ "):
        rig.post.probe()


def test_the_fake_can_lose_its_answer() -> None:
    """Unclear: the mail was taken and nobody heard so."""
    post = FakePost(unclear=True)
    with pytest.raises(Unclear):
        post.send(RAW, SUPPORT, (ANNA,))
    assert [mail.recipients for mail in post.sent] == [(ANNA,)]
