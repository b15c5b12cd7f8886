"""What a traveller says of themselves or the people with them that will still hold on the next trip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ...domain.language import Language, language_of
from ...domain.memory import Polarity, Statement
from ...domain.recalled import MemoryKind
from .compounds import compound
from .lexer import lex
from .lexicon.concepts import GROUPS, TABLES, ideas
from .names import name_index
from .text import fold
from .token import Token
from .values import Kin

_CLAUSE = re.compile(r"[，。；;！!？?\n]|,(?!\d{3}(?!\d))|(?:但是|但|不过|而且|另外|所以|因为|对了)|\b(?:but|because|so|also)\b")
_ASIDE = re.compile(
    r"^(?:\s|和|且|也|都|还|就|其实|对|请|记住|记得|记一下|你要知道|另外|[:：、]|and\b|also\b|please\b|remember(?: that)?\b|note(?: that)?\b|by the way\b)+"
)
_THIS_ONCE = re.compile(
    r"这次|这回|今天|今晚|明天|这一次|本次|这趟|第[一二三四五六七八九十\d]+[天晚顿]|this time|today|tonight|tomorrow|for once|\bday \d"
)
_ASKED = re.compile(r"记得.*什么|知道.*什么|我的偏好|以[前往]的偏好|吗\s*$|[?？]|为什么|why\b")
_EXPLICIT = re.compile(
    r"记住|记得|记一下|帮我记|(?<![点天年月周])以后(?=都|别|不|要|请)|\bremember\b|\bfrom now on\b|\bin future\b|\bnote that\b"
)
_HABIT = re.compile(
    r"一般|通常|习惯|总是|每次|从来|一直|平时|向来|都(?=住|坐|订)|\busually\b|\balways\b|\bnever\b|\bnormally\b|\bgenerally\b|\bevery trip\b|\btend to\b"
)
_LIKE = re.compile(
    r"(?P<neg>(?:最|特别|很|非常|真的)?(?:不太?喜欢|不爱|讨厌|怕(?=人|挤|排队)|不感兴趣|没兴趣|反感|受不了|最烦|不想看|不喜)|(?:do not|don't|doesn't|does not|never) (?:really )?(?:like|love|enjoy)|not (?:a fan of|into|interested in|keen on|fond of)|hates?|dislikes?|can't stand|bored? (?:by|of))"
    r"|(?P<pos>(?:最|特别|很|非常|都|更|超|比较)*(?:喜欢|爱好|热爱|钟爱|偏爱|(?<![的么用按管])偏好(?=[^，。]{2})|酷爱|着迷|痴迷|爱(?=[吃看逛玩住坐喝拍爬])|感兴趣)|(?:love|like|enjoy|adore|prefer)s?\b(?! to (?:go|add|change|see|move))|(?:big |huge )?fans? of|(?:interested|keen) (?:in|on)|fond of|(?<=\bare )into|(?<=\bam )into|(?<='m )into|(?<=\bis )into)"
)
_WISHED = re.compile(r"would like|'d prefer|would prefer|'d rather|'d like|'d love|would love|想要?$|\blike (?:the )?last")
_POINTS = re.compile(r"^\s*(?:这|那|它|第|刚才|现在|上次|the (?:plan|hotel|first|second|new)|this|that|it\b|day \d)")
_ALLERGY = re.compile(
    r"对\s*(?P<zh>[^，。,.;；]{1,10}?)\s*(?:严重)?过敏|(?<!对)(?:^(?!我)|我|他|她|会|有)(?P<zh2>[\u4e00-\u9fff]{1,4}?)过敏"
    r"|allergic to (?P<en>[a-z ,]+?)(?=$|[.,;]| and i| but)|(?P<en2>[a-z]+) allerg(?:y|ies)"
)
_NOT_FOOD = re.compile(r"花粉|青霉素|药|尘|螨|猫|狗|毛|紫外线|阳光|pollen|penicillin|dust|cats?|dogs?|fur")
_CROWDED = re.compile(r"人(?:太|特别|很)?多|拥挤|排队|热闹|人挤人|crowd|busy places|lively")
_EMPTY = re.compile(r"人少|清静|僻静|安静的(?:地方|景点)|quiet (?:places|spots|sights)|off the beaten")
_AFRAID_TO_FLY = re.compile(r"恐飞|怕坐飞机|害怕坐飞机|不敢坐飞机|afraid of flying|fear of flying|scared of flying")
_NOT_EATEN = re.compile(
    r"(?:不|从不|从来不|不能|不敢|忌)(?:吃|喝|碰)(?P<zh>[\u4e00-\u9fff]{1,6})|(?P<zh2>[\u4e00-\u9fff]{1,4})(?:也|都|一概)不(?:吃|喝)|(?:don't|doesn't|do not|does not|never|can't|cannot) (?:eat|drink) (?P<en>[a-z ]+)"
)
_HEALTH = re.compile(
    r"(?P<what>晕车|晕船|恐高|怀孕|高血压|糖尿病|哮喘|心脏病|心脏不好|乳糖不耐|花粉症|motion sick(?:ness)?|car ?sick|afraid of heights|fear of heights|pregnant|asthma|diabetic|diabetes|lactose intoleran(?:t|ce)|gluten[- ]free|coeliac|celiac)"
)
_WALKS_LITTLE = re.compile(
    r"走不动|走不了(?:太多|多少|远)?路?|腿脚不[便好]|行动不便|坐轮椅|膝盖不好|少走(?:点|些)?路|不能(?:走太多|走远|多走)|怕走路|can't walk (?:far|much|long)|cannot walk (?:far|much|long)|bad knees?|wheelchair|limited mobility|mobility issues|trouble walking|tires? easily"
)
_LIES_IN = re.compile(
    r"起不来|不(?:爱|想|喜欢|习惯|能)早起|爱睡懒觉|喜欢睡懒觉|习惯晚起|not (?:a )?morning (?:person|people)|(?:hates?|don't like) (?:early starts|early mornings|(?:getting up|to get up|waking up) early)|late riser|night owl"
)
_RISES = re.compile(
    r"习惯早起|喜欢早起|爱早起|早睡早起|early (?:bird|riser)|morning person|like(?:s)? (?:getting up|to get up) early"
)
_QUIET = re.compile(
    r"怕吵|酒店要安静|住得安静|安静的(?:酒店|房间)|睡眠浅|睡眠不好|喜欢安静|爱安静|要安静的|需要安静|light sleepers?|quiet (?:room|hotel)s?|sensitive to noise"
)
_SLOW = re.compile(
    r"慢节奏|悠闲|轻松|不赶|慢慢|慢一点|relaxed|leisurely|slow|easy[- ]going|take (?:it|things) (?:easy|slow)|unhurried"
)
_FULL = re.compile(
    r"特种兵|赶行程|赶路|赶时间|太赶|行程赶|紧凑|排满|充实|暴走|packed|intense|fast[- ]paced|busy days?|see as much"
)
_PER_NIGHT = frozenset({"PERNIGHT", "COSTOF"})
_WHO = {"child": "孩子", "senior": "老人", "parent": "父母", "adult": "爱人", "friend": "朋友", "relative": "亲戚"}
_NAMED = {"son": "儿子", "daughter": "女儿", "father": "爸爸", "mother": "妈妈", "parents": "父母", "grandfather": "爷爷", "grandmother": "奶奶", "grandparents": "爷爷奶奶", "brother": "兄弟", "sister": "姐妹", "in-laws": "公婆", "grandchild": "孙辈", "nephew": "侄子", "niece": "侄女"}  # fmt: skip
_SPOUSES = {
    "妻子": ("老婆", "妻子", "媳妇", "太太", "wife"),
    "丈夫": ("老公", "丈夫", "husband"),
    "女友": ("女朋友", "女友", "女票", "girlfriend"),
    "男友": ("男朋友", "男友", "男票", "boyfriend"),
}
_ROLES = {
    "child": "child",
    "senior": "senior",
    "parent": "parent",
    "adult": "partner",
    "friend": "friend",
    "relative": "relative",
}
_FIRMLY, _PLAINLY, _LOOSELY = 0.9, 0.7, 0.5
_MOST = 60
_SHORT = 3
_TABLES = range(GROUPS.index(TABLES[0]), GROUPS.index(TABLES[0]) + len(TABLES))


@dataclass(frozen=True)
class _Clause:
    words: str
    folded: str
    tokens: tuple[Token, ...]
    who: str
    language: Language

    def has(self, *kinds: str) -> bool:
        return any(token.kind in kinds for token in self.tokens)

    def said(
        self,
        aspect: str,
        polarity: Polarity,
        strength: float,
        *,
        kind: MemoryKind = "preference",
        text: str = "",
        amount: int | None = None,
    ) -> Statement:
        return Statement(
            kind=kind, text=text or self.words, language=self.language, aspect=aspect, who=self.who, polarity=polarity,
            amount=amount, strength=strength,
        )  # fmt: skip


def read_statements(text: str, *, explicit: bool = False) -> tuple[Statement, ...]:
    """The lasting statements of a text, without a model and without knowing any city.

    One-off wishes (必去故宫, 这次不吃辣, budgets and dates) are none. ``pace`` counts as wanted where full days are wanted,
    ``morning`` where early starts are; ``walking`` and ``effort`` where much of it is.

    Args:
        text: The traveller's words.
        explicit: Whether they were told to be remembered: what can't be classified is kept as ``other``.
    """
    explicit = explicit or _EXPLICIT.search(fold(text)) is not None
    found: dict[tuple[str, str], Statement] = {}
    for clause in _clauses(text):
        if _ASKED.search(clause.words) or (_THIS_ONCE.search(clause.folded) and not explicit):
            continue
        statements = list(_of_clause(clause, explicit=explicit))
        if explicit and not statements and not clause.has("KIN"):
            bare = clause.words
            statements = [clause.said(f"other.{fold(bare)}", _polarity(clause), _PLAINLY)] if len(bare) > 1 else []
        for statement in statements:
            found.setdefault((statement.aspect, statement.who), statement)
    return tuple(found.values())


def _clauses(text: str) -> Iterator[_Clause]:
    language = language_of(text)
    start = 0
    who = ""
    for mark in [*_CLAUSE.finditer(fold(text)), None]:
        end = len(text) if mark is None else mark.start()
        asked = mark is not None and mark[0] in "?？"
        words = text[start:end].strip()
        start = end if mark is None else mark.end()
        words = words[len(match[0]) :].strip() if (match := _ASIDE.match(fold(words))) else words
        words = words.rstrip(".").strip()
        if not words or len(words) > _MOST * (2 if language == "en" else 1):
            continue
        for piece in _parted(words):
            tokens = tuple(compound(lex(piece, name_index((), None))))
            who = _who(tokens, fold(piece)) or (who if _goes_on(piece) else "")
            yield _Clause(piece + ("?" if asked else ""), fold(piece), tokens, who, language)


def _parted(words: str) -> list[str]:
    """I love museums and hate crowds: two statements, where a verb follows the *and*."""
    pieces = re.split(
        r"(?:和|也|，)(?=不?喜欢|讨厌|不吃|不爱)|\band\b(?= (?:i |we )?(?:hates?|loves?|likes?|don't|doesn't|can't|enjoys?|prefers?|dislikes?|is |am |are ))",
        words,
    )
    return [piece.strip() for piece in pieces if piece.strip()]


def _goes_on(piece: str) -> bool:
    """妈妈腿脚不便，不能走太多路: no other subject was named."""
    return re.match(r"\s*(?:我|我们|i\b|we\b)", fold(piece)) is None


def _who(tokens: tuple[Token, ...], clause_words: str) -> str:
    for token in tokens:
        if token.kind == "KIN":
            kin: Kin = token.value
            said = clause_words[token.start : token.end]
            spouse = next((who for who, words in _SPOUSES.items() if any(word in said for word in words)), None)
            return spouse or _NAMED.get(kin.who, _WHO.get(kin.group, ""))
    return ""


def _of_clause(clause: _Clause, *, explicit: bool) -> Iterator[Statement]:
    lasting = explicit or _HABIT.search(clause.folded) is not None
    if match := _ALLERGY.search(clause.folded):
        thing = next(group for group in match.groups() if group).strip()
        family = "health" if _NOT_FOOD.search(thing) else "food.allergy"
        yield clause.said(f"{family}.{_head(thing)}", "against", 1.0)
        return
    if _AFRAID_TO_FLY.search(clause.folded):
        yield clause.said("transport.mode.flight", "against", _FIRMLY)
        return
    if match := _HEALTH.search(clause.folded):
        fine = (
            re.search(r"不(?:会)?$|没有?$|not (?:get |be )?$|n't (?:get )?$|never (?:get )?$", clause.folded[: match.start()])
            is not None
        )
        polarity: Polarity = "against" if fine else "neutral"  # 我不晕车
        yield clause.said(f"health.{match['what']}", polarity, 1.0, kind="companion" if clause.who else "preference")
        return
    yield from _facts(clause)
    rest = list(_tastes(clause, lasting=lasting))
    yield from rest
    if lasting and not rest:
        yield from _habits(clause)


def _facts(clause: _Clause) -> Iterator[Statement]:
    """孩子5岁: who comes along, as far as something is told of them."""
    for token in clause.tokens:
        if token.kind == "KIN" and token.value.group in ("child", "senior", "parent") and token.value.ages:
            kin: Kin = token.value
            age = next((age for age in kin.ages if age is not None), None)
            words = clause.words[token.start : token.end]
            yield clause.said(f"companion.{_ROLES[kin.group]}", "neutral", _FIRMLY, kind="companion", text=words, amount=age)


def _tastes(clause: _Clause, *, lasting: bool) -> Iterator[Statement]:
    folded = clause.folded
    if _WALKS_LITTLE.search(folded) or clause.has("FRAIL"):
        yield clause.said("walking", "against", _FIRMLY, kind="companion" if clause.who else "preference")
        return
    if _LIES_IN.search(folded):
        yield clause.said("morning", "against", _PLAINLY)
        return
    if _RISES.search(folded):
        yield clause.said("morning", "for", _PLAINLY)
        return
    if _QUIET.search(folded):
        yield clause.said("hotel.quiet", "for", _PLAINLY)
        return
    wanted = clause.has("WANT", "TASTE", "MUST") and not _LIKE.search(folded)
    for token in clause.tokens:
        if token.kind == "SPICE" and (token.value[0] == "none_of" or not wanted or lasting):
            against = token.value[0] == "none_of" or clause.has("NEG")
            if not against and not (_LIKE.search(folded) or lasting or "爱" in folded or "能" in folded or "无辣" in folded):
                continue
            yield clause.said(
                "food.spice", "against" if against else "for", _PLAINLY if token.value[1] or not against else _LOOSELY
            )
            return
        if token.kind == "DIET" and not wanted:
            yield clause.said(f"food.diet.{token.value}", "against" if clause.has("NEG") else "for", 1.0)
            return
    if (match := _LIKE.search(folded)) and not _WISHED.search(folded[: match.end()]):
        yield from _liked(clause, match)
    elif match := _NOT_EATEN.search(folded):
        thing = (match["zh"] or match["zh2"] or match["en"]).strip().removesuffix("的")
        if thing and not thing.startswith(("了", "太", "饭", "早", "午", "晚", "那", "这")):
            yield clause.said(_food(thing), "against", _PLAINLY)


def _liked(clause: _Clause, match: re.Match[str]) -> Iterator[Statement]:
    polarity: Polarity = "against" if match["neg"] else "for"
    behind = clause.folded[match.end() :].strip(" 的了") or clause.folded[: match.start()].strip(" 对我们的都很")
    if match[0] in ("感兴趣", "不感兴趣", "没兴趣"):
        behind = re.sub(r"^.*?对|都|很|也|非常|特别", "", clause.folded[: match.start()])
    if not behind or _POINTS.match(behind):
        return
    if _SLOW.search(behind) or _FULL.search(behind):
        full = _FULL.search(behind) is not None
        yield clause.said("pace", "for" if full == (polarity == "for") else "against", _PLAINLY)
        return
    if _CROWDED.search(clause.folded) or _EMPTY.search(clause.folded):
        lively = _CROWDED.search(clause.folded) is not None
        yield clause.said("crowd", "for" if lively == (polarity == "for") else "against", _PLAINLY)
        return
    strength = _FIRMLY if re.match(r"最|特别|非常|超|热爱|讨厌|hate|love|adore", match[0]) else _PLAINLY
    if re.search(r"爬山|登山|徒步", clause.folded[match.start() :]) or re.search(r"hik|climb", behind):
        yield clause.said("effort", polarity, strength)
        return
    riding = re.search(r"[坐乘打]|出行|travel|tak(?:e|ing)|by |ride|riding|fly", clause.folded[match.start() :]) is not None
    if riding and (mode := next((token for token in clause.tokens if token.kind == "MODE"), None)):
        yield clause.said(f"transport.mode.{mode.value[1]}", polarity, strength)
        return
    heads = list(_heads(behind))
    for aspect, thing in heads:
        text = clause.words if len(heads) == 1 else f"{match[0]}{'' if clause.language == 'zh' else ' '}{thing}"
        yield clause.said(aspect, polarity, strength, text=text)
    if not heads and (eaten := re.match(r"(?:吃|喝|to eat |eating |drinking )(.+)", behind)):
        yield clause.said(_food(eaten[1].strip()), polarity, strength)
    elif not heads:
        yield clause.said(f"other.{behind}", polarity, strength)


def _heads(behind: str) -> Iterator[tuple[str, str]]:
    """The kinds of food, sights and hotels that words mean, by the head word of their idea, and the words."""
    seen = set()
    eats = re.match(r"吃|喝|eat|food", behind) is not None
    hotel = re.search(r"酒店|住|hotel|stay", behind) is not None
    for start, end, found in ideas(_chinese(behind)):
        for idea in sorted(found):
            sight = idea > _TABLES[-1]
            if not (idea in _TABLES or sight or hotel):
                continue
            if (eats and sight) or (idea == _TABLES[-1] + 1):
                continue
            family = "hotel.feature" if hotel and idea < _TABLES[0] else "food.cuisine" if idea in _TABLES else "sight.kind"
            aspect = f"{family}.{_first(idea)}"
            if aspect not in seen:
                seen.add(aspect)
                yield aspect, _chinese(behind)[start:end]
            break


_ENGLISH = {
    "museum": "博物馆", "park": "公园", "garden": "园林", "temple": "寺庙", "zoo": "动物园", "aquarium": "水族馆", "art": "美术馆",
    "galler": "美术馆", "history": "历史", "historic": "历史", "nature": "自然", "shopping": "购物", "mall": "购物", "amusement": "游乐园",
    "theme park": "游乐园", "hotpot": "火锅", "hot pot": "火锅", "seafood": "海鲜", "barbecue": "烧烤", "bbq": "烧烤", "japanese": "日本料理",
    "korean": "韩国料理", "western food": "西餐", "dessert": "甜品", "bar": "酒吧", "dim sum": "早茶", "cantonese": "粤菜", "sichuan": "川菜",
    "animal": "动物", "panda": "熊猫", "spicy food": "麻辣", "coffee": "咖啡", "tea": "茶", "cafe": "咖啡", "walk": "散步",
    "hiking": "徒步", "buffet": "自助", "mountain": "山水", "ancient": "古迹", "culture": "文化", "science museum": "博物馆",
    "old town": "古镇", "hutong": "老街", "street food": "小吃", "noodle": "面条", "swimming": "游泳",
}  # fmt: skip
_ENGLISH_WORD = re.compile(r"\b(" + "|".join(sorted(map(re.escape, _ENGLISH), key=len, reverse=True)) + r")(?:s|es|y|ies)?\b")


def _chinese(words: str) -> str:
    """Common English words for kinds as the Chinese ones that ideas are listed by."""
    return _ENGLISH_WORD.sub(lambda match: _ENGLISH[match[1]], words)


@cache
def _first(idea: int) -> str:
    return GROUPS[idea].split("|")[0]


def _head(thing: str) -> str:
    """A thing to eat by the head word of its idea, else as it was said."""
    found = [idea for _, _, group in ideas(_chinese(thing)) for idea in group if idea in _TABLES]
    return _first(found[0]) if found else _singular(thing)


def _singular(thing: str) -> str:
    """Peanuts and peanut are one."""
    if not thing.isascii() or len(thing) <= _SHORT or not thing.endswith("s") or thing.endswith("ss"):
        return thing
    return thing[:-3] + "y" if thing.endswith("ies") else thing[:-1]


def _food(thing: str) -> str:
    """The aspect of something to eat: a kind of cooking by its head word, anything else as it was said."""
    head = _head(thing)
    return f"food.cuisine.{head}" if any(head == _first(idea) for idea in _TABLES) else f"food.item.{thing}"


def _habits(clause: _Clause) -> Iterator[Statement]:
    """我们一般住每晚400左右的, 从来不坐飞机: what only counts as lasting because it was said to be usual."""
    money = next((token for token in clause.tokens if token.kind == "MONEY"), None)
    if money is not None and (clause.has("STAY", *_PER_NIGHT) or re.search(r"住|酒店|晚|hotel|night", clause.folded)):
        yield clause.said("hotel.price", "for", _PLAINLY, amount=int(money.value.value))
        return
    for token in clause.tokens:
        match token.kind:
            case "STARS":
                yield clause.said("hotel.stars", "for", _PLAINLY, amount=token.value[0])
            case "MODE":
                negative = clause.has("NEG")
                yield clause.said(f"transport.mode.{token.value[1]}", "against" if negative else "for", _PLAINLY)
            case "PACE":
                yield clause.said("pace", "for" if token.value == "intense" else "against", _PLAINLY)
            case "BRAND":
                yield clause.said(f"hotel.brand.{token.value[0]}", "against" if clause.has("NEG") else "for", _PLAINLY)
    for aspect, _ in _heads(clause.folded):
        if aspect.startswith("sight.") or "吃" in clause.folded:
            yield clause.said(aspect, "against" if clause.has("NEG") else "for", _PLAINLY)


def _polarity(clause: _Clause) -> Polarity:
    return "against" if clause.has("NEG") else "neutral"
