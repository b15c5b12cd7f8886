"""Words around a figure that say what it is a figure of."""

from __future__ import annotations

import re

from .fact import Kind

_MODES = (
    (r"步行|走路|徒步|走过去|\bwalk|\bon foot\b", {"walk"}),
    (r"打车|出租|车程|开车|乘车|\btaxi|\bcab\b|\bdriv", {"taxi"}),
    (r"地铁|\bmetro\b|\bsubway\b", {"metro"}),
)
_CUES: dict[Kind, tuple[tuple[str, set[str]], ...]] = {
    "clock": (
        (r"开门|开馆|开园", {"open"}),
        (r"开放|营业|\bopen(?:s|ing|ed)?\b", {"open", "close"}),
        (r"闭馆|闭园|关门|打烊|关闭|\bclos(?:es?|ing)\b|\bshuts?\b", {"close"}),
        (r"停止入|最晚入|最后入|停止检票|停止售票|\blast (?:entry|admission)\b", {"last"}),
        (r"到达|抵达|开始|开吃|\barriv|\breach|\bstart|\bbegin|\bkicks? off\b", {"start", "arrive"}),
        (
            r"离开|结束|出发|动身|启程|\bleav|\bdepart|\bset(?:ting)? (?:off|out)\b|\bfinish|\bends?\b|\buntil\b|\btill\b|为止",
            {"end", "depart"},
        ),
    ),
    "minutes": (
        *_MODES,
        (r"游览|参观|停留|游玩|逛|玩|\bvisit|\bspend|\bexplor|\bstay", {"stay"}),
        (r"高铁|火车|列车|航班|飞行|飞机|\btrain|\bflight|\bfly", {"ride"}),
    ),
    "metres": _MODES,
    "money": (
        (r"门票|\badmission|\bentrance|\bentry", {"tickets"}),
        (r"火车票|车票|机票|高铁票|\btrain (?:ticket|fare)|\bair ?fare", {"intercity"}),
        (r"(?<!门)(?<!车)(?<!机)(?<!铁)票|\btickets?\b", {"tickets", "intercity"}),
        (r"餐|吃|饭|人均|\bmeals?\b|\bbreakfast|\blunch|\bdinner|\beat|\bfood", {"meals"}),
        (r"住宿|房费|房价|每晚|一晚|\blodging|\baccommodation|\bhotels?\b|\bnight|\broom", {"lodging"}),
        (r"打车|出租|\btaxi|\bcab\b", {"taxi", "innercity"}),
        (r"地铁|\bmetro\b|\bsubway\b", {"metro", "innercity"}),
        (r"交通|车费|\btransport|\bgetting around|\bfares?\b", {"innercity", "intercity"}),
        (
            r"合计|总共|一共|总计|全程|小计|总花费|总费用|\btotal|\bin all\b|\baltogether|\boverall|\bcomes? to\b|\badds? up",
            {"total"},
        ),
        (r"预算|\bbudget", {"limit"}),
        (r"余|剩|\bleft\b|\bremain|\bleav(?:es|ing)\b|\bto spare\b|\bunder (?:the )?budget", {"left"}),
        (r"超出|超支|\bover (?:the )?budget", {"over"}),
    ),
}
_SOME = re.compile(
    r"未成年|儿童|孩子|小孩|小朋友|宝宝|学生|老人|长辈|岁|以下|米以|凭|持|\bchild|\bkids?\b|\bminors?\b|\bstudent|\bsenior|\bunder \S|\byears?\b|\bages?\b|\bid\b"
)
EVERYBODY, SOME = "everybody", "some"
"""For whom a place is free."""
_COMPILED = {kind: tuple((re.compile(cue), frozenset(roles)) for cue, roles in cues) for kind, cues in _CUES.items()}


def free_for(folded: str) -> frozenset[str]:
    """For whom a stretch of folded text says that something is free."""
    return frozenset({SOME if _SOME.search(folded) else EVERYBODY})


def roles_in(folded: str, kind: Kind) -> frozenset[str]:
    """What figures of a kind are said to be in a stretch of folded text; empty where nothing tells."""
    found = (roles for cue, roles in _COMPILED.get(kind, ()) if cue.search(folded))
    return frozenset().union(*found)
