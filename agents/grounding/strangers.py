"""Names that nobody knows: what a sentence calls by name though neither the plan nor its sources do.

Chinese names have no capitals: they are told by how they end (…酒店, …公园, …寺), by quotation marks, by what the dictionary of a word
cutter takes for a proper name, and by standing where one goes to. English ones are runs of capitalised words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from ..intake.lexicon.filler import is_filler
from ..intake.text import fold
from .skeleton import BLANK

_QUOTED = re.compile(r"[《「『“\"]([^》」』”\"\n]{1,40})[》」』”\"]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ENDINGS = re.compile(
    r"(?:大?酒店|宾馆|饭店|客栈|民宿|旅馆|旅舍|公馆|餐厅|餐馆|饭馆|酒楼|酒家|茶馆|茶楼|咖啡馆|咖啡厅|书店|小吃店|面馆|火锅店|烤鸭店|酒吧"
    r"|博物院|博物馆|纪念馆|美术馆|科技馆|展览馆|图书馆|体育馆|水族馆|海洋馆|天文馆|艺术馆|公园|乐园|游乐园|动物园|植物园|花园|园林|故居|遗址|陵园"
    r"|广场|大街|步行街|老街|胡同|大道|古镇|古城|古街|商场|购物中心|商城|市场|夜市|剧院|剧场|影院|教堂|大学|码头|车站|机场|地铁站|索道|长廊|大桥"
    r"|寺|庙|塔|宫|观|庵|祠|路|街|巷|湖|山|岛|河|江|桥|村|镇|谷|峰|洞|瀑布|楼|阁|坊|斋|居|轩|园|馆|店|站|门|城|府|区)$"
)


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PROPER = frozenset({"nr", "ns", "nt", "nz", "nrt", "nrfg"})
_FUNCTION = ("u", "p", "c", "r", "m", "q", "x", "d", "f", "y", "e", "o", "w")
"""Parts of speech that no name has in it."""
_PLAIN = _listed(
    "主题 城市 国家 森林 湿地 特色 当地 本地 附近 周边 周围 连锁 星级 商务 亲子 家庭 儿童 历史 艺术 科技 自然 美食 步行 商业 老 古 小 大 新 名 好 热门"
    " 市中心 市区 城区 老城 城里 景区 沿途 路边 街边 湖边 海边 江边 河边 早餐 午餐 晚餐 早上 中午 晚上 下午 上午 傍晚 清晨 参观 用餐 游览 返回 回 入住 下榻"
    " 这里 那里 此处 该 本 各 同 整座 整个 室内 户外 露天 免费 热闹 安静 漂亮 美丽 著名 经典 传统 现代 皇家 大型 小型 四星级 五星级 三星级 经济型 高档 舒适"
    " 景点 公园 酒店 餐厅 饭店 宾馆 博物馆 广场 街区 街道 胡同 园区 园内 馆内 展馆 展厅 展区 门口 入口 出口 南门 北门 东门 西门 正门 大门 地铁站 车站 机场 商店"
    " 纪念品 夜市 市场 商场 步行街 老街 小吃店 地铁 火车 高铁 飞机 出租车 打车 公交 住处 房间 客房 大堂 行李 行程 节奏 安排 体力 时间 孩子 小朋友 大人 老人 家人"
    " 全家 大家 朋友 心情 早起 雨天 晴天 天气 阳光 防晒 雨具 雨伞 水杯 零食 外套 衣物 鞋子 轻松 惬意 悠闲 从容 充实 紧凑 愉快 顺利 舒服 美好 难忘 温馨 丰富"
    " 地方 地点 去处 第一站 下一站 起点 终点 目的地 前面 后面 里面 外面 旁边 对面 中心 馆藏 藏品 展品 展览 文物 建筑 古建筑 风景 美景 景色 夜景 风光 湖光 江景"
    " 山水 园林 江南 花园 故居 书店 茶馆 咖啡馆 餐馆 古镇 古城 古街 大桥 码头 剧院 教堂 大学 老店 名店 小店 门店 分店 总店 老字号 家常菜 小吃 美味 菜品 口味"
    " 中国 中国人 北方 南方 世界 全国 天下 人文 文化 底蕴 韵味 魅力 氛围 气息 烟火气 一路 水路 山路 公路 马路 道路 线路 路线 上路 半路 顺路 同路 走路 网站 官网"
    " 主要 部分 晚间 白天 夜晚 夜里 全天 当天 次日 门票 学生 成人 证件 身份证 旺季 淡季 周末 假期 高峰 人流 客流 排队 预约 开门 关门 闭馆 开放 出门 进门 热门 冷门 部门 专门"
    " 去 到 逛 住 回 找 订 选 看 吃 喝 玩 是 有 在 进 出 过 离 近 靠 临 沿 预订 选择 寻找 挑选 离开 靠近 临近 经过 路过 穿过 进入 步入 避开 品尝 享用 体验 推荐"
    " 安排 建议 留给 适合 喜欢 包括 包含 属于 作为 成为 连接 通往 回到 出了 拍照 散步 休息 歇脚 休整 放松 吃饭 用餐 就餐 享受 欣赏 观看 感受 了解 探索 漫步 闲逛 购物"
    " 开始 结束 抵达 到达 出发 前去 赶往 返程 退房 办理 寄存 购票 买票 取票 入园 出园 入馆 出馆 进馆 入场 换乘 乘坐 搭乘 骑行 停留 逗留 留出 值得 记得 可以 方便"
    " 城门 宫殿 上楼 下楼 楼上 楼下 江边 岛上 山上 山下 山顶 爬山 登山 下山 河畔 湖畔 湖面 江面 海鲜 火锅 烤鸭 面条 米饭"
)
"""Words that stand before the end of a name, or where one goes to, without being one."""
_GOING = _listed(
    "去 到 前往 游览 参观 逛 逛逛 打卡 入住 下榻 抵达 来到 走进 探访 登 登上 直奔 转往 转到 返回 回到 转战 奔赴 走访 游玩 夜游"
)
_BETWEEN = frozenset({"了", "一下", "下", "趟", "一趟", "过", "一", "次"})
_TOWARDS = frozenset("去到回在往")
_MOST_PARTS = 3

_CAPITALISED = re.compile(r"[A-Z][\w'’-]*(?:(?: (?:of|the|de|and|&|at|in) | )[A-Z][\w'’-]*)*")
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_ENGLISH_PLAIN = _listed(
    "i i'm i'll i'd it's monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april may june july"
    " august september october november december jan feb mar apr jun jul aug sep sept oct nov dec day am pm ok wifi wi-fi id ids app gps atm tv english"
    " chinese china cny rmb yuan metro taxi km"
)
_ENDINGS_EN = _listed(
    "hotel inn hostel guesthouse resort restaurant cafe bistro bar kitchen house garden gardens park museum gallery temple pagoda tower pavilion palace"
    " square street road avenue lane bridge lake hill mountain island river market mall plaza theatre theater church mosque monastery tea noodle noodles hall"
    " village town zoo aquarium library station airport pier"
)
"""Behind a single word these make a name of it: Lotus Hotel."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’&.-]+(?: [A-Z][A-Za-z'’&.-]+)*")
_LONG = 7
"""So long a word that is nothing but pinyin is hardly an English one."""

