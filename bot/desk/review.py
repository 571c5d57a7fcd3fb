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
    agreed = _agreed_in_words(review, ticket)
    if review.differing or review.all_match is False or not all(map(matches, review.clients)):
        return ReviewMismatched(said, review.clients, review.differing, agreed)
    if review.all_match and _speaks_of_all(review, policy):  # also of those that differed before
        return ReviewMatched(said, review.clients, policy.review_clients)
    rows = merge_amounts(ticket.amounts, review.clients)
    settled = sum(map(matches, rows))
    missing = max(policy.review_clients - settled - agreed, len(rows) - settled)
    if missing > 0:
        return ReviewIncomplete(said, review.clients, agreed, missing)
    return ReviewMatched(said, review.clients, agreed)


def _speaks_of_all(review: ReviewReading, policy: Policy) -> bool:
    """Whether words speak of all ten: "they all match", or a count beyond the rows that are shown."""
    counted = review.agreed or (0 if review.clients else policy.review_clients)
    return counted >= policy.review_clients and counted > len(review.clients)


def _agreed_in_words(review: ReviewReading, ticket: Ticket) -> int:
    """Count the clients said to agree without figures.

    "The other six match" adds to what was said before; "eight so far" and "all but one" say it anew.
    """
    counted = max((review.agreed or 0) - sum(map(matches, review.clients)), 0)
    return ticket.agreed + counted if review.all_match else max(ticket.agreed, counted)
