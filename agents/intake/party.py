"""Who travels: how many, how old, how tall."""

from __future__ import annotations

from ...domain.party import Traveller
from ...domain.request import Provenance, Question
from .draft import Draft
from .roster import heads, roster
from .values import Kin

MAX_PEOPLE = 200
_BLANK = frozenset({"FILL"})


def read_party(draft: Draft) -> None:
    """Fill ``travellers`` from head counts, relatives, ages and heights; what doesn't add up is noted."""
    composed = _composed(draft)
    total, total_at = _total(draft)
    kin = roster(draft)
    kin_at = tuple(at for at, token in enumerate(draft.tokens) if token.kind == "KIN" and at in draft.used)
    me = any(token.kind == "ME" for token in draft.tokens)
    we = any(token.kind == "WE" for token in draft.tokens)
    if total is not None and not 1 <= total <= MAX_PEOPLE:
        draft.complain("party", total, "people_range")
        return
    if composed:
        (grown_ups, young, old), at = composed
        size = grown_ups + young + old
        if not 1 <= size <= MAX_PEOPLE:
            draft.complain("party", size, "people_range")
            return
        note = _sum_note(draft, total, size) if total is not None and total != size else ""
        grown_ups += max((total or 0) - size, 0)
        draft.travellers = people_of(grown_ups, [_sized(kin, "child", young), _sized(kin, "senior", old)])
        draft.quoted("party", at, *total_at, *kin_at, note=note)
        return
    family = next((at for at, token in enumerate(draft.tokens) if token.kind == "FAMILYN"), None)
    if family is not None:
        total = draft.tokens[family].value
        total_at = (*total_at, family)
        if draft.kind(family + 1) == "SEP" and draft.kind(family + 2) == "KIN":
            total += draft.tokens[family + 2].value.count  # 一家三口和奶奶
        if not 1 <= total <= MAX_PEOPLE:
            draft.complain("party", total, "people_range")
            return
    elif total is not None and (joining := _who_joins(draft, total_at)):
        total += joining
    grown = sum(k.count for k in kin if k.group == "adult" and k.counted and k.count) if _adults_counted(draft) else None
    children = [k for k in kin if k.group == "child"]
    seniors = [k for k in kin if k.group == "senior"]
    relatives = sum(k.count for k in kin if k.group in ("adult", "parent", "relative", "friend"))
    note = ""
    if total is not None:
        named = relatives + heads(seniors) + (1 if me else 0)
        size = draft.tokens[family].value if family is not None else 0
        if size in (3, 4) and not children and named < total:
            children = [Kin("child", size - 2, True)]
            note = draft.say("assumed_family", size=size, adults=2, children=size - 2)
        others = heads(children) + heads(seniors)
        adults = total - others
        if grown is not None and grown > adults:
            adults = grown
            note = _sum_note(draft, total, adults + others)
        elif adults < 0 or (adults == 0 and not seniors):
            adults = total  # 两个人，带两个孩子
            note = _sum_note(draft, total, adults + others)
    elif grown is not None:
        adults = grown
    elif relatives:
        adults = relatives + (1 if (me or we or not _all_named(draft)) and not _are_we(draft) else 0)
    elif heads(seniors) > 1 and not children and _among_themselves(draft):
        adults = 0
    elif (seniors and not children) or (children and me and not we):
        adults = 1
    elif children:
        adults = 2
    else:
        _assume(draft, alone=me and not we)
        return
    if (size := adults + heads(children) + heads(seniors)) > MAX_PEOPLE:
        draft.complain("party", size, "people_range")
        return
    if total is None and grown is None and not relatives and adults and not (me and seniors):
        note = draft.say("assumed_adults", adults=adults)
        draft.questions.append(Question(slot="party", text=draft.say("ask_adults"), default=_adults_answer(draft, adults)))
    people = people_of(adults, [*children, *seniors])
    if not people or all(person.group == "child" for person in people):
        draft.complain("party", draft.quote(*total_at, *kin_at), "no_adult")
        return
    draft.travellers = people
    draft.quoted("party", *total_at, *kin_at, note=note)


def _sum_note(draft: Draft, said: int, named: int) -> str:
    """What is told where the people who are named aren't as many as was said; nobody is left at home."""
    note = draft.say("people_sum", value=said, named=named, size=max(said, named))
    draft.notes.append(note)
    return note


def _composed(draft: Draft) -> tuple[tuple[int, int, int], int] | None:
    return next(((token.value, at) for at, token in enumerate(draft.tokens) if token.kind == "PARTYOF"), None)


