"""The whole reading of a turn: text and plan in, typed edits out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from ....domain.constraint import Choice, Constraint, DayClock
from ....domain.edit import Add, ChangePace, Drop, Replace, Target, Wishes
from ....domain.gazetteer import CityName, Gazetteer
from ....domain.itinerary import Itinerary
from ....domain.language import language_of
from ....domain.memory import Statement
from ....domain.request import Question, TripRequest
from ..compounds import compound
from ..draft import Draft
from ..last_trip import mentions_last_trip, without_last_trip
from ..lexer import lex
from ..lexicon.filler import is_filler
from ..names import name_index
from ..remembered import wishes_by_fields
from ..statements import read_statements
from ..text import fold
from .adds import read_add
from .answers import answers
from .budget import read_budget_change
from .cities import read_city_change
from .degrees import read_adjust, read_pace, read_shift
from .meals import read_meal, read_stay
from .moves import read_lock, read_move, read_swap
from .objects import said
from .party import read_people_change
from .reading import TurnReading
from .removal import given_up, superseded
from .replaces import read_drop, read_replace
from .talk import (
    asks_for,
    forgets,
    is_question,
    read_fact,
    read_judgement,
    read_memory,
    read_refusal,
    read_versions,
    read_why,
    small_talk,
)
from .targets import spoken_of
from .turn import Turn
from .view import PlanView
from .when import read_date_change, read_days_change
from .words import scan_edit_words

_READERS: tuple[Callable[[Turn, range], bool], ...] = (
    read_memory,
    read_refusal,
    read_versions,
    read_lock,
    read_budget_change,
    read_city_change,
    given_up,
    read_swap,
    read_move,
    read_date_change,
    read_days_change,
    read_people_change,
    read_stay,
    read_drop,
    read_replace,
    read_meal,
    read_pace,
    read_shift,
    read_adjust,
    read_add,
    read_judgement,
)
"""In this order; the first that reads a clause has it."""


_DENIED = re.compile(
    r"(?:，|,)?\s*(?:而)?不是\s*\d+\s*(?:岁|天|个人|人|元|块|万)|,? not \d+(?: (?:years?(?: old)?|days?|people))?\b"
)
"""What a number was taken for: 7岁不是6岁."""

_FIRST_THEN = re.compile(r"(先(?:去|逛|看|玩|到)?[^，。,、]{2,14})[，,](再|然后|接着)")
"""An order that a comma parts: 先去天坛，再去动物园."""


def read_turn(
    text: str,
    *,
    request: TripRequest,
    itinerary: Itinerary | None,
    cities: Sequence[CityName],
    gazetteer_of: Callable[[str], Gazetteer | None],
    today: date,
    question: Question | None = None,
    kinds: Mapping[str, Sequence[str]] | None = None,
    focus: Target | None = None,
) -> TurnReading:
    """Read a turn in Chinese or English, without a model.

    A wrong edit is worse than a question: what isn't certain changes nothing and is shown.

    Args:
        text: The traveller's words.
        request: The trip as it stands.
        itinerary: The present plan, if there is one.
        cities: Cities the provider covers or knows by name.
        gazetteer_of: Names and words of one covered city, by its canonical name.
        today: What tomorrow counts from.
        question: The one that is open.
        kinds: What kinds of place the plan's places are, by id.
        focus: What the turn before spoke of.
    """
    like_last = mentions_last_trip(text)
    text_as_one = _FIRST_THEN.sub(r"\1才\2", without_last_trip(text))
    readable = _DENIED.sub(lambda match: "，" * len(match[0]), text_as_one)
    index = name_index(tuple(cities), gazetteer_of(request.destination) if request.destination else None)
    language = language_of(text) if any(c.isalpha() for c in text) else request.language
    draft = Draft(text=text, language=language, today=today, index=index, tokens=())
    turn = Turn(draft, PlanView(itinerary, kinds or {}, index.gazetteer), request, index, cities, focus)
    draft.tokens = compound(lex(readable, index, lambda folded: (*scan_edit_words(folded), *turn.scan(folded))))
    statements = read_statements(readable)
    reading = TurnReading(text=text, language=language, like_last=like_last, focus=focus)
    if question is not None and (answer := answers(turn, question)) is not None:
        return reading.model_copy(update={"answer": answer, "statements": statements})
    if is_new_trip(turn):
        return reading.model_copy(update={"new_request": True, "statements": statements})
    if (about := forgets(text)) is not None:
        return reading.model_copy(update={"asks": "forget", "about": about})
    if asks := asks_for(text):
        return reading.model_copy(update={"asks": asks})
    if chat := small_talk(turn):
        return reading.model_copy(update={"chat": chat, "statements": statements})
    left = [clause for clause in turn.clauses() if not _read(turn, clause)]
    _read_wishes(turn, left)
    _avoid(turn, statements)
    if request.destination is None:  # nothing that a statement could change yet
        turn.unread[:] = [words for words in turn.unread if not any(words in statement.text for statement in statements)]
    told = turn.edits or turn.questions or turn.notes or turn.unread or statements or like_last
    if not told and not draft.used and request.destination is not None:
        turn.unread.append(text.strip())
    if not (turn.edits or turn.questions or turn.notes or statements or like_last) and request.destination is None:
        return reading.model_copy(update={"new_request": True})
    return reading.model_copy(
        update={
            "edits": tuple(turn.edits),
            "statements": statements,
            "questions": tuple(turn.questions),
            "notes": tuple(dict.fromkeys(turn.notes)),
            "unread": tuple(dict.fromkeys(words for words in turn.unread if words)),
            "focus": turn.focus,
            "chat": None
            if turn.edits or turn.questions or turn.notes or turn.unread or statements or like_last
            else "small_talk",
        }
    )


_EMPTY = frozenset(
    {"FILL", "GAP", "POLITE", "CONSENT", "ME", "WE", "THIS", "THAT", "THANKS", "HELLO", "FORWHAT", "OF", "AT", "FOR", "TO"}
)
"""Kinds of words that ask for nothing."""
_CUES = frozenset({"WANT", "MUST", "GO", "SEE", "LIKE", "EAT", "STAY", "SOFT", "TASTE", "NEG", "BANMARK", "PICKONE", "OR"})
"""What makes a named place one to go to; without any, a name alone does, and words about it don't."""
_ACTS = frozenset(
    {"DROP", "LESSOF", "SWAP", "MOVE", "UNDO", "REDO", "LOCK", "UNLOCK", "COMPARE", "WHY", "REPLACE", "INTO", "INSTEAD"}
)
"""Words of changing: what they say and nobody has read is no plain wish."""
_INSTEAD = re.compile(r"\binstead\b|改去|换成|换去")
_CLOCKED = re.compile(r"\d|[一二两三四五六七八九十]点|每天|天天|自然醒|懒觉|早起|晚起|every|early|sleep|o'clock|noon")
_BEEN = re.compile(r"[去到看玩吃住]过|来过|听说|\bbeen (?:to|there)\b|\bvisited\b|\bhave seen\b|\bsaw\b|\bheard\b")
_TRIP = frozenset({"DURATION", "NIGHTS", "FAMILYTRIP"})
_CHANGES = frozenset(
    {"INTO", "REPLACE", "ADD", "MOVE", "DROP", "WHY", "MOREOF", "LESSOF", "COMPARE", "UNDO", "SWAP", "EARLIER", "LATER"}
)


