"""Turns about the plan and the conversation: why, what changed, back again, what is remembered, praise and small talk."""

from __future__ import annotations

import re
from typing import Literal

from ....domain.edit import Compare, Judge, RefuseMemory, Target, Undo, Why
from ..lexicon.filler import is_filler
from ..text import fold
from .targets import spoken_of
from .turn import Turn

_FORGET = re.compile(
    r"^(?:请|你|帮我)?(?:忘掉|忘了|忘记|不要记|别记|删掉(?:关于)?(?:我的)?记忆|清除(?:我的)?记忆)(?:住|得)?(?P<zh>.*)|^(?:please )?(?:forget|don't remember|stop remembering) (?!about the|the budget)(?:that )?(?P<en>.*)"
)
_ASKS: tuple[tuple[Literal["plan", "memory", "save", "history", "help"], re.Pattern[str]], ...] = (
    ("save", re.compile(r"^(?:好的?|嗯|行)?[，,]?(?:请|帮我|麻烦)?(?:把)?(?:行程|方案|计划|它)?(?:保存|存一下|存下来|存档|导出|下载|生成文件|发我一份)(?:一下|行程|方案|计划|成|为|到|吧|下来|这个)*|\b(?:save|export|download)\b")),
    ("memory", re.compile(r"(?:你|还)?(?:都)?(?:记得|记住了|知道)(?:我)?(?:的)?(?:什么|哪些|啥|偏好|多少)|我的偏好(?:是什么|有哪些|都有)|what do you (?:know|remember)|my preferences\?|show (?:me )?(?:my )?(?:memory|memories|preferences)")),
    ("history", re.compile(r"(?:有|一共)(?:几个|哪些|多少个?)(?:版本|方案)|历史(?:版本|记录)|修改记录|which versions|list (?:the )?versions|(?:show|see) (?:the )?history|how many versions")),
    ("help", re.compile(r"你(?:能|可以|会)(?:做|干|帮我做)?(?:什么|啥|哪些)|怎么用|使用说明|^帮助$|^help$|what can (?:you|i) (?:do|say|ask)|how does this work")),
    ("plan", re.compile(r"(?:再|给我|让我|我想)?(?:看看|看一下|看下|显示|展示|列出|打印|重新看|发一下|再发)(?:一下|一遍)?(?:现在的|目前的|完整的?|整个|当前的?|最新的?|最终的?)*(?:行程|方案|计划|安排)|(?:现在|目前|最新|完整)的?(?:行程|方案|计划|安排)(?:是什么|是怎样的?|呢|长什么样)|(?:show|print|display|see|view)(?: me)?(?: again)?(?: the| my| our)?(?: (?:current|whole|full|complete|latest|final|updated))* (?:plan|itinerary|schedule)|what does the (?:plan|itinerary) look like")),
)  # fmt: skip
_ASKING = re.compile(
    r"[?？]\s*$|(?:吗|么|呢)[?？。!！]*$|什么|多少|几点|哪[里儿个家些天]|怎么(?!样)|谁|会不会|有没有|是不是|值不值|"
    r"^\s*(?:what|when|where|which|who|how|is|are|does|do|did|will|would|was|were|should|has|have)\b|\bwhat if\b|\bhow (?:much|many|long|far)\b"
)
_REQUESTING = re.compile(
    r"能不能|可不可以|能否|可否|可以.*吗|能.*吗|行吗|行不行|好吗|好不好|如何[?？]?$|怎么样[?？]?$|要不(?!要)|要不要|不如|"
    r"\b(?:can|could|would|may|shall|will) (?:you|we|i|it)\b|how about|what about|let's|why not|why don't we|is it possible|please"
)
_HYPOTHETICAL = re.compile(
    r"会不会|会.*吗|如果.*(?:吗|呢|多少|会|怎样)|要是.*(?:吗|呢|多少|会)|what if|would it|would that|does it|what happens|是不是|有没有"
)
_OFFERED = re.compile(
    r"有(?:没有)?(?:什么|哪些)?(?:更|再)?(?:便宜|好|高档|近|舒服|实惠)(?:一?[点些])?的|有(?:没有)?别的(?:酒店|餐厅|景点|选择)|(?:is|are) there (?:any(?:thing)?|an?|some) (?:cheaper|better|nicer|closer|other|different)|any (?:cheaper|better|nicer|closer)"
)
"""有没有便宜点的酒店: who asks whether there is one wants one."""
_DISREGARD = re.compile(r"管|考虑|忽略|无视|按|参考|抛开|ignore|disregard|forget about|apply")
_BETTER = re.compile(r"(?:版|方案|计划|那个|的)(?:还是|更|比较)?好[。.!！吧了]*$|\b(?:was|is) better\b|prefer")
_THE = re.compile(r"\bthe (?:hotel|restaurant|food|lunch|dinner|plan|museum|park|zoo|temple)\b")
_PLAN = re.compile(r"行程|方案|计划|安排|路线|\b(?:plan|itinerary|schedule|route|version)\b")
_PLAN_PRICE = re.compile(r"总价|总共|一共|全程|整个|行程|总费用|\btotal\b|\btrip\b|in all|altogether|everything")
_WHAT_PRICE = re.compile(
    r"多少钱|总价(?:是)?多少|费用(?:是)?多少|什么价|价格是?多少|花多少|要多少|how much|total cost|total price|what does .* cost|price of|cost of"
)
_EARLY = re.compile(r"几点|[这那]么[早晚]|太[早晚]|\bearly\b|\blate\b|\btime\b")
_WHAT_TIME = re.compile(r"几点|什么时候|何时|what time|\bwhen (?:do|does|is|are|will)\b")
_PRICE = re.compile(r"贵|便宜|价|钱|花费|费用|预算|expensive|cheap|price|cost|money")
_TIME = re.compile(
    r"几点|这么早|那么早|这么晚|那么晚|时间|早上|上午|下午|晚上|\bearly\b|\blate\b|\btime\b|\bmorning\b|\bafternoon\b|\bevening\b"
)