def _total(draft: Draft) -> tuple[int | None, tuple[int, ...]]:
    """The number of people that was said, the first time it was said."""
    alone = not any(token.kind == "KIN" and token.value.group != "adult" for token in draft.tokens)
    for kind in ("PEOPLE", "PAIR", *(("SOLO",) if alone else ())):  # 我一个人带孩子 is more than one
        for at, token in enumerate(draft.tokens):
            if token.kind == kind and not (kind == "PEOPLE" and draft.kind(at + 1) == "MONEY" and token.value == 1):
                return (1 if kind == "SOLO" else token.value), (at,)
    for at, token in enumerate(draft.tokens):
        if token.kind == "FOR" and draft.kind(at + 1) == "NUM" and (size := draft.tokens[at + 1].value.whole) and size <= 20:
            return size, (at + 1,)
    return None, ()


def _who_joins(draft: Draft, total_at: tuple[int, ...]) -> int:
    """夫妻带两个孩子: a couple brings those who are named behind it; a mere number of people has counted them."""
    if not total_at or not _brings(draft, total_at[0]):
        return 0
    return sum(
        token.value.count
        for at, token in enumerate(draft.tokens)
        if at in draft.used
        and at > total_at[0]
        and token.kind == "KIN"
        and token.value.group in ("child", "senior", "parent", "relative")
        and (draft.kind(draft.look(at, -1, _BLANK)) in ("WITHWHOM", "SEP") or draft.quote(at - 1).lower() == "with")
    )


def _brings(draft: Draft, at: int) -> bool:
    """Whether a number of people is a couple, or a few who say that they bring somebody: 我俩带着女儿."""
    if draft.kind(at) == "PAIR":
        return not draft.quote(at).startswith(_MERE_NUMBERS)
    return draft.quote(at).endswith(("俩", "仨")) and draft.kind(at + 1) == "WITHWHOM"


_MERE_NUMBERS = ("双人", "pair", "a pair")


def _are_we(draft: Draft) -> bool:
    """我们宿舍六个女生: so many are we, the speaker among them."""
    kin = [at for at, token in enumerate(draft.tokens) if token.kind == "KIN" and at in draft.used]
    return (
        len(kin) == 1
        and draft.kind(draft.look(kin[0], -1, frozenset({"GAP", "OF", "FILL"}))) == "WE"
        and draft.tokens[kin[0]].value.counted
    )


def _adults_counted(draft: Draft) -> bool:
    return any(t.kind == "KIN" and t.value.group == "adult" and t.value.counted for t in draft.tokens) and any(
        t.kind == "KIN" and t.value.group == "adult" and _says_adult(draft, at) for at, t in enumerate(draft.tokens)
    )


def _says_adult(draft: Draft, at: int) -> bool:
    words = draft.quote(at).lower()
    return any(word in words for word in ("成人", "成年人", "大人", "adult", "grown"))


def _among_themselves(draft: Draft) -> bool:
    """Whether nobody seems to bring those who were named."""
    return not any(token.kind in ("ME", "WE", "WITHWHOM", "FAMILYOF", "FAMILY") for token in draft.tokens)


def _all_named(draft: Draft) -> bool:
    """Whether friends seem to be the whole party, as in 三个朋友一起, with nobody bringing them."""
    kin = [(at, token.value) for at, token in enumerate(draft.tokens) if token.kind == "KIN"]
    return all(
        k.group in ("friend", "child") and k.counted and draft.kind(at - 1) not in ("WITHWHOM", "SEP", "FILL", "FOR")
        for at, k in kin
    )


def _sized(kin: list[Kin], group: str, count: int) -> Kin:
    """So many of a group, with the ages and heights that were said of them."""
    known = [k for k in kin if k.group == group]
    return Kin(
        group, count, True, tuple(a for k in known for a in k.ages)[:count], tuple(h for k in known for h in k.heights)[:count]
    )


def people_of(adults: int, kin: list[Kin]) -> tuple[Traveller, ...]:
    """So many grown-ups, and each child and old person that was told of."""
    people = [Traveller()] * adults
    for group in kin:
        for number in range(max(group.count, 0)):
            age = group.ages[number] if number < len(group.ages) else group.ages[0] if len(group.ages) == 1 else None
            height = group.heights[number] if number < len(group.heights) else None
            people.append(Traveller(group="senior" if group.group == "senior" else "child", age=age, height_cm=height))
    return tuple(people)


def _assume(draft: Draft, *, alone: bool) -> None:
    """Nobody was named: a stated default and a question."""
    family = any(token.kind in ("FAMILYTRIP", "FAMILY", "FAMILYOF") for token in draft.tokens)
    if family:
        people, key = people_of(2, [Kin("child", 1)]), "default_family"
    elif alone:
        people, key = (Traveller(),), "default_one"
    else:
        people, key = (Traveller(), Traveller()), "default_two"
    draft.travellers = people
    draft.provenance["party"] = Provenance(origin="default", note=draft.say(key))
    answer = draft.say("family_answer") if family else _adults_answer(draft, len(people))
    draft.questions.append(Question(slot="party", text=draft.say("ask_party"), default=answer))


def _adults_answer(draft: Draft, adults: int) -> str:
    return draft.say("one_adult") if adults == 1 else draft.say("many_adults", adults=adults)
