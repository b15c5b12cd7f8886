"""What is remembered of a traveller, read into a new request: softly, and never against what is said now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from ...domain.base import Model
from ...domain.constraint import Choice, Constraint, CostLimit, DayClock, HotelStars, simple_wishes
from ...domain.errors import BadRequest
from ...domain.gazetteer import CityName, Gazetteer
from ...domain.memory import MemoryItem, Statement, TripCase
from ...domain.recalled import Recalled
from ...domain.request import Given, Pace, Provenance, TripRequest
from .last_trip import mentions_last_trip, without_last_trip
from .lexicon.concepts import GROUPS
from .lexicon.filler import is_filler
from .read import read_request
from .text import fold

_LIE_IN = 9 * 60 + 30
_MOST_KINDS = 4
_WISHED = ("any_of", "all_of")
"""What one would like of a kind; a diet stands beside it: a vegetarian may want Sichuan food."""
_FAMILY = {
    "孩子": "child", "儿子": "child", "女儿": "child", "孙辈": "child", "侄子": "child", "侄女": "child",
    "老人": "senior", "爷爷": "senior", "奶奶": "senior", "爷爷奶奶": "senior",
}  # fmt: skip
"""Whom a memory is about, by the age group that tells whether they come along."""
_NAMES = {
    "父母": "父母|爸妈|爹妈|双亲|parents|mom and dad|老人|老两口", "爸爸": "爸|父亲|父母|dad|father|parents|老人", "妈妈": "妈|母亲|父母|mom|mum|mother|parents|老人",
    "妻子": "老婆|妻子|媳妇|太太|爱人|夫妻|夫妇|两口子|wife|spouse|couple|partner",
    "丈夫": "老公|丈夫|爱人|夫妻|夫妇|两口子|husband|spouse|couple|partner",
    "女友": "女朋友|女友|对象|情侣|girlfriend|couple|partner",
    "男友": "男朋友|男友|对象|情侣|boyfriend|couple|partner",
    "爱人": "老婆|老公|妻子|丈夫|爱人|对象|男友|女友|女朋友|男朋友|夫妻|夫妇|情侣|wife|husband|partner|girlfriend|boyfriend|spouse|couple|我俩|两口子",
    "朋友": "朋友|闺蜜|同学|同事|室友|哥们|姐妹|friend|colleague|classmate",
}  # fmt: skip
_GIVEN_SIZE = 200


class Remembered(Model):
    """What memories mean for a request.

    Attributes:
        constraints: Soft, of origin ``remembered``; their quote is the memory's text.
        pace: Where a memory says it and the request doesn't.
        recalled: The memories that count.
    """

    constraints: tuple[Constraint, ...] = ()
    pace: Pace | None = None
    recalled: tuple[Recalled, ...] = ()


def recall_into(
    request: TripRequest,
    items: Sequence[MemoryItem],
    *,
    cities: Sequence[CityName],
    gazetteer_of: Callable[[str], Gazetteer | None],
    today: date,
    like_last: bool | None = None,
) -> TripRequest:
    """The request with what is remembered as soft wishes; see :func:`remembered_wishes`."""
    found = remembered_wishes(items, request, cities=cities, gazetteer_of=gazetteer_of, today=today, like_last=like_last)
    told = found.recalled and any(item.kind == "case" for item in found.recalled)
    changes: dict[str, object] = {
        "constraints": (*request.constraints, *found.constraints),
        "recalled": (*request.recalled, *found.recalled),
    }
    if told:
        changes["unresolved"] = tuple(words for words in request.unresolved if not _only_last_trip(words))
    if found.pace is not None:
        changes["pace"] = found.pace
        changes["provenance"] = {**request.provenance, "pace": Provenance(origin="remembered")}
    return request.model_copy(update=changes)


def _only_last_trip(words: str) -> bool:
    return is_filler(fold(without_last_trip(words)))


def remembered_wishes(
    items: Sequence[MemoryItem],
    request: TripRequest,
    *,
    cities: Sequence[CityName],
    gazetteer_of: Callable[[str], Gazetteer | None],
    today: date,
    like_last: bool | None = None,
) -> Remembered:
    """What memories mean in the destination's vocabulary.

    A memory doesn't count where the request itself says something of the same matter, where it is about somebody who doesn't
    come along, or where the destination has no word for it.

    Args:
        items: What was recalled, the most telling first.
        request: As it was said.
        cities: Cities the provider covers or knows by name.
        gazetteer_of: Names and words of one covered city, by its canonical name.
        today: For the reading of texts.
        like_last: Whether the last trip is to be followed; by default, whether the request's text says so.
    """
    gazetteer = gazetteer_of(request.destination) if request.destination else None
    if request.destination is None or gazetteer is None:
        return Remembered()
    known = {memory.item for memory in request.recalled}
    said = [wish for wish in simple_wishes(request.constraints) if wish.origin == "quoted"]
    wishes: list[Constraint] = []
    recalled: list[Recalled] = []
    pace: Pace | None = None
    follow = mentions_last_trip(request.text) if like_last is None else like_last
    cases = [item for item in items if item.statement.case is not None]
    case = max(cases, key=lambda item: item.created) if follow and cases else next(iter(cases), None)
    for item in items:
        if item.id in known or not _comes_along(item.statement, request):
            continue
        if item.statement.case is not None:
            if item is not case:
                continue
            own: Iterable[Constraint] = _of_case(item, item.statement.case, gazetteer, request, fully=follow)
            wanted: Pace | None = item.statement.case.pace
        else:
            own, wanted = _of_statement(item, request, cities, gazetteer_of, today)
        news = [wish for wish in own if not any(_same_matter(wish, other) for other in (*said, *_clashing(wishes, wish)))]
        paced = wanted if pace is None and "pace" not in request.provenance and wanted not in (None, request.pace) else None
        if not news and paced is None:
            continue
        wishes.extend(wish for wish in news if wish not in wishes)
        pace = pace or paced
        recalled.append(Recalled(item=item.id, text=item.text, kind=item.statement.kind))
    return Remembered(constraints=tuple(wishes), pace=pace, recalled=tuple(recalled))


def _comes_along(statement: Statement, request: TripRequest) -> bool:
    if not statement.who:
        return True
    group = _FAMILY.get(statement.who)
    if group is not None and request.party.of(group):  # type: ignore[arg-type]
        return True
    text = fold(request.text)
    if statement.who in ("父母", "爸爸", "妈妈") and request.party.of("senior"):
        return True
    return any(word in text for word in _NAMES.get(statement.who, statement.who).split("|"))


def _of_statement(
    item: MemoryItem,
    request: TripRequest,
    cities: Sequence[CityName],
    gazetteer_of: Callable[[str], Gazetteer | None],
    today: date,
) -> tuple[list[Constraint], Pace | None]:
    """The words as if they were said now; what the ordinary reading doesn't know, by their aspect, polarity and amount."""
    given = Given(
        origin=request.origin,
        destination=request.destination,
        days=request.days,
        people=min(request.party.size, _GIVEN_SIZE),
    )
    statement = item.statement
    by_fields = list(wishes_by_fields(statement, gazetteer_of(request.destination or "")))
    pace = _pace_of(statement)
    if by_fields or pace is not None or statement.aspect.startswith(("companion.", "health.")):
        return [_softly(wish, item) for wish in by_fields], pace
    try:
        reading = read_request(item.text, cities=cities, gazetteer_of=gazetteer_of, today=today, given=given)
    except BadRequest:
        return [], None
    return [_softly(wish, item) for wish in reading.constraints if wish.origin == "quoted"], None


