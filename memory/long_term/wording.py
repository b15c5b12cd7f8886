"""What two texts of one meaning must share: numbers, people, negation, and the order of a comparison."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..retrieval.words import words_of

_FILLER_WORDS = (
    "我 我们 咱 咱们 俺 的 地 得 了 啊 呢 吧 呀 哦 嘛 也 都 就 很 挺 太 特别 非常 比较 最 真 更 会 喜欢 爱 偏爱 偏好 想 要 想要 需要 希望 去 "
    "逛 看 住 吃 "
    "i we my our to the a an really very much quite too like likes love loves enjoy prefer prefers want would am are is was were"
)
_FILLERS = frozenset(_FILLER_WORDS.split())
"""Words that two wordings of one thing may differ in."""
_NEGATION = re.compile(
    r"不|没|别|无|非|勿|\b(?:not|no|never|none|without|cannot|isn't|aren't|don't|doesn't|can't|won't)\b", re.IGNORECASE
)
_ORDER = re.compile(r"比|先|再|而不是|不如|\b(?:than|over|before|after|instead|rather|then)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十百千万]+")
_ENGLISH_NUMBERS = dict(
    zip("two three four five six seven eight nine ten eleven twelve".split(), map(float, range(2, 13)), strict=True)  # noqa: SIM905
)
_PEOPLE = (
    "妈 妈妈 母亲 mum mom mother",
    "爸 爸爸 父亲 dad father",
    "爸妈 父母 parents",
    "老公 先生 丈夫 husband",
    "老婆 太太 妻子 媳妇 wife",
    "儿子 son",
    "女儿 闺女 daughter",
    "爷爷 grandpa grandfather",
    "奶奶 grandma grandmother",
    "外公 姥爷",
    "外婆 姥姥",
    "岳父",
    "岳母 丈母娘",
    "公公",
    "婆婆",
    "哥 哥哥 弟弟 brother",
    "姐 姐姐 妹妹 sister",
)
_PERSON: Mapping[str, int] = {name: number for number, names in enumerate(_PEOPLE) for name in names.split()}
_PERSON_NAMES = re.compile(
    "|".join(rf"\b{name}\b" if name.isascii() else name for name in sorted(_PERSON, key=lambda name: (-len(name), name))),
    re.IGNORECASE,
)

_SCALES = (
    "上/下 左/右 前/后 高/低 大/小 早/晚 多/少 快/慢 冷/热 远/近 软/硬 新/旧 静/闹 贵/便宜 "
    "upper/lower early/late big/small hot/cold soft/firm near/far fast/slow"
)
_OPPOSITES = [scale.split("/") for scale in _SCALES.split()]


def worded_alike(one: str, other: str) -> bool:
    """Whether two texts have the same words in the same order, but for the ones that carry no meaning here."""
    content = _content(one)
    return bool(content) and content == _content(other)


def negates(one: str, other: str) -> bool:
    """Whether one text is the other with a negation."""
    plain = [_NEGATION.sub("", text) for text in (one, other)]
    return bool(_NEGATION.search(one)) != bool(_NEGATION.search(other)) and worded_alike(*plain)


def tells_apart(one: str, other: str) -> bool:
    """Whether two texts can't mean the same: other numbers or people, an opposite, or a comparison turned round."""
    if _numbers(one) != _numbers(other):
        return True
    people, others = _people(one), _people(other)
    if people and others and people != others:
        return True
    if _opposed(one.casefold(), other.casefold()):
        return True
    words, turned = _content(one), _content(other)
    return words != turned and sorted(words) == sorted(turned) and bool(_ORDER.search(one))


def _opposed(one: str, other: str) -> bool:
    """Whether one text has one end of a scale where the other has the other end."""
    ends = [tuple((end in one, end in other) for end in pair) for pair in _OPPOSITES]
    return any(pair in (((True, False), (False, True)), ((False, True), (True, False))) for pair in ends)


def _content(text: str) -> tuple[str, ...]:
    return tuple(word for word in words_of(text) if word not in _FILLERS)


def _people(text: str) -> frozenset[int]:
    return frozenset(_PERSON[name.casefold()] for name in _PERSON_NAMES.findall(text))


def _numbers(text: str) -> frozenset[float]:
    """Amounts in figures and in words; a lone 一 or "one" is hardly ever one."""
    from cn2an import cn2an

    figures = [float(digits) for digits in _DIGITS.findall(text)]
    for numeral in _NUMERAL.findall(text):
        if numeral != "一":
            try:
                figures.append(float(cn2an(numeral, "smart")))
            except ValueError:  # 千万, 万一: no numbers
                continue
    figures += [_ENGLISH_NUMBERS[word] for word in re.findall(r"[a-z]+", text.casefold()) if word in _ENGLISH_NUMBERS]
    return frozenset(figures)
