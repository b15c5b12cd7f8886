"""Several wishes of which one is enough: listed under a heading (满足其一即可), or joined by either and or (要么)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...domain.constraint import AnyOf, Choice, Constraint, CostLimit, Simple
from .budget import read_budget
from .draft import Draft
from .text import fold
from .token import Token
from .wishes import read_wishes

_HEADING = re.compile(
    r"(?:(?:以下|下列|下面|如下)的?(?:要求|条件|需求)?[中里]?的?\s*)?"
    r"(?:(?:只[要需]|至少|能够?|可以|需要?)*(?:满足|符合|达到|做到|实现|选择|完成)\s*)?(?:下面|以下|下列|如下|这些|两者|二者|其)?的?(?:要求|条件|需求)?(?:中的?|里的?|之)?\s*"
    r"(?:任意一[个项条种]?|任何一[个项条种]|任一(?:[个项条]|要求|条件)?|任[选择](?:其一|一[个项条种])|其中之?一[个项条]?|之一|其一|至少一[个项条]|一[个项条种](?:即可|就行|就好|就可以|就可|都行)|[二两三四]选一)"
    r"(?:要求|条件)?(?:即可|就行|就好|就可以|都行|都可以)?"
    r"|(?:(?:以下|下列|下面|如下)的?(?:要求|条件|需求)?[中里]?的?\s*)?(?:只[要需])?(?:满足|符合|做到)\s*(?:其中)?一[个项条种](?:即可|就行|就好|就可以|都行|都可以)?"
    r"|(?:(?:must|should|need to|needs? to|please)\s+)?(?:(?:meet|satisfy|fulfil|fulfill)(?:s|ing)?\s+)?(?:with\s+)?"
    r"(?:at least one|any one|either one|either|any|one)(?:\s+(?:of|from))?(?:\s+(?:the|these|those|two|following|below)\b)*"
    r"(?:\s+(?:requirements?|conditions?|options?|criteria|wishes)\b)?(?:\s+(?:must|should|needs to|has to)\s+be\s+(?:met|satisfied|fulfilled))?",
)
"""Says that one of what is listed is enough; means nothing without a list beside it."""
_ITEM = re.compile(
    r"(?:(?:^|(?<=[\s:：,，;；.。]))(?P<number>\d{1,2}|[a-d])(?:[)）]|[.．、](?!\d))|[(（](?P<inside>\d|[a-d])[)）]|(?P<ring>[①-⑨])"
    r"|(?:^|(?<=[\s:：]))(?P<dot>[-•*])(?=\s))\s*"
)
_RINGS = frozenset("①②③④⑤⑥⑦⑧⑨")
_LEAD = 12
"""Characters that may stand between a heading and its list: a colon, a line break, 即可."""
_ENOUGH = re.compile(
    r"满足|符合|做到|达到|\b(?:meet|satisfy|fulfil)|\b(?:is|are|would be) (?:enough|sufficient|fine)|\bsuffices?\b|\bwill do\b"
)
"""Said in or behind a heading, it announces a list even where nothing numbers its items."""
_TAIL = re.compile(r"\s*(?:(?:is|are|would be) (?:enough|sufficient|fine)|suffices?|will do)?")
_COLON = re.compile(r"[^。；;！？\n\d:：]{0,12}[:：]\s*")
_OR = r"(?:或者是?|或是?|还是|\bor\b)"
_SEPARATORS = (rf"[；;](?:\s*{_OR})?", rf"[，,]\s*{_OR}", rf"\s*{_OR}", r"[，,]", "、")
"""What parts the items of a list, the strongest first."""
_LISTED_BEFORE = re.compile(
    rf"(?:^|(?<=[。！？；;，,\n]))(?P<list>[^。！？；;，,\n]+?(?:[，,]?\s*{_OR}[^。！？；;，,\n]+)+)[，,；;]\s*$"
)
_EITHER = re.compile(
    r"要么(?P<a>[^。！？；;\n]+?)[,，、]?\s*要么(?P<b>[^。！？；;，,\n]+)"
    r"|或者是?(?P<c>[^。！？；;\n]+?)[,，]\s*或者是?(?P<d>[^。！？；;，,\n]+)"
    r"|(?:^|(?<=[。！？；;，,\n]))(?P<g>[^。！？；;，,\n]+)[，,]\s*或者是?(?P<h>[^。！？；;，,\n]+)"
    r"|(?<![a-z])either:?\s+(?P<e>[^;\n]+?),?\s+or\s+(?P<f>(?:[^.;,\n]|[.,](?=\d))+)"
)
_TRAILING = re.compile(r"[\s,，;；.。]*(?:(?:,|，|;|；)?\s*(?:或者?是?|or))?[\s,，;；.。]*$")


@dataclass(frozen=True)
class Group:
    """A place in the text where alternatives stand, as spans of characters.

    Attributes:
        start: Where the words that announce them begin, or the first of them.
        end: Behind the last one.
        options: One span for each alternative.
        sure: Whether a list was announced; without, words that hold no wish are no alternative.
    """

    start: int
    end: int
    options: tuple[tuple[int, int], ...]
    sure: bool


@dataclass(frozen=True)
class Aside:
    """Alternatives that wait until the slots are read, with the tokens of the whole text."""

    groups: tuple[Group, ...]
    tokens: tuple[Token, ...]


def set_aside(draft: Draft) -> Aside:
    """Find the alternatives, and blank out those that are announced as such: what they say holds for no more than a part."""
    folded = "".join(said if said in _RINGS else plain for said, plain in zip(draft.text, fold(draft.text), strict=True))
    aside = Aside(tuple(_groups(folded)), tuple(draft.tokens))
    for group in aside.groups:
        if group.sure:
            _blank_out(draft, group)
    return aside


def read_alternatives(draft: Draft, aside: Aside) -> None:
    """Read every group of alternatives into one wish; its words count for nothing else."""
    for group in aside.groups:
        options = [_read_option(draft, aside, *span) for span in group.options]
        if not group.sure and not _are_alternatives(options):
            continue
        _blank_out(draft, group)
        for option in options:
            draft.unresolved.extend(option.unresolved)
            draft.notes.extend(option.notes)
            draft.questions.extend(option.questions)
        if wishes := tuple(said for option in options if (said := _wishes(option))):
            quote = draft.text[group.options[0][0] : group.options[-1][1]]
            draft.constraints.append(_joined(wishes, quote, whole=len(wishes) == len(options)))


def _are_alternatives(options: Sequence[Draft]) -> bool:
    """Whether each holds a wish, and none goes on with what another bans (不去天坛，或者地坛)."""
    bans = [any(isinstance(w, Choice) and w.op == "none_of" for w in option.constraints) for option in options]
    return all(option.constraints or option.budget for option in options) and len(set(bans)) == 1


def _blank_out(draft: Draft, group: Group) -> None:
    """Full stops instead of the words; positions stay."""
    draft.tokens = [
        Token("STOP", token.start, token.end) if group.start < token.end and token.start < group.end else token
        for token in draft.tokens
    ]


def _groups(folded: str) -> Iterator[Group]:
    taken = 0
    for heading in _HEADING.finditer(folded):
        if heading.start() >= taken and (group := _listed(folded, heading)):
            taken = group.end
            yield group
    for match in _EITHER.finditer(folded, taken):
        first, second = (name for name in "abcdefgh" if match[name])
        yield Group(
            match.start(), match.end(), (_trimmed(folded, *match.span(first)), _trimmed(folded, *match.span(second))), False
        )


def _listed(folded: str, heading: re.Match[str]) -> Group | None:
    """The list behind a heading or, where there is none, the list in front of it."""
    items = list(_ITEM.finditer(folded))
    behind = [item for item in items if item.start() >= heading.end()]
    if len(run := _run(behind)) > 1 and _plain(folded[heading.end() : run[0].start()]):
        ends = [*(item.start() for item in run[1:]), _line_end(folded, run[-1].end())]
        options = tuple(_trimmed(folded, item.end(), end) for item, end in zip(run, ends, strict=True))
        return Group(heading.start(), ends[-1], options, True)
    lines = _lines(folded, heading.end())
    if len(lines) > 1 and _plain(folded[heading.end() : lines[0][0]]):
        return Group(heading.start(), lines[-1][1], lines, True)
    before = [item for item in items if item.end() <= heading.start()]
    for first in range(len(before)):
        if len(run := _run(before[first:])) > 1 and run[-1] is before[-1]:
            ends = [*(item.start() for item in run[1:]), heading.start()]
            options = tuple(_trimmed(folded, item.end(), end) for item, end in zip(run, ends, strict=True))
            return Group(run[0].start(), heading.end(), options, True)
    return _unnumbered(folded, heading)


def _unnumbered(folded: str, heading: re.Match[str]) -> Group | None:
    """满足一个即可：住四星级酒店；每顿60以内, or A或者B，满足一个即可: a sentence of items that nothing but their separators tells."""
    tail = _TAIL.match(folded, heading.end())
    end = tail.end() if tail else heading.end()
    if _ENOUGH.search(folded, heading.start(), end) is None:
        return None
    if colon := _COLON.match(folded, end):
        line = folded[colon.end() : _line_end(folded, colon.end())]
        sentences = [*re.finditer(r"[^。！？]+", line)]
        first = sentences[0][0] if sentences else ""
        for separator in _SEPARATORS:
            if len(parts := _parts(first, separator)) > 1:
                break
        else:
            parts = [sentence.span() for sentence in sentences] if len(sentences) == 2 else []
        spans = tuple(_trimmed(folded, colon.end() + start, colon.end() + stop) for start, stop in parts)
        return Group(heading.start(), spans[-1][1], spans, True) if spans else None
    if before := _LISTED_BEFORE.search(folded[: heading.start()]):
        start = before.start("list")
        spans = tuple(_trimmed(folded, start + a, start + b) for a, b in _parts(before["list"], rf"[，,]?\s*{_OR}"))
        return Group(start, end, spans, True)
    return None


def _parts(text: str, separator: str) -> list[tuple[int, int]]:
    """Spans between separators that hold anything; a comma in an amount parts nothing."""
    cuts = [match.span() for match in re.finditer(separator, text) if not re.match(r"\d,\d", text[max(match.start() - 1, 0) :])]
    starts, ends = [0, *(stop for _, stop in cuts)], [*(start for start, _ in cuts), len(text)]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip()]


def _run(items: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The items that count on from the first one."""
    if not items or not (items[0]["dot"] or _rank(items[0]) == 1):
        return []
    run = [items[0]]
    for item in items[1:]:
        if bool(item["dot"]) == bool(run[0]["dot"]) and _rank(item) == (0 if item["dot"] else len(run) + 1):
            run.append(item)
    return run