def _pace_of(statement: Statement) -> Pace | None:
    if statement.aspect != "pace":
        return None
    return "intense" if statement.polarity == "for" else "relaxed"


def wishes_by_fields(statement: Statement, gazetteer: Gazetteer | None) -> Iterator[Constraint]:
    """Wishes that the fields alone tell: no reading of words is surer than a polarity and an amount."""
    against, (family, _, rest) = statement.polarity == "against", statement.aspect.partition(".")
    match family, rest:
        case "food", "spice":
            yield Choice(subject="restaurant", attribute="spice", op="none_of" if against else "any_of", values=("hot",))
        case (("walking" | "effort"), _) if against:
            yield Choice(subject="attraction", attribute="effort", op="none_of", values=("high",))
        case "morning", _ if against:
            yield DayClock(earliest=_LIE_IN)
        case "hotel", "price" if statement.amount:
            yield CostLimit(category="lodging", per="room_night", amount=statement.amount)
        case "hotel", "stars" if statement.amount:
            yield HotelStars(least=int(statement.amount), most=int(statement.amount))
        case "sight", kind if gazetteer and (words := _words(kind.removeprefix("kind."), "attraction", gazetteer)):
            yield from _kinds("attraction", words, against=against, gazetteer=gazetteer)
        case "food", kind if gazetteer and kind.startswith(("cuisine.", "allergy.", "item.")):
            if words := _words(kind.partition(".")[2], "cuisine", gazetteer):
                yield from _kinds("restaurant", words, against=against, gazetteer=gazetteer)
        case "transport", mode if mode.removeprefix("mode.") in ("train", "flight"):
            yield _mode("intercity", mode.removeprefix("mode."), against=against)
        case "transport", mode if mode.removeprefix("mode.") in ("taxi", "metro", "walk"):
            yield _mode("innercity", mode.removeprefix("mode."), against=against)


