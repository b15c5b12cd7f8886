"""The words that turns on a plan are made of beyond those of requests, and where they occur in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ..lexicon.entry import Words
from ..numerals import scan_numbers
from ..text import fold
from ..token import Token

EDITS = (
    Words(
        "WHY",
        "why not|为什么|为何|为啥|干嘛|怎么会|怎么没有|怎么没|怎么不|怎么选的|怎么选了|凭什么|什么理由|什么原因|理由是什么|why|how come|what's the reason|what is the reason|how did you choose|how did you pick",
    ),
    Words(
        "UNDO",
        "还是用之前的|还是用原来的|用回|用之前的|用原来的|不要这个改动|不要这次改动|不要这次的改动|不要刚才的改动|撤销|撤回|撤消|还原|退回|回退|回到|恢复|恢复到|改回去|改回来|改回|换回去|换回来|换回|变回去|变回|上一步|退一步|还是原来的|还是之前的|还是刚才的|还是原来|undo|revert|revert to|roll back|roll back to|go back to|back to|restore|take that back|undo that|change it back|change that back|put it back",
    ),
    Words("REDO", "重做|恢复撤销|取消撤销|redo"),
    Words(
        "COMPARE",
        "对比|对比一下|比较一下|比一比|比一下|比对|有什么区别|有什么不同|有啥区别|有啥不同|有什么变化|有哪些变化|有哪些不同|改了什么|改了哪些|变了什么|变了哪些|差别|区别|compare|comparison|difference|differences|what changed|what's changed|what has changed|what's different|what is different|what did you change",
    ),
    Words("VERSION", "版|版本|方案|version|versions|plan"),
    Words(
        "FORMER",
        "刚才的|刚才那个|刚才|之前的|之前那个|原来的|原来|原先的|上一个|上一版|上个|上一|前一版|前一个|last one|previous|former",
    ),
    Words("ORIGINAL", "最初|最初的|最开始|最开始的|一开始|一开始的|第一次的|原始|初版|最早的|original|very first|initial"),
    Words(
        "LOCK",
        "锁定|锁住|锁上|锁|固定|固定住|固定下来|定下来|定下|定死|就这么定|就这样定|别动|不要动|不许动|不能动|不动|不用动|不要改|别改|不许改|不能改|不改|不用改|别换|不要换|不许换|不能换|不换|不用换|别变|不要变|不能变|不变|保持不变|保持原样|保持|保留|留着|原样|照旧|lock|lock in|pin|freeze|keep|leave|leave as is|as it is|as they are|as is|don't touch|do not touch|don't change|do not change|don't move|do not move|don't swap|don't replace|do not replace|fixed|untouched|unchanged",
    ),
    Words(
        "UNLOCK",
        "解锁|解开|取消锁定|取消固定|别锁|不用锁|不锁|放开|可以改了|可以动了|可以换了|unlock|unpin|release|unfreeze|no longer lock|free up again",
    ),
    Words(
        "INTO",
        "改|换成|改成|改为|换为|替换成|替换为|换做|换作|变成|变为|调成|调整为|调整成|改去|换去|改吃|换吃|改住|换住|改坐|换坐|改乘|改看|改逛|改玩|改用|换到|换上|更换为|更换成|升级成|升级到|升级为|降到|降成|降低到|降至|减到|减少到|减至|减成|缩短到|缩短为|压到|压缩到|加到|增加到|提高到|提到|涨到|上调到|放宽到|延长到|延到|延长为|调到|调整到|改到|提高至|增加至|switch to|change to|upgrade to|downgrade to|turn into|make it|make that",
    ),
    Words(
        "REPLACE",
        "replacing|changing|switching|换掉|换一个|换一家|换一下|换个|换家|换间|换一间|换一换|换换|换一种|换种|换|替换|替换掉|更换|改一下|改改|另选|另找|另外选|另外找|重新选|重选|重新找|重新安排|重新排|重排|重新规划|别的|别家|不一样的|不同的|replace|swap out|change|switch|switch out|substitute|another|different|something else|somewhere else|something different|rearrange",
    ),
    Words(
        "SWAP",
        "换个位置|换位置|换下位置|位置换一下|互换位置|调换位置|对调位置|交换位置|swapping|对调|互换|调换|交换|对换|调个个儿|调个个|互相换一下|换一下顺序|换个顺序|换下顺序|顺序换一下|顺序换下|顺序调一下|顺序调换|调一下顺序|顺序对调|顺序反过来|顺序颠倒|顺序倒过来|顺序互换|倒过来|reverse the order of|switch the order of|swap the order of|swap|swap around|exchange|flip",
    ),
    Words(
        "DROP",
        "dropping|skipping|removing|cancelling|canceling|skip|去掉|删掉|删除|删了|删|取消|取消掉|砍掉|砍了|拿掉|移除|划掉|剔除|剔掉|撤掉|去除|不要了|不去了|不逛了|不看了|不玩了|不吃了|免了|省掉|省去|就算了|放弃|drop|remove|delete|cancel|take out|scrap|get rid of|leave out|take off|ditch",
    ),
    Words(
        "ADD",
        "adding|including|inserting|adding in|加|加上|加一个|加个|加一家|加一下|加进|加进去|加进来|增加|增加一个|添加|添|添上|新增|多加|多加一个|多加个|再加|再加一个|再加个|加入|插入|插个|塞进|塞|补上|补一个|补充|再安排|再排|还想去|也想去|还要去|也要去|还想看|还想逛|还想吃|也想吃|也想看|顺便去|顺路去|多去|add|add in|include|insert|squeeze in|fit in|put in|also visit|also see|also want to|also go to|throw in|add another|add a visit to|work in",
    ),
    Words(
        "MOVE",
        "moving|shifting|rescheduling|移到|移|挪到|挪|挪动|搬到|放到|放在|放|排到|排在|安排到|安排在|调|提前到|推迟到|推到|延后到|后移|前移|改在|换在|move|shift|push|push back to|reschedule|bring forward to|postpone to|schedule",
    ),
    Words(
        "CHEAPER",
        "spend less|less money|spend less money|便宜|便宜点|便宜一点|便宜一些|便宜些|便宜点儿|更便宜|再便宜|再便宜点|省钱|省钱点|省点钱|省一点|省点|少花点|少花点钱|少花|降价|降低费用|降低成本|降一降|压一压|压价|太贵|太贵了|贵了|有点贵|有些贵|偏贵|好贵|贵|超预算|超支|cheap|cheaper|less expensive|more affordable|lower the price|lower price|lower priced|save money|save some money|save on|too expensive|too pricey|expensive|pricey|too much money|cost less|over budget|cut costs|cut the cost|bring the cost down|reduce the cost|cheaper one",
    ),
    Words(
        "BETTER",
        "好一点|好点|好一些|好些|更好|好点儿|高级点|高级一点|高档点|高档一点|高档些|豪华点|豪华一点|升级|升级一下|升一升|上档次|档次高点|条件好|太差|太差了|太破|太旧|太简陋|better|nicer|upgrade|fancier|more luxurious|higher end|higher-end|more comfortable|too basic|too shabby",
    ),
    Words(
        "CLOSER",
        "近一点|近点|近一些|近些|更近|靠近点|再近点|离得近|太远|太远了|有点远|远了|太偏|太偏了|closer|nearer|more central|too far|too far away|too remote",
    ),
    Words(
        "EARLIER",
        "早一点|早点|早些|早一些|更早|再早|再早点|提前|提早|提前点|提前一点|往前|earlier|sooner|a bit earlier|bring forward|too late",
    ),
    Words(
        "LATER",
        "不想早起|不想那么早起|不要早起|不用早起|别那么早起|不想起那么早|不想起太早|别太早|不要太早|不要那么早|别那么早|睡个懒觉|赖床|睡晚点|睡晚一点|睡到九点|睡到十点|晚一点|晚点|晚些|晚一些|更晚|再晚|再晚点|推迟|延后|往后|往后推|推后|推迟点|晚起|晚点起|晚点起床|睡懒觉|多睡会|多睡一会|多睡会儿|睡到自然醒|太早|太早了|later|a bit later|postpone|delay|push back|too early|sleep in",
    ),
    Words(
        "SLOWER",
        "太累|太累了|太赶|太赶了|有点赶|有点累|累了|好累|太满|太满了|有点满|太紧|太紧了|太紧凑|太紧凑了|太密|太多了|排太满|安排太多|安排得太多|慢点|慢一点|慢一些|节奏慢点|松一点|松点|轻松点|轻松些|轻松一些|宽松点|少安排点|少安排一点|少安排|少排|少去一个|少去几个|少逛|少跑|别安排太多|别排太满|别这么赶|别那么赶|别这么累|别那么累|别太紧|别太满|悠闲点|缓一点|放慢|slow down|slower|too packed|too full|too crammed|overloaded|too busy|too tiring|too tight|too rushed|too hectic|too much walking|exhausting|tiring|rushed|less packed|less rushed|less busy|less hectic|fewer stops|fewer sights|fewer things|lighter|easier|easy|calmer|more relaxed|more relaxing|more leisurely|take it easier|take it easy|tone down|too many stops|too many things|too many sights|more free time|more downtime",
        "slower",
    ),
    Words(
        "FASTER",
        "紧凑点|紧凑一点|紧凑些|充实点|充实一点|充实一些|满一点|多安排点|多安排一点|多安排几个|多安排|多排点|多去几个|多去几个地方|多逛几个|多玩几个|太松|太松了|太闲|太闲了|太空|太空了|太少|太少了|太慢|太慢了|太无聊|more packed|busier|fuller|more stops|more sights|more things|too empty|too slow|too light|too little|too few|too relaxed|more intense|pack more|fit more",
        "faster",
    ),
    Words("LESSOF", "少|减|减少|少玩|缩短|减掉|压缩|下调|降|shorten|fewer|less|decrease|cut down|shorter by|lower by"),
    Words(
        "MOREOF",
        "多|多玩|多待|多住|延长|再玩|再待|提高|上调|放宽|追加|增|extend|raise|increase|more|bump up|bump|longer|extra|additional|stay longer",
    ),
    Words("MEALOF", "早餐|早饭|breakfast", "breakfast"),
    Words("MEALOF", "午餐|午饭|中饭|中午饭|中午那顿|中午这顿|lunch|lunches", "lunch"),
    Words("MEALOF", "晚餐|晚饭|晚上那顿|晚上这顿|夜宵|dinner|dinners|supper", "dinner"),
    Words(
        "MEALS", "餐厅|餐馆|饭馆|馆子|吃饭|吃的|用餐|餐饮|那顿|这顿|饭|restaurant|restaurants|meal|meals|food|eating|place to eat"
    ),
    Words(
        "HOUSE",
        "酒店|住宿|宾馆|旅馆|旅店|住的地方|住的|房间|hotel|hotels|accommodation|accommodations|lodging|place to stay|room",
    ),
    Words("SIGHT", "景点|景区|地方|项目|活动|那站|attraction|attractions|sight|sights|stop|stops|activities"),
    Words(
        "RIDEOUT",
        "去程|去的车|去的火车|去的航班|去的票|出发的车|outbound|outbound trip|outward journey|way there|ride there",
        "out",
    ),
    Words(
        "RIDEBACK",
        "返程|回程|回去的车|回来的车|回去的票|返程票|return trip|return journey|way back|ride back|inbound|trip home",
        "back",
    ),
    Words(
        "FREETIME",
        "自由活动|自由时间|空出来|空着|留白|留空|不安排|不要安排|别安排|休息|歇着|歇一歇|什么都不安排|free time|leave free|rest|unplanned",
    ),
    Words(
        "RISE",
        "再安排活动|安排活动|开始玩|再开始|出发|出门|起床|开始|动身|start|starts|start out|set off|get up|begin|wake up|head out|going out",
    ),
    Words(
        "DAYEND",
        "回酒店|回去休息|结束|收工|回宾馆|回住处|回来休息|end|finish|get back|back to the hotel|back at the hotel|return to the hotel|be back|wrap up",
    ),
    Words(
        "ALLDAYS",
        "每天|每日|天天|全程|整个行程|整个|所有|全部|every day|each day|all days|daily|the whole trip|whole trip|everything|all|overall|entire trip",
    ),
    Words(
        "PRAISE",
        "很好|真好|太好了|很棒|真棒|太棒了|不错|挺好|挺不错|好极了|完美|很赞|赞|满意|很满意|好玩|great|perfect|lovely|wonderful|awesome|excellent|fantastic|amazing|love it|looks good|looks great|looks nice|looks perfect|looks lovely|sounds great|sounds perfect|well done|sounds good|brilliant|superb",
    ),
    Words(
        "BLAME",
        "不好|不太好|不怎么样|一般般|没意思|无聊|不喜欢|不满意|不太喜欢|讨厌|难吃|失望|糟糕|boring|terrible|awful|disappointing|don't like|do not like|dislike|hate|not good|not great|not interested in",
    ),
    Words("THANKS", "谢谢|多谢|感谢|谢啦|谢了|辛苦了|辛苦|thanks|thank you|thx|cheers|much appreciated"),
    Words("HELLO", "你好|您好|嗨|哈喽|hello|hi|hey|早上好|下午好|晚上好|good morning|good afternoon|good evening"),
    Words(
        "CONSENT",
        "no thanks|no thank you|你看着办|看着办|听你的|按你说的|按这个来|就按这个来|算了|不用了|不用改了|没有了|没了|就这些|没别的了|nevermind|never mind|that's all|that is all|nothing else|no changes|no more changes|leave it|好的|好|可以|行|嗯|嗯嗯|没问题|就这样|就这样吧|就这个|就它了|可以的|行吧|好呀|好啊|对|对的|是的|确定|同意|都行|都可以|随便|默认|无所谓|你定|你决定|ok|okay|yes|yep|yeah|sure|fine|alright|sounds fine|go ahead|that's fine|that works|works for me|whatever|up to you|default|no preference|no problem|deal",
    ),
    Words(
        "MEMORY",
        "我的偏好|以往的偏好|以前的偏好|过去的偏好|历史偏好|之前的偏好|以往偏好|记住的|记得的|我的记忆|记忆|记忆里的|以前说的|以前说过的|上次说的|remembered preferences|my preferences|past preferences|old preferences|saved preferences|what you remember|what you know about me|my memory|memories|my profile",
    ),
    Words(
        "IGNORE",
        "不用管|别管|不要管|不考虑|先不考虑|不用考虑|别考虑|不要考虑|忽略|无视|不用按|别按|不要按|不按|先别管|抛开|不参考|不用参考|别用|不要用|不用|ignore|disregard|forget about|without|don't use|do not use|don't apply",
    ),
    Words(
        "POLITE",
        "remember that|remember|记住|请记住|记得|能不能|可不可以|能否|可否|能|是否可以|要不|要不然|不如|干脆|麻烦|帮我|帮忙|给我|把|我想|我要|我们想|我们要|想|想要|希望|最好|我觉得|觉得|感觉|please|could you|can you|would you|can we|could we|can i|could i|may we|shall we|let's|let us|how about|what about|i want to|i'd like to|we'd like to|i would like to|we would like to|i'd rather|we'd rather|i'd prefer|i want|we want|i'd like|we'd like|is it possible to|would it be possible to",
    ),
    Words("NEG", "isn't|aren't|is not|are not|can't|cannot|won't|wouldn't"),
    Words("WANT", "要不去|要不要去|不如去|要不再去|要不还是去", "see"),
    Words("LONGER", "an extra hour|one more hour|another hour|an additional hour|an hour longer|an hour more", 60),
    Words("LONGER", "another half hour|half an hour longer|half an hour more|an extra half hour", 30),
    Words("INSTEAD", "instead of|rather than|代替|取代|替代|而不是"),
    Words("FORWHAT", "instead|就好"),
    Words(
        "OTHERS",
        "其他|其它|其他的|其它的|其余|剩下的|别的地方|别的都|the rest|everything else|others|the others|the other stops|other things|other parts",
    ),
    Words("THAT", "那个|那家|那间|这家|这间|那座|这座|那天|这天|that"),
)
"""Kinds and values, as :class:`Words` are listed; longer words win."""

MORE = frozenset({"ADD", "MOREOF"})
FEWER = frozenset({"LESSOF", "DROP"})
"""Kinds of words that make a number of the trip larger, and smaller."""

_ENGLISH_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ENGLISH_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = r"[0-9]{1,2}|[一二两三四五六七八九十]{1,3}"
_DAY = re.compile(
    rf"第\s?(?P<zh>{_NUMBER})\s?[天日](?!游)|(?P<last>最后一天|最后1天|末日|最后那天|(?:the )?last day|(?:the )?final day)"
    r"|(?P<first>首日|头一天|第一日)|\bday\s?(?P<en>\d{1,2}|" + "|".join(_ENGLISH_NUMBERS) + r")\b|\bd(?P<d>\d{1,2})\b"
    r"|(?:the )?\b(?P<nth>" + "|".join(_ENGLISH_ORDINALS) + r"|\d{1,2}(?:st|nd|rd|th)) day\b"
)
_DAYS = re.compile(
    rf"(?P<side>[前头后])(?P<n>[两二三四五2345])天|(?P<ends>头尾两天)|(?:the )?\b(?P<en>first|last) (?P<m>two|three|four|2|3|4) days\b"
    rf"|第(?P<a>{_NUMBER})(?:天)?[、和到至,，](?:第)?(?P<b>{_NUMBER})天|\bdays? (?P<p>\d) ?(?:and|&|to|-) ?(?:day )?(?P<q>\d)\b"
)
_NIGHT = re.compile(
    rf"第\s?(?P<zh>{_NUMBER})\s?(?:个)?晚(?:上)?(?!饭|餐)|(?P<last>最后一晚|最后一个晚上|\b(?:the )?last night\b)|\b(?:the )?(?P<nth>"
    + "|".join(_ENGLISH_ORDINALS)
    + r") night\b"
)
"""The night of a day; the last one is that of the day before the last."""
_STOP = re.compile(
    rf"第\s?(?P<zh>{_NUMBER})\s?(?:个(?:景点|地方|项目|活动)?|站|家)|(?P<last>最后(?:一个(?:景点|地方|项目|活动)?|一站|那个)|\b(?:the )?last (?:stop|sight|attraction|place|one)\b)"
    r"|\b(?:the )?(?P<nth>" + "|".join(_ENGLISH_ORDINALS) + r") (?:stop|sight|attraction|place)\b"
)
_VERSION = re.compile(
    rf"第\s?(?P<zh>{_NUMBER})\s?(?:个)?(?:版本|版|方案|个方案|次的?方案)|(?:版本|方案|v|version|plan)\s?#?(?P<n>\d{{1,2}}|[一二三四五六七八九])(?![\d天]| ?-?days?| ?nights?)"
    r"|\b(?:the )?(?P<nth>" + "|".join(_ENGLISH_ORDINALS) + r") (?:version|plan|itinerary)\b"
)


@cache
def _automaton() -> Any:
    from ahocorasick import Automaton

    automaton, listed = Automaton(), dict[str, Words]()
    for words in EDITS:
        for word in words.each():
            if listed.setdefault(fold(word), words) != words:
                raise ValueError(f"{word!r} is listed twice")
            automaton.add_word(fold(word), (len(word), words.kind, words.value))
    automaton.make_automaton()
    return automaton


_SOONER = re.compile(
    r"(?<![\d一二两三四五六七八九十今明当每夜清大])(?P<w>[早晚])(?=(?:[一两二三半]|\d+)(?:个)?(?:半)?(?:小时|钟头|刻钟|分钟|天|周|个月))"
)
"""早一小时, but not 住一晚."""
_HOUR = re.compile(
    r"\b(?:at|by|until|till|before|after|around) (?P<h>1?\d|2[0-3])(?= on |$|[,.;!?]| or | every| each| in the| instead| tomorrow| please)"
)
"""A bare hour in English, where a number can be nothing else."""
_MORE_DAYS = re.compile(
    r"\b(?:another|one more|an extra|an additional|1 more|a further) (?:day|night)\b|\b(?P<n>two|three|four|2|3|4|5) (?:more|extra|additional|further) (?:days|nights)\b"
    r"|\b(?:a|one) (?:day|night) (?:longer|more|extra)\b|\b(?P<less>(?:a|one) (?:day|night) (?:less|fewer|shorter))\b"
)


def scan_edit_words(folded: str) -> Iterator[Token]:
    """Every occurrence of a word of edits, of a day, a stop or a version by its number; overlaps included."""
    for end, (length, kind, value) in _automaton().iter(folded):
        yield Token(kind, end - length + 1, end + 1, value)
    for match in _SOONER.finditer(folded):
        yield Token("EARLIER" if match["w"] == "早" else "LATER", *match.span("w"), True)
    for match in _HOUR.finditer(folded):
        yield Token("TIME", *match.span("h"), int(match["h"]) * 60)
    for match in _MORE_DAYS.finditer(folded):
        yield Token("DAYSBY", *match.span(), -1 if match["less"] else _number(match["n"]) if match["n"] else 1)
    for match in _VERSION.finditer(folded):
        yield Token("NTHVERSION", *match.span(), _number(match["zh"] or match["n"] or match["nth"]))
    for match in _DAYS.finditer(folded):
        yield Token("NTHDAYS", *match.span(), _several(match))
    for match in _DAY.finditer(folded):
        said = match["zh"] or match["en"] or match["d"] or match["nth"]
        yield Token("NTHDAY", *match.span(), -1 if match["last"] else 1 if match["first"] else _number(said))
    for match in _NIGHT.finditer(folded):
        yield Token("NTHDAY", *match.span(), -2 if match["last"] else _number(match["zh"] or match["nth"]))
    for match in _STOP.finditer(folded):
        yield Token("NTHSTOP", *match.span(), -1 if match["last"] else _number(match["zh"] or match["nth"]))


def _number(said: str) -> int:
    """A small ordinal or number; 0 where it is none."""
    if said in _ENGLISH_ORDINALS:
        return _ENGLISH_ORDINALS.index(said) + 1
    if said in _ENGLISH_NUMBERS:
        return _ENGLISH_NUMBERS.index(said) + 1
    if digits := re.match(r"\d+", said):
        return int(digits[0])
    number = next((token.value.whole for token in scan_numbers(said) if token.end - token.start == len(said)), None)
    return number or 0


def _several(match: re.Match[str]) -> tuple[int, ...]:
    """Days from the front (positive) or the back (negative); a span where both ends were said."""
    if match["ends"]:
        return (1, -1)
    if match["a"] or match["p"]:
        first, last = _number(match["a"] or match["p"]), _number(match["b"] or match["q"])
        joined = any(mark in match[0] for mark in ("到", "至", "to", "-"))
        return tuple(range(first, last + 1)) if joined else (first, last)
    count = _number(match["n"] or match["m"])
    front = match["side"] in ("前", "头") or match["en"] == "first"
    return tuple(range(1, count + 1)) if front else tuple(range(-count, 0))