def _rank(item: re.Match[str]) -> int:
    """Which item of its list it is, counted from 1; 0 for a dot."""
    if item["dot"]:
        return 0
    if item["ring"]:
        return ord(item["ring"]) - ord("①") + 1
    number = item["number"] or item["inside"]
    return int(number) if number.isdigit() else ord(number) - ord("a") + 1


def _plain(between: str) -> bool:
    """Whether nothing but a mark and a word or two stands between a heading and its list."""
    return len(between.strip()) <= _LEAD and not re.search(r"\d", between)


def _lines(folded: str, at: int) -> tuple[tuple[int, int], ...]:
    """The lines behind a heading that ends its own line, up to the first empty one."""
    if not re.match(r"[^\n]{0,12}\n", folded[at:]):
        return ()
    start = folded.index("\n", at) + 1
    block = folded[start:].partition("\n\n")[0]
    spans, offset = [], start
    for line in block.split("\n"):
        if line.strip():
            spans.append(_trimmed(folded, offset, offset + len(line)))
        offset += len(line) + 1
    return tuple(spans)


def _line_end(folded: str, at: int) -> int:
    end = folded.find("\n", at)
    return len(folded) if end < 0 else end


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int]:
    """A span without blanks, closing marks and a joining *or* at its ends."""
    text = folded[start:end]
    lead = len(text) - len(text.lstrip(" :：,，\t\n"))
    return start + lead, start + len(_TRAILING.sub("", text))


