"""The SMTP connection when the server, or somebody in between, misbehaves."""

import threading
from collections.abc import Callable, Mapping

import pytest

from bot.clock import SystemClock
from bot.config.settings import Smtp
from bot.errors import Unavailable
from bot.post.port import ACCEPTED, Refused, Unclear
from bot.post.smtp import SmtpPost
from bot.sandbox.servers import Sandbox
from tests.post.conftest import PASSWORD, SUPPORT
from tests.post.scripted import CUT, DRIP, HANG, ScriptedServer

ANNA, CORA = "anna@northcpa.example", "cora@northcpa.example"
RAW = b"Subject: Import\r\n\r\nHello\r\n"

Server = Callable[[Mapping[str, str]], ScriptedServer]
Posts = Callable[[Smtp], SmtpPost]
Settings = Callable[..., Smtp]


@pytest.fixture
def post_to(posts: Posts, settings_for: Settings) -> Callable[[ScriptedServer], SmtpPost]:
    """Return a maker of posts that are quick to lose patience."""
    return lambda server: posts(settings_for(server.port, tls="none", deadline_seconds=0.2))


PostTo = Callable[[ScriptedServer], SmtpPost]


@pytest.mark.parametrize("silence", [CUT, HANG, DRIP, "nonsense"])
def test_silence_after_the_mail_was_handed_over_is_unclear(
    server: Server, post_to: PostTo, silence: str
) -> None:
    """K1: Nobody can know whether the server took it, and the error says just that."""
    with pytest.raises(Unclear, match="may have taken the mail"):
        post_to(server({".": silence})).send(RAW, SUPPORT, (ANNA,))


@pytest.mark.parametrize("silence", [CUT, HANG, DRIP])
@pytest.mark.parametrize("at", ["GREETING", "EHLO", "MAIL", "RCPT", "DATA"])
def test_silence_before_it_means_nothing_was_sent(
    server: Server, post_to: PostTo, at: str, silence: str
) -> None:
    """K5: However the server stalls, the mail ends by its deadline and can safely go again."""
    one = server({at: silence})
    with pytest.raises(Unavailable, match="nothing was sent") as error:
        post_to(one).send(RAW, SUPPORT, (ANNA,))
    assert not isinstance(error.value, Unclear)
    assert one.mails == []


def test_one_read_has_a_time_out_of_its_own(server: Server, posts: Posts, settings_for: Settings) -> None:
    """A silent server is given up long before the deadline of the whole mail."""
    post = posts(settings_for(server({"RCPT": HANG}).port, tls="none", timeout_seconds=0.1))
    with pytest.raises(Unavailable, match="did not answer in time; nothing was sent"):
        post.send(RAW, SUPPORT, (ANNA,))


@pytest.mark.parametrize(
    ("script", "refused"),
    [
        ({"MAIL": "552 5.3.4 too big"}, Refused(True, "552 5.3.4 too big")),
        ({"MAIL": "451 4.3.0 later"}, Refused(False, "451 4.3.0 later")),
        ({"DATA": "554 5.5.1 no"}, Refused(True, "554 5.5.1 no")),
        ({".": "554 5.7.1 looks like spam"}, Refused(True, "554 5.7.1 looks like spam")),
        ({".": "451 4.7.1 greylisted"}, Refused(False, "451 4.7.1 greylisted")),
        ({"RCPT": "550-one\r\n550 \x1b[31mtwo"}, Refused(True, "550 one [U+001B][31mtwo")),
    ],
)  # fmt: skip
def test_a_servers_no_is_a_result(
    server: Server, post_to: PostTo, script: dict[str, str], refused: Refused
) -> None:
    """K2: Later and never are told apart; the reply is one harmless line."""
    assert post_to(server(script)).send(RAW, SUPPORT, (ANNA, CORA)) == {ANNA: refused, CORA: refused}


