"""Turns that change who travels."""

from __future__ import annotations

import re

from ....domain.edit import ChangeTrip
from ....domain.party import Party, Traveller
from ..draft import Draft
from ..given import resized
from ..party import people_of, read_party
from ..text import fold
from ..values import Kin
from .objects import said
from .turn import Turn

_COMES = re.compile(
    r"也去|也来|一起|同行|加上|带上|带着|带|加|多|来|join|joins|joining|come|comes|coming|along|add|bring|bringing|with us|plus"
)
_STAYS_HOME = re.compile(
    r"不去|不来|不能去|不能来|去不了|来不了|不参加|不跟|退出|不一起|不带|少|not coming|isn't coming|aren't coming|can't come|can't make it|cannot come|won't come|won't be|drops? out|without|not join|fewer|less"
)
_ONE_MORE = re.compile(
    r"^(?:再|又)?(?:加|多|添|来)(?:上)?(?:了)?[一1]个人$|^(?:add )?(?:one more|another) person$|^one more of us$"
)
"""加一个人: a word of adding holds the number."""
_ONLY = re.compile(r"就|只|\bjust\b|\bonly\b")
_DIET_OR_TASTE = frozenset({"SPICE", "DIET", "LIKE", "FRAIL", "NAME", "TERM", "PACE", "EAT", "DISH"})
_PEOPLE = frozenset({"ADULT", "KIN", "PEOPLE", "PARTYOF", "PAIR", "SOLO", "FAMILYN"})
_LISTING = frozenset({"ME", "WE", "KIN", "SEP", "ADD", "WITHWHOM", "FILL", "PERSONU", "OF"})
"""Kinds of words that list who travels and say nothing else."""
_ADULTS = frozenset({"adult", "parent", "relative", "friend"})


def read_people_change(turn: Turn, clause: range) -> bool:
    """多一个人, 我妈也去, 孩子不去了, 改成三个大人; what somebody likes changes nobody."""
    kinds = turn.kinds(clause)
    quote = turn.quote(clause)
    if _ONE_MORE.search(fold(quote)) and not kinds & _DIET_OR_TASTE:
        return turn.add(ChangeTrip(party=Party(travellers=(*_party(turn).travellers, Traveller())), quote=quote))
    if not kinds & _PEOPLE or kinds & _DIET_OR_TASTE:
        return False
    words = fold(quote)
    party = _party(turn).travellers
    people = [(at, turn.draft.tokens[at]) for at in clause if turn.draft.kind(at) in _PEOPLE]
    kin = [token.value for at, token in people if token.kind == "KIN" and not _denied(turn, at)]
    kin += [Kin("adult", 1)] * sum(token.kind == "ADULT" for _, token in people)
    numbers = [token.value for _, token in people if token.kind == "PEOPLE"]
    if (
        kin
        and not kinds & {"MEMBER", "INTO"}
        and all(k.ages and not k.who for k in kin)
        and not numbers
        and _just_joined(turn, kin, quote)
    ):
        return True
    if kinds <= _LISTING and {"ME", "KIN"} <= kinds and turn.draft.kind(clause[0]) in ("ME", "WE"):
        return _listed(turn, quote)
    home, comes = _STAYS_HOME.search(words), _COMES.search(words)
    if "INTO" in kinds or not (home or comes):
        if not kinds <= {
            *_PEOPLE,
            "INTO",
            "FILL",
            "CONSENT",
            "POLITE",
            "ME",
            "WE",
            "TOTALLY",
            "ALLDAYS",
            "SEP",
            "GO",
            "PERSONU",
            "MAINLY",
            "GROUPOF",
            "TO",
            "FOR",
            "CHANGE",
            "OF",
            "MOREOF",
        }:
            return _aged(turn, kin, quote)
        if _aged(turn, kin, quote):
            return True
        anew = kinds & (_PEOPLE - {"KIN"}) or "INTO" in kinds or any(k.counted for k in kin)
        return bool(anew) and _reset(turn, quote)
    if home:
        left = _without(party, kin, sum(numbers))
        if left is None or not left or all(person.group == "child" for person in left):
            return False
        return turn.add(ChangeTrip(party=Party(travellers=left), quote=quote))
    if "DURATION" in kinds:
        return False
    grown = sum(k.count for k in kin if k.group in _ADULTS) + sum(numbers)
    others = [k for k in kin if k.group not in _ADULTS]
    if not others and not grown:
        return False
    added = people_of(grown, others)
    return turn.add(ChangeTrip(party=Party(travellers=(*party, *added)), quote=quote))


