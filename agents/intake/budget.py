"""What the trip, or a part of it, may cost."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from ...domain.constraint import CostCategory, CostLimit
from ...domain.request import Budget
from .draft import CLAUSE_ENDS, Draft
from .values import Amount

_LINKS = frozenset(
    {
        "ATMOST",
        "ABOUT",
        "FILL",
        "COLON",
        "AT",
        "WANT",
        "FOR",
        "OF",
        "TO",
        "BY",
        "BOTHWAYS",
        "ROOM",
        "ROOMS",
        "MUST",
        "SOFT",
        "PEOPLE",
        "NEG",
        "KIN",
        "RIDE",
        "MAINLY",
        "UPWARD",
        "MOREOVER",
    }
)
_SCOPES = frozenset({"PERHEAD", "SOLO", "PERNIGHT", "PERMEAL", "EVERYDAY", "NIGHTS", "TOTALLY", "DURATION"})
_BEHIND = frozenset({"PERHEAD", "PERNIGHT", "PERMEAL", "EVERYDAY", "ABOUT", "ATMOST", "DOWNWARD", "FILL", "TOTALLY"})
_ONTO = frozenset({"AT", "FOR"})
"""What leads from an amount to what it is for."""
_WHOLE = re.compile(r"总|共|合计|\btotal|altogether|all in\b|overall")
_MEALS = re.compile(r"(?P<breakfast>早餐|早饭|breakfast)|(?P<lunch>午餐|午饭|中饭|lunch)|(?P<dinner>晚餐|晚饭|dinner|supper)")
LEAST_PER_HEAD = Decimal(10)
LEAST_PER_NIGHT = Decimal(80)


def read_budget(draft: Draft) -> None:
    """Fill ``budget`` and add a ``CostLimit`` for each part that has an amount of its own."""
    totals: list[tuple[Budget, tuple[int, ...]]] = []
    daily: list[tuple[Budget, tuple[int, ...]]] = []
    singles: list[tuple[str, CostLimit]] = []
    for at, token in enumerate(draft.tokens):
        if token.kind == "FOREIGNMONEY":
            draft.unresolved.append(draft.quote(at))
            draft.use((at,))
        if token.kind != "MONEY":
            continue
        amount: Amount = token.value
        about, scopes, positions = _surroundings(draft, at)
        quote = draft.quote(*positions)
        if amount.negative:
            draft.complain("budget", f"-{amount.value:f}", "budget_low")
            continue
        ban = _banned_excess(draft, at)
        if ban is not None:
            positions = (*positions, ban)
            quote = draft.quote(*positions)
        if (ban is None and any(draft.kind(p) in ("ATLEAST", "FREE") for p in range(min(positions) - 1, at))) or draft.kind(
            at + 1
        ) == "UPWARD":
            draft.unresolved.append(draft.quote(*positions, *((at + 1,) if draft.kind(at + 1) == "UPWARD" else ())))
            draft.use(positions)
            continue
        draft.use(positions)
        if about in ("meals", "total", None) and (meal := _single_meal(draft, at)) is not None:
            draft.use(range(min(at, meal[1]), max(at, meal[1]) + 1))
            singles.append((meal[0], _limit(draft, "meals", amount.value, scopes | {"meal"}, draft.quote(*positions, meal[1]))))
            continue
        if about == "lodging" and "day" in scopes:
            scopes = scopes - {"day"} | {"night"}  # 住宿一天350
        capped = about == "total" and not scopes and _of_the_hotel_before(draft, at)
        if capped:
            about = "lodging"
        if about == "transport":
            about = "innercity" if draft.origin is None else None
        category = (
            "lodging"
            if about in (None, "total") and "night" in scopes
            else "meals"
            if about in (None, "total") and "meal" in scopes
            else about
        )
        if category == "total":
            value = amount.value * (draft.days or 1) if "day" in scopes else amount.value
            if "day" in scopes:
                draft.notes.append(draft.say("daily_budget", amount=amount.value, days=draft.days, total=value))
            scope: Literal["party", "person"] = "person" if "person" in scopes else "party"
            (daily if "day" in scopes else totals).append((Budget(amount=value, scope=scope), positions))
        elif category is None:
            draft.unresolved.append(quote)
        else:
            if category == "lodging" and not scopes and (capped or _caps_a_hotel(draft, positions) or _is_a_rate(draft, amount)):
                scopes = {"night"}
                draft.notes.append(draft.say("hotel_cap", value=quote))
            value = amount.value
            if category == "lodging" and "night" in scopes and _for_all_rooms(draft, positions):
                scopes, value = scopes | {"person"}, value / draft.people.size  # a night's rooms shared out
            draft.constraints.append(_limit(draft, category, value, scopes, quote))
    _cap_meals(draft, singles)
    _settle(draft, totals or daily)
    _press(draft, daily if totals else [])


def _cap_meals(draft: Draft, singles: list[tuple[str, CostLimit]]) -> None:
    """Lunch and dinner each with its cap keep the larger one (午饭50，晚饭80); what caps one meal alone is shown as unread."""
    most = max((limit.amount for _, limit in singles), default=None)
    both = {"lunch", "dinner"} <= {meal for meal, _ in singles}
    for meal, limit in singles:
        if not both or meal == "breakfast" or limit.amount != most:
            draft.unresolved.append(limit.quote)
        elif limit.amount not in [
            wish.amount for wish in draft.constraints if isinstance(wish, CostLimit) and wish.per == limit.per
        ]:
            draft.constraints.append(limit)


def _single_meal(draft: Draft, at: int) -> tuple[str, int] | None:
    """The one meal of the day that an amount is for, and its position (晚餐每人100以内): no wish can cap it alone."""
    clause = draft.clause(at)
    before = next((p for p in reversed(range(clause.start, at)) if draft.kind(p) == "MONEY"), clause.start - 1)
    behind = next((p for p in range(at + 1, clause.stop) if draft.kind(p) in ("MONEY", "SEP")), clause.stop)
    if {draft.kind(p) for p in range(before + 1, behind)} & {"BUDGET", "STAY"}:
        return None
    for part in (range(before + 1, at), range(at + 1, behind)):
        words = draft.quote(part[0], part[-1]).lower() if part else ""
        said = {match.lastgroup or "": match.start() for match in _MEALS.finditer(words)}
        if said:
            meal, start = next(iter(said.items()))
            start += draft.tokens[part[0]].start
            return (meal, next(p for p in part if draft.tokens[p].end > start)) if len(said) == 1 else None
    return None


def _for_all_rooms(draft: Draft, positions: tuple[int, ...]) -> bool:
    """住宿每晚一共400以内: all the rooms of a night together."""
    said = [draft.quote(p).lower() for p in positions if draft.kind(p) in ("PERNIGHT", "ROOMS", "PERHEAD")]
    together = any(draft.kind(p) == "TOTALLY" for p in positions)
    return together and not any("间" in words or "room" in words or "人" in words for words in said)


def _banned_excess(draft: Draft, at: int) -> int | None:
    """No hotel above 200: a ban on more is a cap; position of the ban."""
    before = draft.look(at, -1, frozenset({"FILL", "ABOUT"}))
    if draft.kind(before) != "ATLEAST":
        return None
    while draft.kind(before) not in CLAUSE_ENDS | {"", "NEG"}:
        before -= 1
    return before if draft.kind(before) == "NEG" else None


def _caps_a_hotel(draft: Draft, positions: tuple[int, ...]) -> bool:
    """酒店不超过400 is meant for a room and night; 住宿 or a budget of its own is the whole stay's."""
    return (
        any(draft.kind(p) in ("ATMOST", "DOWNWARD", "ATLEAST") for p in positions)
        and any(draft.kind(p) == "STAY" and draft.tokens[p].value == "house" for p in positions)
        and not any(draft.kind(p) in ("BUDGET", "COSTOF", "TOTALLY") for p in positions)
    )