def _read_option(draft: Draft, aside: Aside, start: int, end: int) -> Draft:
    """Read the words of one alternative as if they were all that was said."""
    inside = [at for at, token in enumerate(aside.tokens) if start <= token.start and token.end <= end]
    option = Draft(
        text=draft.text,
        language=draft.language,
        today=draft.today,
        index=draft.index,
        tokens=[aside.tokens[at] for at in inside],
        used={here for here, at in enumerate(inside) if at in draft.used},
        origin=draft.origin,
        destination=draft.destination,
        days=draft.days,
        travellers=draft.travellers,
    )
    read_budget(option)
    read_wishes(option)
    return option


def _wishes(option: Draft) -> tuple[Simple, ...]:
    """What one alternative asks for, without what merely follows from who travels or is only preferred."""
    said = [wish for wish in option.constraints if wish.origin == "quoted" and not isinstance(wish, AnyOf)]
    if option.budget is not None:
        quote = option.provenance["budget"].quote
        said.append(CostLimit(category="total", amount=option.budget.total(option.people.size), quote=quote))
    return tuple(map(_once, [wish for wish in said if wish.strength == "hard"] or said))


def _once(wish: Simple) -> Simple:
    """要么看展，要么吃素: eating as one of two things to do is one meal, no diet."""
    if isinstance(wish, Choice) and (wish.subject, wish.op) == ("restaurant", "only"):
        return wish.model_copy(update={"op": "any_of"})
    return wish


def _joined(options: Sequence[tuple[Simple, ...]], quote: str, *, whole: bool) -> Constraint:
    """One wish for any of the options; places or kinds of one sort need no more than a choice."""
    choices = [option[0] for option in options if len(option) == 1 and isinstance(option[0], Choice)]
    if whole and len(choices) == len(options) and _alike(choices):
        labels = {value: label for c in choices for value, label in zip(c.values, c.labels, strict=True)}
        return choices[0].model_copy(
            update={"op": "any_of", "values": tuple(labels), "labels": tuple(labels.values()), "quote": quote}
        )
    return AnyOf(options=tuple(options), quote=quote)


def _alike(choices: Sequence[Choice]) -> bool:
    about = {(choice.subject, choice.attribute) for choice in choices}
    single = all(choice.op == "any_of" or (choice.op == "all_of" and len(choice.values) == 1) for choice in choices)
    return len(about) == 1 and single and choices[0].attribute in ("place", "kind", "feature")