def is_new_trip(turn: Turn) -> bool:
    """Whether the turn is a whole request of its own: it names a city to go to and how long, or plans afresh."""
    kinds = {token.kind for token in turn.draft.tokens}
    towns = [token.value for token in turn.draft.tokens if token.kind == "CITY"]
    covered = [city for city in towns if city.covered]
    if turn.request.destination is None:
        return bool(covered) or bool(kinds & _TRIP)
    if kinds & _CHANGES and not kinds & _TRIP:
        return False
    return bool(covered) and bool(kinds & _TRIP) and not kinds & (_CHANGES - {"REPLACE"})


def _read(turn: Turn, clause: range) -> bool:
    """Have the readers try a clause; True where one took it."""
    words, edits, said_before = turn.quote(clause), len(turn.edits), (len(turn.notes), len(turn.questions), len(turn.unread))
    kinds = turn.kinds(clause)
    if kinds <= _EMPTY and ("GAP" not in kinds or is_filler(fold(words))):
        return True
    if read_why(turn, clause):
        _focus(turn, clause, edits)
        return True
    if read_fact(turn, clause):
        _focus(turn, clause, edits)
        return True
    if is_question(_with_mark(turn, clause)) and not kinds & {"COMPARE", "UNDO"}:
        turn.unread.append(words)
        _focus(turn, clause, edits)
        return True
    for reader in _READERS:
        if reader(turn, clause):
            turn.draft.use(clause)
            _focus(turn, clause, edits)
            return True
        del turn.edits[edits:], turn.notes[said_before[0] :], turn.questions[said_before[1] :], turn.unread[said_before[2] :]
    _focus(turn, clause, edits)
    return False


def _with_mark(turn: Turn, clause: range) -> str:
    """The words of a clause with those that no token holds and the mark that follows it."""
    start = turn.draft.tokens[clause[0] - 1].end if clause[0] else 0
    end = turn.draft.tokens[clause[-1]].end
    return turn.draft.text[start : end + 2].strip("，, ")


def _focus(turn: Turn, clause: range, edits: int) -> None:
    """Remember what a clause speaks of, for the next that doesn't name it."""
    for edit in turn.edits[edits:]:
        target = getattr(edit, "target", None)
        if isinstance(target, Target) and target != Target():
            turn.focus, turn.fresh = target, True
            return
    spoken = spoken_of(turn, clause)
    if spoken.says_part:
        turn.focus, turn.fresh = spoken.targets()[0], True


