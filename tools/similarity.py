"""When two spellings may be the same name: look-alike and sound-alike characters, slips of the keyboard.

A wrong mend is worse than a question, so a *different* character only counts as a slip when it looks or sounds like the
right one; an edit distance alone would turn one park into its neighbour.
"""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz.distance import OSA

_LOOKALIKES = """
官宫宦 馆院 未末 土士 日曰 己已巳 人入 大太犬 天夭夫 干千于 鸟乌岛 贝见 候侯 园圆圃 博搏 拦栏 辛幸 免兔 今令兮 午牛 名各 折拆析
住往 代伐 刀力 竟竞 孤狐弧 坛坦 塔搭 城诚域 陵菱棱 寺等侍 桥侨骄 湖潮 海侮悔 峡侠狭 洲州川 江汪 清请情青 明朋 胡糊 颐熙 雍雄 恭慕
府俯 景影 北比 白自百 门们问 楼搂 庙庆 堂党 殿段 街衔 巷港 村材 镇填 洋样 泉皇 宋宗 宁宇 科料 技枝级 铁轶 龙尤 凤风 雷需 峰蜂锋
灵炅 隐稳 良粮 渚诸绪 拙诎 狮师 丘岳 盘般 武斌式 秦泰奏 淮准 总息 统绕 黄横 鹤鹳 晴睛 祠词 都部 洪供 崖涯 磁瓷 沙纱 陈阵 珠株 塘糖
"""
"""Groups of characters that are misread, or mistaken by a character recogniser, for each other; 馆院 are mixed up in meaning."""

PROTECTED = frozenset(
    "东西南北中上下左右前后内外大小新老旧古高低一二三四五六七八九十百千两甲乙丙丁0123456789abcdefghijklmnopqrstuvwxyz"
)
"""Characters that tell namesakes apart; never added or left out by mending."""

_FUZZY_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"))


@cache
def _lookalikes() -> dict[str, frozenset[str]]:
    alike: dict[str, frozenset[str]] = {}
    for group in _LOOKALIKES.split():
        for character in group:
            alike[character] = alike.get(character, frozenset()) | frozenset(group)
    return alike


@lru_cache(maxsize=8192)
def sounds(character: str) -> frozenset[str]:
    """Every toneless reading of one character; the character itself where it has none."""
    from pypinyin import Style, pinyin  # its dictionaries take a tenth of a second to load

    readings = pinyin(character, style=Style.NORMAL, heteronym=True)
    return frozenset(readings[0]) if readings else frozenset({character})


@lru_cache(maxsize=4096)
def toneless(text: str) -> str:
    """A name in toneless pinyin without spaces; what isn't Chinese stays."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text)).replace("ü", "v")


@lru_cache(maxsize=4096)
def _blurred(syllable: str) -> str:
    """What many speakers don't tell apart: zh/z, ch/c, sh/s, l/n, -ng/-n."""
    for retroflex, plain in _FUZZY_INITIALS:
        if syllable.startswith(retroflex):
            syllable = plain + syllable[2:]
    if syllable.startswith("l"):
        syllable = "n" + syllable[1:]
    return syllable[:-1] if syllable.endswith(("ang", "eng", "ing")) else syllable


def same_sound(one: str, other: str) -> bool:
    """Whether two characters share a reading, tones aside."""
    return bool(sounds(one) & sounds(other))


def similar_sound(one: str, other: str) -> bool:
    """Whether two characters have readings that are often confused."""
    return bool({_blurred(s) for s in sounds(one)} & {_blurred(s) for s in sounds(other)})


def similar_look(one: str, other: str) -> bool:
    """Whether two characters are easily misread for each other."""
    return other in _lookalikes().get(one, ())


def han_slips(given: str, name: str) -> int | None:
    """How many slips turn a Chinese name into what was given; None when it is not the same name.

    Two-character names bear one look-alike or homophones; longer ones homophones throughout, or similar characters in a
    third of the places, or (from four characters on) one character too many or too few.
    """
    if len(given) != len(name):
        return _one_more_or_less(given, name)
    pairs = [(a, b) for a, b in zip(given, name, strict=True) if a != b]
    if not pairs or any(a.isascii() or b.isascii() for a, b in pairs):
        return None
    if all(same_sound(a, b) for a, b in pairs):
        return len(pairs)
    if len(pairs) > max(1, len(name) // 3):
        return None
    alike = similar_look if len(name) == 2 else lambda a, b: similar_look(a, b) or similar_sound(a, b)
    return len(pairs) if all(alike(a, b) for a, b in pairs) else None


def _one_more_or_less(given: str, name: str) -> int | None:
    longer, shorter = (given, name) if len(given) > len(name) else (name, given)
    if len(longer) != len(shorter) + 1 or len(name) < 4:
        return None
    cut = next((k for k, character in enumerate(shorter) if longer[k] != character), len(shorter))
    if longer[cut + 1 :] != shorter[cut:] or longer[cut] in PROTECTED:
        return None
    return 1


def latin_slips(given: str, name: str) -> int | None:
    """How many slips turn a name in Latin letters into what was given, word by word; None when it is not the same name.

    A word keeps its first letter and bears one slip: a letter too many, too few or swapped from 5 letters on, a wrong one from
    7 on. A name of a single word, which may be pinyin where a letter makes another name, must be two letters longer.
    """
    given_words, name_words = given.split(), name.split()
    if len(given_words) != len(name_words):
        given_words, name_words = [given.replace(" ", "")], [name.replace(" ", "")]
    least = 5 if len(name_words) > 1 else 7
    total = 0
    for one, other in zip(given_words, name_words, strict=True):
        if one == other:
            continue
        wrong_letter = len(one) == len(other) and sorted(one) != sorted(other)
        if len(other) < least + 2 * wrong_letter or one[0] != other[0] or OSA.distance(one, other, score_cutoff=1) > 1:
            return None
        total += 1
    return total if total <= 2 else None