def _of_the_hotel_before(draft: Draft, at: int) -> bool:
    """住便宜点的，400以内，总共2500: a cap in a clause of its own, right behind the hotel, where the trip's money is another."""
    clause = draft.clause(at)
    if len(clause) == 1 or not {draft.kind(p) for p in clause} <= {"MONEY", "ATMOST", "DOWNWARD", "ABOUT", "FILL"}:
        return False
    others = [p for p, token in enumerate(draft.tokens) if token.kind == "MONEY" and p != at]
    about_the_hotel = any(draft.kind(p) == "STAY" for p in draft.clause(clause.start - 2))
    return about_the_hotel and any(_surroundings(draft, p)[0] == "total" for p in others)


def _is_a_rate(draft: Draft, amount: Amount) -> bool:
    """Whether an amount for lodging is too small for all the nights: 酒店预算300 for five days."""
    nights = (draft.days or 1) - 1
    return nights > 1 and amount.value < LEAST_PER_NIGHT * nights


def _limit(draft: Draft, category: str, value: Decimal, scopes: set[str], quote: str) -> CostLimit:
    part: CostCategory = category  # type: ignore[assignment]
    per: Literal["trip", "person", "room_night", "person_night", "person_meal"] = "trip"
    if part == "lodging" and "night" in scopes:
        per = "person_night" if "person" in scopes else "room_night"
    elif part == "meals" and scopes & {"meal", "person"} and "day" not in scopes:
        per = "person_meal"
    elif "person" in scopes:
        per = "person"
    if "day" in scopes:
        value *= draft.days or 1
    return CostLimit(category=part, per=per, amount=value, quote=quote)


