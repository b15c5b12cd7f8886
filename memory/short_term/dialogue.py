"""What was said in a session: the last turns word for word, the older ones as what they came to."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import AwareDatetime

from ...domain.base import Model
from ...domain.edit import Edit
from ...domain.memory import Statement

_LETTERS_A_TOKEN = 4


class Turn(Model):
    """One turn of the traveller and what was answered.

    Attributes:
        number: From 1.
        said: The traveller's words; of a condensed turn those that its edits and statements were read from, or their beginning.
        reply: What was answered; empty in a condensed turn.
        kind: What the turn came to, e.g. ``plan`` or ``question``.
        version: The version of the plan that counted afterwards; None before the first.
        edits: What it asked of the plan.
        statements: What it told of the traveller.
        condensed: Whether the words are gone and only what they came to is left.
    """

    number: int
    said: str
    reply: str = ""
    kind: str
    version: int | None = None
    edits: tuple[Edit, ...] = ()
    statements: tuple[Statement, ...] = ()
    at: AwareDatetime
    condensed: bool = False

    @property
    def tokens(self) -> int:
        """About how much of a model's window its words take."""
        return tokens_of(self.said) + tokens_of(self.reply)


class Dialogue(Model):
    """All turns of a session, the oldest first."""

    turns: tuple[Turn, ...] = ()

    def with_turn(self, turn: Turn, *, window: int) -> Dialogue:
        """The dialogue with one more turn, condensed where its words take more than ``window`` tokens.

        The newest turn always stays word for word.
        """
        kept = list(self.turns)
        room = window - turn.tokens
        for place in reversed(range(len(kept))):
            room -= kept[place].tokens
            if room < 0 and not kept[place].condensed:
                kept[place] = condensed(kept[place])
        return Dialogue(turns=(*kept, turn))

    @property
    def window(self) -> tuple[Turn, ...]:
        """The turns that still stand word for word."""
        return tuple(turn for turn in self.turns if not turn.condensed)


def condensed(turn: Turn) -> Turn:
    """What a turn came to, as typed facts; its words go, but for those that the facts quote."""
    quotes = [*(edit.quote for edit in turn.edits), *(statement.text for statement in turn.statements)]
    said = _joined(quotes) or _beginning(turn.said)
    return turn.model_copy(update={"said": said, "reply": "", "condensed": True})


def tokens_of(text: str) -> int:
    """About how many tokens a text has: one a Han character, one for four of the others."""
    han = sum("\u3400" <= character <= "\u9fff" for character in text)
    return han + -(-(len(text) - han) // _LETTERS_A_TOKEN)


def _joined(quotes: Sequence[str]) -> str:
    return " / ".join(dict.fromkeys(quote for quote in quotes if quote))


def _beginning(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