def forgets(text: str) -> str | None:
    """What shall be remembered no longer, in the turn's words; None where nothing is asked of that kind."""
    match = _FORGET.search(fold(text).strip())
    if match is None:
        return None
    words = match["zh"] if match["zh"] is not None else match["en"]
    start = fold(text).rindex(words) if words else len(text)
    return text[start : start + len(words)].strip(" 。.!！")


def asks_for(text: str) -> Literal["plan", "memory", "save", "history", "help"] | None:
    """What a turn wants to be shown or done beside the plan."""
    folded = fold(text).strip()
    return next((what for what, pattern in _ASKS if pattern.search(folded)), None)


def is_question(words: str) -> bool:
    """Whether words ask instead of asking for something: 会不会更贵? but not 能不能便宜点?"""
    folded = fold(words).strip()
    if _HYPOTHETICAL.search(folded) and not _OFFERED.search(folded) and not re.search(r"能不能|可不可以", folded):
        return True
    if _OFFERED.search(folded):
        return False
    return _ASKING.search(folded) is not None and _REQUESTING.search(folded) is None


def read_why(turn: Turn, clause: range) -> bool:
    """为什么住这家酒店, 为什么没有环球影城, why day 2?"""
    if turn.find(clause, "WHY") is None:
        return False
    words = fold(turn.quote(clause))
    if words.startswith("why not") and turn.kinds(clause) & {"ADD", "REPLACE", "INTO", "DROP", "GO", "SEE", "MOVE", "SWAP"}:
        return False  # why not add a park
    spoken = spoken_of(turn, clause)
    places = spoken.places or _implied(turn, spoken.subject, spoken.days)
    absent = tuple(place.id for namesakes in spoken.absent for place in namesakes[:1]) or _unplanned(turn, spoken.unknown)
    target = spoken.targets()[0]
    about: Literal["choice", "day", "time", "price", "mode", "trip"] = "choice"
    if _PRICE.search(words):
        about = "price"
    elif spoken.subject in ("intercity", "innercity"):
        about = "mode"
    elif spoken.places and spoken.days:
        about = "day"
    elif (spoken.places or spoken.meal) and (spoken.part or spoken.clock or _TIME.search(words)):
        about = "time"
    elif spoken.when and _EARLY.search(words):
        about, target = "time", target.model_copy(update={"part": None})
    elif spoken.when:
        about = "day"
    elif not spoken.says_part and not absent:
        if turn.focus is not None and len(turn.draft.tokens) <= 3:
            target = turn.focus
        elif spoken.unknown:
            turn.notes.extend(turn.say("unknown_place", value=word) for word in spoken.unknown)
            return True
        else:
            target, about = Target(subject="trip"), "trip"
    if spoken.subject == "hotel" and spoken.places and "hotel" not in spoken.sorts:
        target = target.model_copy(update={"subject": "hotel", "places": ()})
        places = _implied(turn, "hotel", spoken.days)
        target = target.model_copy(update={"places": places})
    if places and not spoken.places and spoken.subject == "hotel":
        target = target.model_copy(update={"places": places})
    return turn.add(Why(target=target, absent=absent, about=about, quote=turn.quote(clause)))