Known = Callable[[str], bool]


def strangers(text: str, known: Known) -> Iterator[tuple[int, int]]:
    """Where a text uses a name that is not ``known``.

    Args:
        text: A sentence whose known names are blanked.
        known: Whether folded words occur in the plan or its sources, or are a kind of place.
    """
    for match in _QUOTED.finditer(text):
        if match[1].strip(BLANK + " ") and not known(fold(match[1])):
            yield match.span(1)
    if _HAN.search(text):
        yield from _chinese(text, known)
        for match in _LATIN.finditer(text):
            words = fold(match.group()).strip(".")
            if words not in _ENGLISH_PLAIN and not known(words):
                yield match.span()
    else:
        yield from _english(text, known)


def _chinese(text: str, known: Known) -> Iterator[tuple[int, int]]:
    import rjieba

    tokens: list[tuple[str, str, int]] = []
    at = 0
    for word, tag in rjieba.tag(text.replace(BLANK, "，")):
        tokens.append((word, tag, at))
        at += len(word)
    for place, (word, tag, start) in enumerate(tokens):
        if not _HAN.match(word):
            continue
        end = start + len(word)
        if tag in _PROPER and len(word) > 1 and not _plain(word, known):
            yield start, end
        elif (ending := _ENDINGS.search(word)) and _called(tokens, place, len(word) - len(ending.group()), known):
            yield _whole(tokens, place), end
        elif place and _goes_to(tokens, place) and tag[:1] in ("n", "s", "i", "l") and len(word) > 1 and not _plain(word, known):
            yield start, end


