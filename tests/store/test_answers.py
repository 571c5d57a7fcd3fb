"""A one-click answer counts once, and only if we offered it."""

from bot.store.work import Store
from tests.cast import MONDAY
from tests.store.given import has_ticket


def test_a_click_answers_once(store: Store) -> None:
    """A token stands for one answer to one question of one ticket, and is used up by it."""
    ticket = has_ticket(store)
    with store.transaction() as work:
        token = work.offer_answer(ticket.id, "completion", "yes", "<1@desk.example>")
        answer = work.answer(token.upper())
        assert answer is not None
        assert (answer.ticket, answer.question, answer.answer, answer.used_at) == (
            1,
            "completion",
            "yes",
            None,
        )
        assert [work.use_answer(token, MONDAY) for _ in range(2)] == [True, False]
        assert work.answer(token).used_at == MONDAY  # type: ignore[union-attr]


def test_a_mail_sent_again_carries_the_same_answers(store: Store) -> None:
    """The second attempt of a mail does not offer other tokens, nor revive a used one."""
    ticket = has_ticket(store)
    with store.transaction() as work:
        first, second = (work.offer_answer(ticket.id, "completion", "yes", "<1@desk.example>") for _ in "ab")
        other = work.offer_answer(ticket.id, "completion", "yes", "<2@desk.example>")
    assert first == second != other


def test_a_forged_token_is_no_token(store: Store) -> None:
    """C1: A guess answers nothing."""
    with store.transaction() as work:
        assert work.answer("aaaaaaaaaaaaaaaaaaaa") is None
        assert not work.use_answer("aaaaaaaaaaaaaaaaaaaa", MONDAY)