def test_many_mails_share_one_connection(server: Server, post_to: PostTo) -> None:
    """A connection lasts, also when many threads write at once."""
    one = server({})
    post = post_to(one)
    writers = [threading.Thread(target=post.send, args=(RAW, SUPPORT, (ANNA,))) for _ in range(20)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert (len(one.mails), one.connections) == (20, 1)


def test_an_idle_connection_that_was_cut_is_opened_again(server: Server, post_to: PostTo) -> None:
    """A server may tire of waiting; the next mail does not notice."""
    one = server({})
    post = post_to(one)
    post.send(RAW, SUPPORT, (ANNA,))
    one.cut()
    assert post.send(RAW, SUPPORT, (ANNA,)) == {ANNA: ACCEPTED}
    assert (len(one.mails), one.connections) == (2, 2)


def test_a_server_that_says_goodbye_is_asked_again(server: Server, post_to: PostTo) -> None:
    """421 on a lasting connection is a hang-up, not an answer to this mail."""
    script: dict[str, str] = {}
    one = server(script)
    post = post_to(one)
    post.send(RAW, SUPPORT, (ANNA,))
    script["MAIL"] = "421 4.4.2 idle too long"
    with pytest.raises(Unavailable, match="421"):
        post.send(RAW, SUPPORT, (ANNA,))
    del script["MAIL"]
    assert post.send(RAW, SUPPORT, (ANNA,)) == {ANNA: ACCEPTED}


def test_an_unclear_mail_is_never_repeated_on_our_own(server: Server, post_to: PostTo) -> None:
    """K1: Also on a connection that had been idle, where a hang-up is otherwise asked again."""
    script: dict[str, str] = {}
    one = server(script)
    post = post_to(one)
    post.send(RAW, SUPPORT, (ANNA,))
    script["."] = CUT
    with pytest.raises(Unclear):
        post.send(RAW, SUPPORT, (CORA,))
    assert len(one.mails) == 2


def test_after_an_unclear_end_the_same_mail_can_go_again(server: Server, post_to: PostTo) -> None:
    """The connection is a new one, and the bytes are the same."""
    script = {".": CUT}
    one = server(script)
    post = post_to(one)
    with pytest.raises(Unclear):
        post.send(RAW, SUPPORT, (ANNA,))
    script.clear()
    assert post.send(RAW, SUPPORT, (ANNA,)) == {ANNA: ACCEPTED}
    assert one.mails == [RAW, RAW]


def test_an_address_outside_ascii_fails_alone(server: Server, post_to: PostTo) -> None:
    """K7: A server without SMTPUTF8 takes the mail for the others."""
    answers = post_to(server({})).send(RAW, SUPPORT, ("zoë@northcpa.example", ANNA))
    assert answers["zoë@northcpa.example"] == Refused(True, "the mail server takes no address outside ASCII")
    assert answers[ANNA] == ACCEPTED


def test_an_address_outside_ascii_is_served_where_it_can_be(server: Server, post_to: PostTo) -> None:
    """RFC 6531: the server is told first that such an address follows."""
    one = server({"EHLO": "250-scripted.example\r\n250 SMTPUTF8"})
    assert post_to(one).send(RAW, SUPPORT, ("zoë@northcpa.example",)) == {"zoë@northcpa.example": ACCEPTED}
    assert "MAIL FROM:<support@desk.example> SMTPUTF8" in one.heard


def test_what_is_no_address_fails_alone(server: Server, post_to: PostTo) -> None:
    """A line end in an address adds no command."""
    answers = post_to(server({})).send(
        RAW, SUPPORT, ("a@b.example>\r\nRCPT TO:<otto@elsewhere.example", ANNA)
    )
    assert [type(answer) for answer in answers.values()] == [Refused, type(ACCEPTED)]


def test_a_dot_on_a_line_does_not_end_the_mail(server: Server, post_to: PostTo) -> None:
    """F10: Dots are doubled and line ends made CRLF, so no text can smuggle a command."""
    one = server({})
    post_to(one).send(b"Subject: x\n\n.\n..\r.\r\nQUIT", SUPPORT, (ANNA,))
    assert one.mails == [b"Subject: x\r\n\r\n..\r\n...\r\n..\r\nQUIT\r\n"]


def test_nothing_is_said_where_tls_was_stripped(server: Server, posts: Posts, settings_for: Settings) -> None:
    """K6: Without STARTTLS neither login nor mail leaves, whatever the server offers."""
    one = server({"EHLO": "250-scripted.example\r\n250 AUTH PLAIN LOGIN"})
    with pytest.raises(Unavailable, match="STARTTLS"):
        posts(settings_for(one.port, user=SUPPORT)).send(RAW, SUPPORT, (ANNA,))
    assert {command.split()[0] for command in one.heard} <= {"EHLO", "QUIT"}


def test_a_server_nobody_vouches_for_is_refused(
    sandbox: Sandbox, posts: Posts, settings_for: Settings
) -> None:
    """K6: A certificate of an unknown authority ends it before the login."""
    with pytest.raises(Unavailable, match="certificate"):
        posts(settings_for(sandbox.smtp_port, user=SUPPORT)).probe()


def test_a_refused_login_is_not_hammered_nor_told(
    server: Server, posts: Posts, settings_for: Settings
) -> None:
    """J10: One try a minute, and no error repeats what the server was given."""
    one = server({"EHLO": "250-x\r\n250 AUTH PLAIN", "AUTH": f"535 5.7.8 no, not {PASSWORD}"})
    post = posts(settings_for(one.port, tls="none", user=SUPPORT))
    with pytest.raises(Unavailable, match=r"refused the login of support@desk.example") as first:
        post.send(RAW, SUPPORT, (ANNA,))
    with pytest.raises(Unavailable, match="wait a minute"):
        post.send(RAW, SUPPORT, (ANNA,))
    assert one.connections == 1
    assert PASSWORD not in repr(first.value)
    assert first.value.__cause__ is None


def test_closing_says_goodbye_and_may_be_repeated(server: Server, settings_for: Settings) -> None:
    """The server hears QUIT, and a post that is closed twice does not mind."""
    one = server({})
    post = SmtpPost(settings_for(one.port, tls="none"), SystemClock())
    post.send(RAW, SUPPORT, (ANNA,))
    post.close()
    post.close()
    assert one.heard[-1] == "QUIT"
