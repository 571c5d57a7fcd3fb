"""Ten clients, to the cent: what an answer to the review request comes to."""

from bot.desk.events import ReviewIncomplete, ReviewMatched, ReviewMismatched, Said
from bot.desk.policy import Policy
from bot.desk.remember import merge_amounts
from bot.desk.ticket import Ticket
from bot.reading.reading import ClientAmount, ReviewReading


def matches(row: ClientAmount) -> bool:
    """Whether both sides show the same amount."""
    return row.practice is not None and row.practice == row.portal


def judge_review(
    review: ReviewReading, ticket: Ticket, said: Said, policy: Policy
) -> ReviewMatched | ReviewIncomplete | ReviewMismatched:
    """Add this answer to the earlier ones; numbers beat words, and fewer than ten are never enough."""
    wrong = tuple(row for row in review.clients if not matches(row))
    if wrong or review.differing or review.all_match is False:
        return ReviewMismatched(said, review.clients, review.differing)
    known = tuple(row for row in ticket.amounts if matches(row))
    settled = len(merge_amounts(known, review.clients))
    if review.all_match and review.agreed is None and not review.clients:
        return ReviewMatched(said, agreed=policy.review_clients)  # "all ten match", in so many words
    agreed = ticket.agreed + max((review.agreed or 0) - len(review.clients), 0)
    missing = policy.review_clients - settled - agreed
    if missing > 0 or any(not matches(row) for row in _still_open(ticket, review)):
        return ReviewIncomplete(said, review.clients, agreed, max(missing, 1))
    return ReviewMatched(said, review.clients, agreed)


def _still_open(ticket: Ticket, review: ReviewReading) -> tuple[ClientAmount, ...]:
    """Return the rows as they stand once this answer is counted."""
    return merge_amounts(ticket.amounts, review.clients)