def _surroundings(draft: Draft, at: int) -> tuple[str | None, set[str], tuple[int, ...]]:
    """What an amount is about, how it is scoped, and the tokens that say so.

    Returns:
        The category (``total``, a cost category, ``transport``, or None where nothing says), the scopes
        (person, night, meal, day), and positions.
    """
    scopes: set[str] = set()
    links = _LINKS | {"ATLEAST"} if _banned_excess(draft, at) is not None else _LINKS
    positions = [at]
    about: str | None = None
    back = at - 1
    while back >= 0 and about in (None, "total"):
        token = draft.tokens[back]
        if token.kind == "BUDGET":
            about = "total"
        elif about == "total" and _category(draft, back) is None and token.kind not in _SCOPES | {"GAP"}:
            break  # 住宿预算: only what stands right in front of the budget says what it is for
        elif (category := _category(draft, back)) is not None:
            if draft.kind(back - 1) == "EXCEPT":  # 除了机票预算3000
                break
            about = category
        elif (token.kind == "GAP" and token.end - token.start > 4) or token.kind not in links | _SCOPES | {"GAP"}:
            break
        elif token.kind == "ATMOST" and token.value == "spend":
            about = about or "total"
        scopes |= _scope(draft, back)
        if token.kind not in ("GAP", "FILL", "KIN", "PEOPLE"):
            positions.append(back)
        back -= 1
    while about not in (None, "total") and draft.kind(back) in ("PERHEAD", "PERNIGHT", "PERMEAL", "EVERYDAY"):  # 每人每晚住宿200
        scopes |= _scope(draft, back)
        positions.append(back)
        back -= 1
    ahead = at + 1
    while draft.kind(ahead) in _BEHIND or (draft.kind(ahead) in ("NIGHTS", "ROOMS", "SOLO") and _scope(draft, ahead)):
        scopes |= _scope(draft, ahead)
        if draft.kind(ahead) != "FILL":
            positions.append(ahead)
        ahead += 1
    if about is None:
        about = (
            "total"
            if draft.kind(ahead) == "BUDGET"
            else _category(draft, ahead)
            if draft.kind(ahead) in ("STAY", "COSTOF")
            else None
        )
        if about is not None:
            positions.append(ahead)
    if about in (None, "total") and draft.kind(ahead) in _ONTO and (onto := _category(draft, ahead + 1)) is not None:
        about = onto  # spend 300 on tickets
        positions.append(ahead + 1)
    if about is None and "day" in scopes and "person" not in scopes and _spoken_of(draft, at) == "STAY":
        about, scopes = "lodging", scopes - {"day"} | {"night"}
    if about is None and not scopes & {"night", "meal"}:
        about = "total"
    return about, scopes, tuple(positions)


