"""One-click answers: a token in a mail stands for one answer to one question of one ticket, and counts once.

The same mail sent again carries the same tokens, since they are made of what they stand for.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlmodel import col

from bot.store.ids import token_hash
from bot.store.part import Part
from bot.store.tables import TokenRow
from bot.store.upsert import add_unless_there


@dataclass(frozen=True, slots=True)
class Answer:
    """What a token stands for."""

    ticket: int
    question: str
    answer: str
    used_at: datetime | None  # not None: somebody answered with it before


TOKEN = select(TokenRow).where(col(TokenRow.hash) == bindparam("of_hash"))
OFFER = add_unless_there(TokenRow)


class Answers(Part):
    def offer_answer(self, ticket_id: int, question: str, answer: str, message_id: str) -> str:
        """Return the token of one answer, 20 letters and digits; asked again, the same one.

        Args:
            ticket_id: The ticket it moves.
            question: What is asked, in a word.
            answer: What the click says.
            message_id: Of the mail that carries it.
        """
        token = self.ids.token(ticket_id, question, answer, message_id)
        row = {"ticket": ticket_id, "question": question, "answer": answer}
        self.db.execute(OFFER, {"hash": token_hash(token), **row})
        return token

    def answer(self, token: str) -> Answer | None:
        """Return what a token stands for; None if it is not one of ours."""
        row = self.db.execute(TOKEN, {"of_hash": token_hash(token)}).one_or_none()
        return Answer(row.ticket, row.question, row.answer, row.used_at) if row else None

    def use_answer(self, token: str, now: datetime) -> bool:
        """Use a token up; False if it is unknown or was used before."""
        unused = (col(TokenRow.hash) == token_hash(token), col(TokenRow.used_at).is_(None))
        return self.db.execute(update(TokenRow).where(*unused).values(used_at=now)).rowcount == 1
