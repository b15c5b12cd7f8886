"""Words inside unknown stretches of text that carry no wish: politeness, adverbs, function words."""

from __future__ import annotations

import re

_FUNCTION = (
    "帮忙|拜托|辛苦|谢啦|多谢|感谢|你们|您|你|咱|他们|她们|它们|他|她|它|自己|大家|各位|嗨|哈喽|嘿|哈|嗯|呃|哎|唉|哟|咯|啦|喔|噢|哇|嘞|呗|么|什么|怎么|怎样|如何|"
    "先|又|还|最|更|太|蛮|挺|超|真|大概|估计|可能|或许|反正|其实|基本|基本上|总之|主要|一般|尽快|直接|专门|稍微|稍|略|些|"
    "这边|那边|这里|那里|这|那|此|该|把|将|被|让|使|令|会|要|想|用|以|于|为|为了|给|对|对于|关于|按|按照|根据|如果|假如|要是|只要|只是|只|即|则|而|而且|且|之|所|其|及|"
    "我|俺|人们|觉得|感觉|认为|期间|时候|当中|好好|随便|随意|都行|都可以|深度|旅程|日程|路线|旅途|玩法|旅客|游客|地点|方便|合适|美好|完美|难忘|详细|具体|合理|"
    "当然|那么|这样|那样|即将|正在|现在|目前|刚好|正好|刚刚|滴|却|倒|至于|属于|知道|告诉|第一次|首次|头一次|头一回|进行|包括|包含|差不多|其他|其它|别的|首先|其次|最后|没事|没问题|为辅|关键词|选择|散步|散散步|走一走|看一看|转一转|全部|每|各|某|个|次|趟|着|得|地|们|耍法"
)
_ALONE = "多|少|人|日|天|上|下|来|去|起|起来|过|出|到|外|内|里|中|间|处|成|完|够|打|订|定|找|选|问|条|家|顿|说|回|位|点|儿|好|亲|需|算|差|正|时|另|全|也|都|就|上去|下来"
"""These mean nothing by themselves, but they are parts of many words that do (日出, 人多)."""
_ENGLISH = (
    "i|i'm|im|i'd|i'll|i've|me|my|mine|we|we're|we'd|we'll|we've|us|our|you|your|he|she|they|them|their|his|her|its|this|these|those|there|here|so|very|"
    "quite|rather|pretty|a|an|the|and|to|of|for|from|in|on|at|as|with|by|into|about|over|per|than|then|if|when|while|since|because|which|who|what|where|how|"
    "do|does|did|be|been|being|am|is|are|was|were|have|had|having|get|getting|got|go|going|gonna|come|coming|take|taking|let|let's|could|can|may|might|"
    "shall|should|will|would|must|please|pls|plz|thanks|thank|cheers|hello|hey|dear|kindly|okay|ok|well|good|nice|great|best|perfect|wonderful|lovely|amazing|"
    "some|any|all|both|every|more|most|much|many|lot|lots|few|bit|little|one|ones|thing|things|something|anything|everything|place|places|spot|spots|"
    "time|times|trip|trips|travel|journey|visit|stay|stays|suggest|suggestion|suggestions|recommend|recommendation|recommendations|plan|plans|planning|planned|"
    "itinerary|schedule|route|help|need|needs|looking|look|find|give|book|booking|want|wants|wanted|hoping|hope|wondering|think|thinking|know|tell|say|"
    "first-time|myself|ourselves|too|also|only|just|even|still|yet|again|during|total|overall|incl|including|includes|include|new|up|out|off|it'd|that's|"
    "don't|doesn't|won't|isn't|aren't|etc|s|t|d|m|re|ve|ll|w|else|around|within|between|through|along|via|soon|now|currently|already|sure|start|starting|"
    "spend|spending|enjoy|explore|see|seeing|experience|experiences|interested|interest|interests|focus|like|love|loves|likes|prefer|prefers|preferred|"
    "comfortable|convenient|suitable|group|person|people|ppl|guys|old|year|years|day|days|week|night|nights|way|pace|provide|provides|provided|offer|following|requirement|requirements|require|condition|conditions|meet|met|satisfy|use|least|"
    "fun|first|firstly|finally|lastly|keep|satisfying|meeting|following|besides|other|others|such"
)
_SYMBOLS = r"(?:[^\w\u3400-\u9fff]|_)"
_LISTED = "|".join(sorted(_FUNCTION.split("|"), key=len, reverse=True))
_FILLER = re.compile(rf"(?:{_SYMBOLS})*(?:{_ALONE}|(?:{_LISTED}|(?<![a-z'])(?:{_ENGLISH})(?![a-z'])|{_SYMBOLS})*)(?:{_SYMBOLS})*")


def is_filler(folded: str) -> bool:
    """Whether a stretch of folded text says nothing about the trip."""
    return _FILLER.fullmatch(folded) is not None