def read_fact(turn: Turn, clause: range) -> bool:
    """酒店多少钱, 第二天几点出发: a price or a time of the plan is told as its reason is."""
    words = fold(turn.quote(clause))
    about = "price" if _WHAT_PRICE.search(words) else "time" if _WHAT_TIME.search(words) else None
    spoken = spoken_of(turn, clause)
    if about == "price" and not spoken.says_part and _PLAN_PRICE.search(words):
        return turn.add(Why(target=Target(subject="trip"), about="price", quote=turn.quote(clause)))
    if about is None or not spoken.says_part or spoken.absent or _HYPOTHETICAL.search(words):
        return False
    if turn.kinds(clause) & {"REPLACE", "INTO", "ADD", "DROP", "MOVE", "BETTER", "CHEAPER", "CLOSER"}:
        return False
    return turn.add(*(Why(target=t, about=about, quote=turn.quote(clause)) for t in spoken.targets()))


def _unplanned(turn: Turn, unknown: tuple[str, ...]) -> tuple[str, ...]:
    """为什么没有长城: any of the places that are called so."""
    from ....tools.mending import resolve_name

    if turn.index.gazetteer is None:
        return ()
    found = [resolve_name(words, turn.index.gazetteer, {"attraction", "restaurant", "hotel"}) for words in unknown]
    named = [resolution.place or None for resolution in found]
    called = [place for one in found if one.kind == "ambiguous" for place in one.candidates]
    return tuple(place.id for place in (*filter(None, named), *called))


def _implied(turn: Turn, subject: str | None, days: tuple[int, ...]) -> tuple[str, ...]:
    """The hotel, where there is only one."""
    hotels = {v.place.id for v in turn.view.among(kind="hotel", day=days[0] if days else None)} if subject == "hotel" else set()
    return tuple(hotels) if len(hotels) == 1 else ()


def read_versions(turn: Turn, clause: range) -> bool:
    """撤销, 回到第2版, 对比一下刚才的方案."""
    kinds = turn.kinds(clause)
    numbers = [
        turn.draft.tokens[p].value for p in clause if turn.draft.kind(p) == "NTHVERSION" and turn.draft.tokens[p].value > 0
    ]
    if numbers and (also := turn.find(clause, "NUM")) is not None and turn.draft.kind(also - 1) == "SEP":
        numbers.append(turn.draft.tokens[also].value.whole or 1)  # version 1 and 2
    first = [1] if "ORIGINAL" in kinds else []
    if "REDO" in kinds and "OTHERS" not in kinds and not spoken_of(turn, clause).says_part:
        return turn.add(Undo(redo=True, quote=turn.quote(clause)))
    if "COMPARE" in kinds or ("FORMER" in kinds and _compares(turn, clause)):
        if spoken_of(turn, clause).says_part and not (numbers or first or "FORMER" in kinds or "VERSION" in kinds):
            return False
        named = [*numbers, *first]
        one, other = [*named, None, None][:2] if named else (None, None)
        return turn.add(Compare(one=one, other=other, quote=turn.quote(clause)))
    preferred = kinds & {"BETTER", "PRAISE"} or _BETTER.search(fold(turn.draft.text))
    if (numbers or first or ("FORMER" in kinds and "VERSION" in kinds)) and preferred and not is_question(turn.quote(clause)):
        return turn.add(Undo(version=next(iter([*numbers, *first]), None), quote=turn.quote(clause)))
    back = "UNDO" in kinds or ("DROP" in kinds and "FORMER" in kinds) or (numbers and kinds & {"INTO", "WANT", "POLITE"})
    if not back:
        return False
    spoken = spoken_of(turn, clause)
    if spoken.says_part or spoken.absent:
        return False  # 回到酒店, 把故宫换回来
    return turn.add(Undo(version=next(iter([*numbers, *first]), None), quote=turn.quote(clause)))