def _spoken_of(draft: Draft, at: int) -> str:
    """The last thing the sentence was about before an amount: STAY, EAT, SIGHTS or nothing."""
    while at >= 0 and draft.kind(at) not in ("STOP", "STAY", "EAT", "SIGHTS"):
        at -= 1
    return draft.kind(at)


def _category(draft: Draft, at: int) -> str | None:
    kind = draft.kind(at)
    if kind == "COSTOF":
        return str(draft.tokens[at].value)
    if kind == "MODE":
        return str(draft.tokens[at].value[0])
    return {"STAY": "lodging", "EAT": "meals", "TRANSPORT": "transport", "SIGHTS": "tickets", "ROOM": "lodging"}.get(kind)


def _scope(draft: Draft, at: int) -> set[str]:
    token = draft.tokens[at]
    if token.kind == "NIGHTS":
        return {"night"} if token.value == 1 else set()
    if token.kind == "SOLO":
        return {"person"} if draft.people.size > 1 else set()  # 我们俩，300块一个人
    if token.kind == "ROOMS":
        return {"night"} if token.value.count == 1 and token.value.kind is None else set()
    if token.kind == "DURATION":
        return {"day"} if token.value.days == 1 and draft.days != 1 else set()
    return {"PERHEAD": {"person"}, "PERNIGHT": {"night"}, "PERMEAL": {"meal"}, "EVERYDAY": {"day"}}.get(token.kind, set())


def _press(draft: Draft, daily: list[tuple[Budget, tuple[int, ...]]]) -> None:
    """A limit for each day presses a budget that would allow more."""
    people = draft.people.size
    for limit, positions in daily:
        draft.use(positions)
        if draft.budget is not None and limit.total(people) < draft.budget.total(people):
            draft.budget = limit
            draft.quoted("budget", *positions)


def _mark(draft: Draft, positions: tuple[int, ...]) -> int:
    """How clearly an amount is said to be the whole trip's."""
    tokens = [draft.tokens[at] for at in positions]
    if _WHOLE.search(draft.quote(*positions).lower()):
        return 2
    return int(any(token.kind == "BUDGET" or token.value == "spend" for token in tokens))


def _settle(draft: Draft, totals: list[tuple[Budget, tuple[int, ...]]]) -> None:
    if not totals:
        return
    people = draft.people.size
    said = [total for total in totals if total[0].scope == "party"] or totals
    budget, positions = said[0]
    amounts = dict.fromkeys(f"{other.amount.normalize():f}" for other, _ in said)
    if len(amounts) > 1:
        best = max(_mark(draft, at) for _, at in said)
        choose = min if best else max  # 总预算5000，总花费不超过3000: both are kept; unmarked sums are but parts of the largest
        marked = [total for total in said if _mark(draft, total[1]) == best]
        budget, positions = choose(marked, key=lambda total: total[0].amount)
        draft.notes.append(draft.say("budget_two", values=" / ".join(amounts), value=f"{budget.amount.normalize():f}"))
    if budget.total(people) <= LEAST_PER_HEAD * people:
        draft.complain("budget", f"{budget.amount.normalize():f}", "budget_low")
        return
    draft.budget = budget
    draft.quoted("budget", *positions)