def _read_wishes(turn: Turn, left: Sequence[range]) -> None:
    """What no reader of edits took is read as in any request: wishes beside the plan, places to go to."""
    if not left:
        return
    masked = list("，" * len(turn.draft.text))
    spans = [(turn.draft.tokens[clause[0]].start, turn.draft.tokens[clause[-1]].end) for clause in left]
    for clause, (first, last) in zip(left, spans, strict=True):
        if _only_tells(turn, clause) or turn.kinds(clause) & _ACTS:
            turn.unread.append(turn.quote(clause))
        else:
            masked[first:last] = turn.draft.text[first:last]
    draft = said(turn, "".join(masked))
    asked = [question.quote for question in draft.questions if question.slot == "place" and question.quote]
    added: list[Constraint] = []
    for wish in draft.constraints:
        if wish.origin == "derived" and not wish.quote:
            continue  # what follows from a child in the party is known
        if isinstance(wish, DayClock) and not _CLOCKED.search(fold(wish.quote)):
            turn.unread.append(wish.quote)  # 下午回酒店: of which day isn't said
            continue
        if any(quote in wish.quote for quote in asked):
            continue  # it is asked which one
        if isinstance(wish, Choice) and wish.attribute == "place" and wish.subject in ("attraction", "restaurant", "hotel"):
            _place(turn, wish)
        else:
            added.append(wish)
    turn.questions.extend(question for question in draft.questions if question.slot == "place")
    turn.notes.extend(draft.notes)
    turn.unread.extend(words for words in draft.unresolved if words.strip("，"))
    read = {at for position in draft.used for at in range(draft.tokens[position].start, draft.tokens[position].end)}
    for clause, (first, last) in zip(left, spans, strict=True):
        words, told = turn.quote(clause), (*turn.unread, *draft.unresolved)
        if (
            read.isdisjoint(range(first, last))
            and not any(piece in words for piece in told if piece)
            and not is_filler(fold(words))
        ):
            turn.unread.append(words)
    if draft.pace != turn.request.pace and "pace" in draft.provenance:
        how = {"relaxed": "slower", "intense": "faster"}.get(draft.pace)
        turn.add(ChangePace(how=how, quote=draft.provenance["pace"].quote))
    if added:
        quote = "，".join(dict.fromkeys(wish.quote for wish in added if wish.quote))
        turn.add(Wishes(added=tuple(added), removed=superseded(added, turn.request), quote=quote))


def _only_tells(turn: Turn, clause: range) -> bool:
    """听说故宫人很多, 我去过故宫: a place is spoken of, and nobody asks to go there."""
    kinds = turn.kinds(clause)
    if "NAME" not in kinds:
        return False
    if _BEEN.search(fold(turn.quote(clause))):
        return True
    listed = kinds <= {"NAME", "SEP", "FILL", "POLITE", "CONSENT", "OF"}
    return not (
        kinds & _CUES
        or listed
        or any(turn.draft.kind(at) in ("CLOCKBOUND", "CLOCKSPAN", "LENGTH", "NEAR", "NEARPRE") for at in clause)
    )


def _avoid(turn: Turn, statements: Sequence[Statement]) -> None:
    """我对海鲜过敏: what was said of the traveller counts in this plan too, where the city has a word for it."""
    gazetteer = turn.index.gazetteer
    for statement in statements if gazetteer else ():
        if statement.text in turn.unread and (wishes := tuple(wishes_by_fields(statement, gazetteer))):
            turn.unread.remove(statement.text)
            turn.add(Wishes(added=tuple(w.model_copy(update={"quote": statement.text}) for w in wishes), quote=statement.text))


def _place(turn: Turn, wish: Choice) -> None:
    """A place that is wanted is added, a hotel takes the other's place; what is refused and isn't there changes nothing."""
    present = tuple(value for value in wish.values if value in turn.view.ids)
    if wish.op == "none_of" and present:
        target = Target(subject=wish.subject, places=present)
        turn.add(
            Drop(target=target, quote=wish.quote) if wish.subject == "attraction" else Replace(target=target, quote=wish.quote)
        )
        return
    if wish.op == "none_of":
        turn.notes.append(turn.say("not_in_plan", value=wish.labels[0] if len(wish.labels) == 1 else wish.quote))
        return
    if wish.subject == "hotel":
        turn.add(Replace(target=Target(subject="hotel"), by=wish.values, quote=wish.quote))
    elif wish.op == "any_of" and len(wish.values) > 1:
        turn.add(Add(wishes=(wish,), quote=wish.quote))
    elif (
        turn.edits and isinstance(last := turn.edits[-1], Drop) and last.target.places and _INSTEAD.search(fold(turn.draft.text))
    ):
        turn.edits[-1] = Replace(target=last.target, by=wish.values, quote=f"{last.quote}，{wish.quote}")
    else:
        turn.add(Add(places=wish.values, quote=wish.quote))