def _words(head: str, family: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The destination's words for an idea: its own word, or one of those that stand for it."""
    same = next((group.split("|") for group in GROUPS if group.split("|")[0] == head), [head])
    terms = [term for term in gazetteer.terms if term.family == family]
    for word in same:
        if found := tuple(t.word for t in terms if word == t.word or word in t.word.split("/") or word in t.synonyms):
            return found
    return ()


def _kinds(
    subject: Literal["attraction", "restaurant"], words: tuple[str, ...], *, against: bool, gazetteer: Gazetteer
) -> Iterator[Constraint]:
    english = {term.word: term.en for term in gazetteer.terms}
    if words:
        labels = tuple(f"{word}" for word in words if word in english)
        yield Choice(subject=subject, attribute="kind", op="none_of" if against else "any_of", values=words, labels=labels)


def _mode(subject: Literal["intercity", "innercity"], mode: str, *, against: bool) -> Constraint:
    values = (mode,) if subject == "intercity" or mode == "walk" or against else (mode, "walk")
    return Choice(subject=subject, attribute="mode", op="none_of" if against else "only", values=values)


def _of_case(
    item: MemoryItem, case: TripCase, gazetteer: Gazetteer, request: TripRequest, *, fully: bool
) -> Iterator[Constraint]:
    """Class of the hotel and the kinds that were liked or not; fully, the price of a night as well."""
    if not fully and (case.children > 0) != bool(request.party.of("child")):
        return
    if case.stars is not None:
        yield _softly(HotelStars(least=case.stars, most=case.stars), item)
    if fully and case.nightly is not None:
        yield _softly(
            CostLimit(category="lodging", per="room_night", amount=(case.nightly * Decimal("1.2")).quantize(Decimal(1))), item
        )
    known = {term.word for term in gazetteer.terms if term.family == "attraction"}
    liked = [kind for place in case.liked for kind in place.kinds if kind in known]
    disliked = [kind for place in case.disliked for kind in place.kinds if kind in known and kind not in liked]
    if liked:
        yield _softly(Choice(subject="attraction", attribute="kind", op="any_of", values=_often(liked)), item)
    if disliked:
        yield _softly(Choice(subject="attraction", attribute="kind", op="none_of", values=_often(disliked)), item)


def _often(kinds: Sequence[str]) -> tuple[str, ...]:
    """The few that occur most."""
    return tuple(sorted(dict.fromkeys(kinds), key=lambda kind: -kinds.count(kind))[:_MOST_KINDS])


def _softly(wish: Constraint, item: MemoryItem) -> Constraint:
    return wish.model_copy(update={"strength": "soft", "origin": "remembered", "quote": item.text})


def _clashing(wishes: Sequence[Constraint], wish: Constraint) -> Iterator[Constraint]:
    """Of the memories read before those that a further one must not contradict."""
    for other in wishes:
        single = not isinstance(wish, Choice) or wish.attribute not in ("kind", "feature", "place")
        opposite = (
            isinstance(wish, Choice) and isinstance(other, Choice) and wish.op != other.op and {*wish.values} & {*other.values}
        )
        if single or opposite:
            yield other


def _same_matter(wish: Constraint, other: Constraint) -> bool:
    """Whether two wishes are about the same subject and attribute."""
    match wish, other:
        case Choice(), Choice():
            same = other.subject == wish.subject or other.subject.startswith(f"{wish.subject}_")
            if not same or other.attribute != wish.attribute:
                return False
            if wish.attribute not in ("kind", "feature"):
                return True
            return (wish.op in _WISHED) == (other.op in _WISHED) or bool({*wish.values} & {*other.values})
        case CostLimit(), CostLimit():
            return wish.category == other.category
        case HotelStars(), CostLimit(category="lodging"):
            return False
    return type(wish) is type(other)