def _compares(turn: Turn, clause: range) -> bool:
    return "比" in turn.quote(clause)


def read_memory(turn: Turn, clause: range) -> bool:
    """这次不用管以前的偏好: all that is remembered, or what is named of it."""
    kinds = turn.kinds(clause)
    if "MEMORY" not in kinds or not kinds & {"IGNORE", "NEG", "DROP"}:
        return False
    return turn.add(RefuseMemory(quote=turn.quote(clause)))


def read_refusal(turn: Turn, clause: range) -> bool:
    """这次别管我不吃辣: the memory that is named."""
    if turn.find(clause, "IGNORE") is None:
        return False
    words = fold(turn.quote(clause))
    items = tuple(memory.item for memory in turn.request.recalled if fold(memory.text).lstrip("我们") in words)
    if items:
        return turn.add(RefuseMemory(items=items, quote=turn.quote(clause)))
    if _DISREGARD.search(words) and not spoken_of(turn, clause).says_part and turn.find(clause, "BUDGET") is None:
        turn.unread.append(turn.quote(clause))  # nothing of that kind is remembered
        return True
    return False


def read_judgement(turn: Turn, clause: range) -> bool:
    """酒店不错, day 2 looks great, 这个方案很好; changes nothing."""
    kinds = turn.kinds(clause)
    blame = "BLAME" in kinds or ("NEG" in kinds and "LIKE" in kinds)
    if not (blame or kinds & {"PRAISE", "LIKE"}):
        return False
    spoken = spoken_of(turn, clause)
    if not spoken.says_part:
        if spoken.absent or not _PLAN.search(fold(turn.quote(clause))):
            return False
        return turn.add(Judge(target=Target(subject="trip"), liked=not blame, quote=turn.quote(clause)))
    if spoken.unknown or kinds & {"MOVE", "ADD", "DROP", "REPLACE", "INTO"}:
        return False  # move the Great Wall
    if kinds & {"ME", "WE"} and "THAT" not in kinds and _kind_alone(turn, clause):
        return False  # 我不喜欢博物馆 is about all of them, though the plan has but one
    general = spoken.places or "LIKE" in kinds
    if general and not kinds & {"THAT", "THIS", "NAME", "NTHSTOP"} and not _THE.search(fold(turn.quote(clause))):
        return False  # 孩子喜欢动物 is about the child
    if spoken.subject == "hotel" and not spoken.places and (places := _implied(turn, "hotel", spoken.days)):
        spoken.places, spoken.sorts = places, ("hotel",)
    return turn.add(*(Judge(target=target, liked=not blame, quote=turn.quote(clause)) for target in spoken.targets()))


def _kind_alone(turn: Turn, clause: range) -> bool:
    """Whether what is named is called by the word for its kind."""
    terms = turn.index.gazetteer.terms if turn.index.gazetteer else ()
    words = {fold(word) for term in terms for word in (term.word, *term.synonyms)}
    names = [fold(turn.draft.quote(at)) for at in clause if turn.draft.kind(at) == "NAME"]
    return bool(names) and all(name in words for name in names)


def small_talk(turn: Turn) -> Literal["greeting", "thanks", "consent", "small_talk"] | None:
    """What a turn is that holds nothing but words of courtesy, consent or praise."""
    kinds = {token.kind for token in turn.draft.tokens}
    courtesy = {
        "HELLO",
        "THANKS",
        "CONSENT",
        "PRAISE",
        "FILL",
        "COMMA",
        "STOP",
        "GAP",
        "ME",
        "WE",
        "THIS",
        "THAT",
        "POLITE",
        "LIKE",
        "BUT",
        "VERSION",
    }
    gaps = (turn.draft.quote(at) for at, token in enumerate(turn.draft.tokens) if token.kind == "GAP")
    if not kinds or not kinds <= courtesy or not all(is_filler(fold(words)) for words in gaps):
        return None
    if kinds & {"PRAISE", "LIKE"} and _PLAN.search(fold(turn.draft.text)):
        return None
    if "THANKS" in kinds:
        return "thanks"
    if "HELLO" in kinds:
        return "greeting"
    return "consent" if "CONSENT" in kinds else "small_talk"