def _plain(word: str, known: Known) -> bool:
    """Whether a word is nobody's name, or one that is known."""
    return word in _PLAIN or is_filler(word) or known(word)


def _called(tokens: list[tuple[str, str, int]], place: int, own: int, known: Known) -> bool:
    """Whether a word that ends like a name is one, with its own beginning or with the words before it."""
    word = tokens[place][0]
    if word in _PLAIN or known(word):
        own = 0
    elif own >= 2:  # 玉渊潭公园 in one word; 回头路 is none
        return (len(word) - own > 1 or _made_up(word)) and word[:own] not in _PLAIN
    start = _whole(tokens, place)
    before = "".join(part for part, _, at in tokens if start <= at < tokens[place][2])
    if not before or known(before + word):
        return False
    return not all(_plain(part, known) for part, _, at in tokens if start <= at < tokens[place][2])


def _whole(tokens: list[tuple[str, str, int]], place: int) -> int:
    """Where the words begin that a name may be made of, back from its end."""
    first = place
    while first and place - first < _MOST_PARTS:
        word, tag, _ = tokens[first - 1]
        if (
            not _HAN.match(word)
            or word in _PLAIN
            or word in _GOING
            or word[-1] in _TOWARDS
            or (tag.startswith(_FUNCTION) and not _made_up(word))
        ):
            break
        first -= 1
    return tokens[first][2]


def _made_up(word: str) -> bool:
    """Whether the cutter put a word together that its dictionary lacks, or is left with a character that means nothing alone."""
    import rjieba

    return not rjieba.has_word(word)


def _goes_to(tokens: list[tuple[str, str, int]], place: int) -> bool:
    before = place - 1
    while before >= 0 and tokens[before][0] in _BETWEEN:
        before -= 1
    return before >= 0 and tokens[before][0] in _GOING


def _english(text: str, known: Known) -> Iterator[tuple[int, int]]:
    for match in _CAPITALISED.finditer(text):
        words = _WORD.findall(match.group())
        start, end = match.span()
        opens = not text[:start].strip(" \"'(" + BLANK) or text[:start].rstrip().endswith((":", ".", "!", "?"))
        if opens:  # the first word of a sentence is written large whatever it is
            first = fold(words[0])
            if len(words) == 1:
                if len(first) < _LONG or not _is_pinyin(first) or known(first):
                    continue
            elif not known(fold(match.group())) and fold(words[1]) not in _ENDINGS_EN:
                start = match.start() + match.group().index(words[1], len(words[0]))
        name = fold(text[start:end]).removeprefix("the ").removeprefix("and ").removeprefix("of ")
        bare = name.removesuffix("'s")
        if name and not known(name) and not known(bare) and not all(word in _ENGLISH_PLAIN for word in _WORD.findall(name)):
            yield start, end


def _is_pinyin(word: str) -> bool:
    """Whether a word can be cut into syllables."""
    syllables = _syllables()
    cut = {0}
    for end in range(1, len(word) + 1):
        if any(start in cut and word[start:end] in syllables for start in range(max(end - 6, 0), end)):
            cut.add(end)
    return len(word) in cut


@cache
def _syllables() -> frozenset[str]:
    """All syllables of two letters and more, without tones."""
    from pypinyin.pinyin_dict import pinyin_dict

    toned = {sound for sounds in pinyin_dict.values() for sound in sounds.split(",")}
    plain = ("".join(c for c in unicodedata.normalize("NFD", sound) if not unicodedata.combining(c)) for sound in toned)
    return frozenset(sound for sound in plain if len(sound) > 1)