def _listed(turn: Turn, quote: str) -> bool:
    """我和老公加爸妈: the whole party by who they are, also where their number was said just before."""
    draft: Draft = said(turn, quote)
    draft.travellers = None
    draft.used.clear()
    read_party(draft)
    if not draft.travellers or draft.problems:
        return False
    last = turn.edits[-1] if turn.edits else None
    if isinstance(last, ChangeTrip) and last.party is not None:
        if last.party.size == len(draft.travellers):
            turn.edits[-1] = last.model_copy(
                update={"party": Party(travellers=draft.travellers), "quote": f"{last.quote}，{quote}"}
            )
        return True  # the number counts: nobody is left at home, nobody invented
    return turn.add(ChangeTrip(party=Party(travellers=draft.travellers), quote=quote))


def _party(turn: Turn) -> Party:
    """The party as the turn has left it so far."""
    changed = (edit.party for edit in reversed(turn.edits) if isinstance(edit, ChangeTrip) and edit.party)
    return next(changed, turn.request.party)


def _just_joined(turn: Turn, kin: list[Kin], quote: str) -> bool:
    """奶奶也去，70岁: the age of whom the clause before brought along."""
    last = turn.edits[-1] if turn.edits else None
    if not isinstance(last, ChangeTrip) or last.party is None:
        return False
    people = list(last.party.travellers)
    for group in kin:
        open_ages = [at for at, person in enumerate(people) if person.group == group.group and person.age is None]
        if len(open_ages) < len(group.ages):
            return False
        for at, age in zip(open_ages[-len(group.ages) :], group.ages, strict=True):
            people[at] = people[at].model_copy(update={"age": age})
    turn.edits[-1] = last.model_copy(update={"party": Party(travellers=tuple(people)), "quote": f"{last.quote}，{quote}"})
    return True


def _denied(turn: Turn, at: int) -> bool:
    """7岁不是6岁."""
    before = fold(turn.draft.text[: turn.draft.tokens[at].start]).rstrip()
    return before.endswith(("不是", "not", "而不是", "instead of"))


def _aged(turn: Turn, kin: list[Kin], quote: str) -> bool:
    """孩子其实7岁: as many of the group as travel, so they are meant."""
    party = list(_party(turn).travellers)
    changed = False
    for group in (k for k in kin if (k.ages or k.heights) and k.group in ("child", "senior")):
        positions = [at for at, person in enumerate(party) if person.group == group.group]
        if len(positions) != max(len(group.ages), len(group.heights)):
            return False
        for field, told in (("age", group.ages), ("height_cm", group.heights)):
            for at, value in zip(positions, told, strict=False):
                party[at] = party[at].model_copy(update={field: value})
                changed = True
    return changed and turn.add(ChangeTrip(party=Party(travellers=tuple(party)), quote=quote))


def _reset(turn: Turn, quote: str) -> bool:
    """Everybody anew; a mere number keeps the children who were told of."""
    draft: Draft = said(turn, quote)
    draft.travellers = None
    sized = [token.value for token in draft.tokens if token.kind == "PEOPLE"]
    if sized and not any(token.kind == "KIN" for token in draft.tokens):
        if not 1 <= sized[-1] <= 200:
            turn.notes.append(turn.say("people_range", value=sized[-1]))
            return True
        grown = tuple(person for person in turn.request.party.travellers if person.group != "child")
        before = turn.draft.text[: turn.draft.text.index(quote)][-9:]
        if _ONLY.search(fold(before + quote)) and len(grown) == sized[-1]:
            return turn.add(ChangeTrip(party=Party(travellers=grown), quote=quote))  # just the two of us
        return turn.add(ChangeTrip(party=Party(travellers=resized(turn.request.party.travellers, sized[-1])), quote=quote))
    draft.used.clear()
    read_party(draft)
    if not draft.travellers or draft.problems:
        return False
    return turn.add(ChangeTrip(party=Party(travellers=draft.travellers), quote=quote))


def _without(party: tuple[Traveller, ...], kin: list[Kin], number: int) -> tuple[Traveller, ...] | None:
    """The party without some of it; None where they aren't in it."""
    left = list(party)
    for group, count in [
        *((("adult" if k.group in _ADULTS else k.group), k.count) for k in kin),
        *([("adult", number)] if number else []),
    ]:
        present = [person for person in left if person.group == group]
        if kin and group == "child" and not any(k.counted for k in kin):
            count = len(present)
        if not present or count > len(present):
            return None
        for person in present[-count:]:
            left.remove(person)
    return tuple(left)
