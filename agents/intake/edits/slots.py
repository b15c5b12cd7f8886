"""Turns that change the trip itself: its budget, length, date, people and cities."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from ....domain.edit import ChangeTrip
from ....domain.party import Party, Traveller
from ....domain.request import Budget
from ..calendar import NoSuchDayError, PastDayError, resolve
from ..draft import Draft
from ..given import resized
from ..party import people_of, read_party
from ..text import fold
from ..values import Kin
from .objects import said
from .targets import spoken_of
from .turn import Turn

_TO = re.compile(r"到|至|成|为|改|\bto\b|\bset\b|\bis\b|make")
_MORE = frozenset({"ADD", "MOREOF"})
_FEWER = frozenset({"LESSOF", "DROP"})
_NO_LIMIT = re.compile(
    r"预算(?:不限|无上限|没有?上限|随意|不设限|没有?限制|取消)|(?:不限|不设|取消|不考虑|不管|不用管|去掉|别管)(?:了)?(?:总)?预算|不差钱|钱不是问题|no (?:budget )?limit|(?:forget|ignore|drop|remove) (?:about )?the budget(?! (?:to|by|down))|no budget|money is no object|unlimited budget"
)
_START = re.compile(
    r"出发|启程|动身|开始|日期|时间改|推迟|延期|延后|提前|改期|往后|往前|\bstart|\bleave\b|\bdepart|\bdates?\b|postpone|\bdelay|push|bring forward|earlier|later|\bgo on\b|\breschedule"
)
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
_ABOUT_LENGTH = frozenset(
    {
        "DURATION",
        "NIGHTS",
        "SEE",
        "STAY",
        "FILL",
        "POLITE",
        "CONSENT",
        "GO",
        "VERSION",
        "WANT",
        "ALLDAYS",
        "TOTALLY",
        "MAINLY",
        "LINGER",
        "TO",
        "FOR",
        "WE",
        "ME",
        "OF",
        "CITY",
        "GAP",
        "AT",
        "DAYSLOT",
        "COLON",
        "CHANGE",
    }
)
"""Kinds of words that a clause about the length of the trip consists of."""
_DIET_OR_TASTE = frozenset({"SPICE", "DIET", "LIKE", "FRAIL", "NAME", "TERM", "PACE", "EAT", "DISH"})
_PEOPLE = frozenset({"ADULT", "KIN", "PEOPLE", "PARTYOF", "PAIR", "SOLO", "FAMILYN"})
_LISTING = frozenset({"ME", "WE", "KIN", "SEP", "ADD", "WITHWHOM", "FILL", "PERSONU", "OF"})
"""Kinds of words that list who travels and say nothing else."""
_ADULTS = frozenset({"adult", "parent", "relative", "friend"})


def read_budget_change(turn: Turn, clause: range) -> bool:
    """预算加到6000, 预算再加1000, 不限预算, 总共控制在4000以内."""
    quote = turn.quote(clause)
    if _NO_LIMIT.search(fold(quote)):
        return turn.add(ChangeTrip(without_budget=True, quote=quote))
    kinds = turn.kinds(clause)
    money = (turn.find(clause, "MONEY")) if "MONEY" in kinds else (turn.find(clause, "NUM") if _of_money(turn, kinds) else None)
    spoken = spoken_of(turn, clause)
    narrow = (
        kinds & {"COSTOF", "PERNIGHT", "PERMEAL", "HOUSE", "STAY", "MEALOF", "MEALS", "EAT", "NAME", "SIGHT", "SIGHTS", "MODE"}
        or spoken.says_part
    )
    if money is None or narrow:
        return False
    trip = _of_money(turn, kinds) or kinds & {"TOTALLY", "PERHEAD", "VERSION"} or (turn.focus is None and not kinds & {"CHEAPER"})
    if not trip or ("CHEAPER" in kinds and "BUDGET" not in kinds):
        return False
    amount = int(turn.draft.tokens[money].value.value)
    up, down = kinds & _MORE, kinds & (_FEWER | {"CHEAPER"})
    words = fold(quote)
    if amount <= 0:
        return False
    relative = (up or down) and "INTO" not in kinds and not _TO.search(words) and not kinds & {"ATMOST"}
    if "by" in words.split():
        relative = bool(up or down)
    if relative:
        return turn.add(ChangeTrip(budget_by=-amount if down and not up else amount, quote=quote))
    draft = said(turn, quote)
    budget = draft.budget or Budget(amount=Decimal(amount), scope="person" if "PERHEAD" in kinds else "party")
    return turn.add(ChangeTrip(budget=budget, quote=quote))


def _of_money(turn: Turn, kinds: set[str]) -> bool:
    """预算有点紧，压缩到6500: a bare number is money where the budget was spoken of."""
    if "BUDGET" in kinds:
        return True
    spoken = any(token.kind == "BUDGET" for token in turn.draft.tokens)
    return spoken and bool(kinds & {"INTO", "ATMOST"}) and not kinds & {"DURATION", "NIGHTS", "CLOCK", "DATE"}


def read_days_change(turn: Turn, clause: range) -> bool:
    """改成4天, 多玩一天, 缩短到两天, one more day."""
    kinds = turn.kinds(clause)
    by = turn.find(clause, "DAYSBY")
    if by is not None:
        return turn.add(ChangeTrip(days_by=turn.draft.tokens[by].value, quote=turn.quote(clause)))
    at = turn.find(clause, "DURATION", "NIGHTS")
    if at is None or kinds & {"NAME", "NTHDAY", "MONEY", "TERM", "EAT", "MEALOF", "LINGER"} - {"LINGER"}:
        return False
    token = turn.draft.tokens[at]
    if token.kind == "DURATION" and token.value.half:
        return False
    days = token.value.days if token.kind == "DURATION" else token.value + 1
    quote = turn.quote(clause)
    words = fold(quote)
    if (
        _START.search(words)
        and kinds & {"EARLIER", "LATER", "MOVE", "DEPART"}
        and not re.search(r"结束|回来|返程|end|finish|return", words)
    ):
        return _shift_start(turn, (token.value.days if token.kind == "DURATION" else token.value), kinds, quote)
    more, fewer = kinds & (_MORE | {"LATER"}), kinds & (_FEWER | {"EARLIER"})
    count = days if token.kind == "DURATION" else token.value
    if (more or fewer) and "INTO" not in kinds and not re.search(r"到|成|为|\bto\b", words):
        return turn.add(ChangeTrip(days_by=-count if fewer and not more else count, quote=quote))
    if "NEG" in kinds or not (kinds <= _ABOUT_LENGTH or "INTO" in kinds):
        return False  # 一天最多去两个地方
    if not 1 <= days <= 30:
        turn.notes.append(turn.say("days_range", value=days))
        return True
    return turn.add(ChangeTrip(days=days, quote=quote))


def _shift_start(turn: Turn, days: int, kinds: set[str], quote: str) -> bool:
    if turn.request.start is None:
        return False
    sign = -1 if "EARLIER" in kinds else 1
    return _start(turn, turn.request.start + timedelta(days=sign * days), quote)


def _start(turn: Turn, day: date, quote: str) -> bool:
    if day < turn.today:
        turn.notes.append(turn.say("past_date", value=day.isoformat(), today=turn.today.isoformat()))
        return True
    return turn.add(ChangeTrip(start=day, quote=quote))


def read_date_change(turn: Turn, clause: range) -> bool:
    """改到5月3号出发, 推迟一周, start on Friday instead."""
    kinds = turn.kinds(clause)
    quote = turn.quote(clause)
    at = turn.find(clause, "DATE", "SPAN")
    if at is not None and "BACK" in kinds and turn.draft.kind(at) == "DATE" and turn.request.start is not None:
        return _until(turn, at, quote)
    if at is None or kinds & {"NAME", "NTHDAY", "MEALOF", "TERM", "HOUSE"}:
        return False
    cue = kinds & {"INTO", "DEPART", "MOVE", "CHANGE", "RISE", "LATER", "EARLIER", "REPLACE"} or _START.search(fold(quote))
    alone = kinds <= {"DATE", "SPAN", "FILL", "GO", "AT", "POLITE", "CONSENT", "WANT"}
    if not (cue or alone):
        return False
    words = turn.draft.tokens[at].value
    first = words[0] if turn.draft.kind(at) == "SPAN" else words
    try:
        day = resolve(first, turn.today)
    except PastDayError:
        turn.notes.append(turn.say("past_date", value=turn.draft.quote(at), today=turn.today.isoformat()))
        return True
    except NoSuchDayError:
        turn.notes.append(turn.say("bad_date", value=turn.draft.quote(at)))
        return True
    if turn.draft.kind(at) == "SPAN":
        try:
            last = resolve(words[1], turn.today, after=day)
        except (NoSuchDayError, PastDayError):
            return False
        return turn.add(ChangeTrip(start=day, days=(last - day).days + 1, quote=quote))
    length = turn.find(clause, "DURATION")
    days = turn.draft.tokens[length].value.days if length is not None else None
    return turn.add(ChangeTrip(start=day, days=days, quote=quote))


def _until(turn: Turn, at: int, quote: str) -> bool:
    """12月11日回来: so many days from the start on."""
    assert turn.request.start is not None
    try:
        last = resolve(turn.draft.tokens[at].value, turn.today, after=turn.request.start)
    except (NoSuchDayError, PastDayError):
        return False
    days = (last - turn.request.start).days + 1
    return 1 <= days <= 30 and turn.add(ChangeTrip(days=days, quote=quote))


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


def read_city_change(turn: Turn, clause: range) -> bool:
    """改去上海, 从杭州出发, destination Shanghai instead."""
    at = turn.find(clause, "CITY")
    if at is None:
        return False
    kinds, city = turn.kinds(clause), turn.draft.tokens[at].value
    quote = turn.quote(clause)
    if turn.draft.kind(turn.draft.look(at, -1, frozenset({"FILL"}))) == "FROM" or turn.draft.kind(at + 1) == "DEPART":
        return turn.add(ChangeTrip(origin=city.name, quote=quote))
    cue = kinds & {"INTO", "REPLACE", "INSTEAD", "FORWHAT"} or "目的地" in quote or "destination" in quote.lower()
    if not cue or city.name == turn.request.destination or kinds & {"NAME", "TERM"}:
        return False
    if not city.covered:
        turn.notes.append(
            turn.say(
                "not_covered",
                value=city.name if turn.language == "zh" else city.name_en,
                covered="、".join(c.name for c in turn.cities if c.covered),
            )
        )
        return True
    length = turn.find(clause, "DURATION", "NIGHTS")
    days = None
    if length is not None:
        told = turn.draft.tokens[length]
        days = told.value.days if told.kind == "DURATION" else told.value + 1
    return turn.add(ChangeTrip(destination=city.name, days=days, quote=quote))
