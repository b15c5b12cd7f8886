"""Facts without a figure: the part of the day, how one gets somewhere, whether a visit must be booked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .fact import Fact, Kind, Mention

_THERE = r"(?:前往|去往|过去|去|到|至|可达|可到|抵达|直达)"
_CLAIMS: tuple[tuple[Kind, str, str], ...] = (
    ("daypart", "am", r"早上|早晨|清晨|上午|\bmornings?\b"),
    ("daypart", "noon", r"中午|正午|\bnoon\b|\bmidday\b"),
    ("daypart", "pm", r"下午|午后|\bafternoons?\b"),
    ("daypart", "eve", r"傍晚|晚上|夜里|夜晚|晚间|入夜|\bevenings?\b|\btonight\b"),
    ("mode", "walk", rf"(?:步行|走路){_THERE}|\bwalk(?:ing)? (?:over |back |on )?(?:to|from)\b|\bon foot to\b"),
    (
        "mode",
        "taxi",
        rf"(?:打车|乘?出租车|打的){_THERE}|\b(?:take|by|in|hail|grab) (?:a |the )?(?:taxi|cab)\b|\b(?:taxi|cab) (?:over |back )?(?:to|from)\b",
    ),
    (
        "mode",
        "metro",
        rf"(?:乘坐?|坐)?地铁{_THERE}|\b(?:take|by|ride) (?:the )?(?:metro|subway)\b|\b(?:metro|subway) (?:over |back )?(?:to|from)\b",
    ),
    (
        "mode",
        "other",
        r"(?:乘坐?|坐)(?:公交|巴士|轮渡|渡轮|大巴)|骑(?:共享)?单车|骑自行车|骑行前往|\b(?:take|by) (?:the |a )?(?:bus|ferry|bike|bicycle|tram)\b",
    ),
    (
        "claim",
        "no_booking",
        r"(?:无需|不用|不必|不需要?|免)(?:提前|事先)?(?:预约|预订|订票|订位)|随到随进|现场(?:买|购)票即可|直接入园"
        r"|\bno (?:advance )?(?:booking|reservation)s?\b|\bwithout (?:a |any )?(?:booking|reservation)|\b(?:need|needs) not (?:be )?book|\bwalk[- ]ins?\b"
        r"|\b(?:don't|doesn't|do not|does not) need (?:to book|booking|a (?:booking|reservation))",
    ),
    (
        "claim",
        "booking",
        r"(?<!无需)(?<!不用)(?<!不必)(?<!不需)(?<!需要)(?:须|需要?|要|请|记得|务必)?(?:提前|事先|实名)+(?:\S{0,4})(?:预约|预订|订票|订位)|(?:须|需要?|务必)预约"
        r"|\bbook(?:ed|ing)? (?:it |them |tickets? |your tickets? )?(?:in advance|ahead|early|beforehand)\b|\badvance (?:booking|reservation)s?\b"
        r"|\b(?:booking|reservation)s? (?:is |are )?(?:required|needed|necessary|essential|a must)\b|\b(?:must|needs? to) be booked\b|\breserve (?:ahead|in advance)\b",
    ),
    (
        "claim",
        "open_always",
        r"全天开放|全年无休|全年开放|天天开放|每天开放|随时可去|全天候|\bopen (?:all day|daily|every day|year[- ]round|around the clock|24/7)\b",
    ),
    ("claim", "cancelled", r"取消|作废|\bcancel(?:s|l?ed)?\b|\bcalled off\b|\b(?:dropped|removed)\b"),
    ("claim", "replaced", r"[换改](?:成|为|到)|替换|\b(?:replaced|swapped)\b"),
    ("claim", "shut", r"停业|歇业|停运|倒闭|拆除|(?:暂停|停止)(?:对外)?(?:开放|营业|接待)|\bno longer\b|\bclosed down\b"),
    ("claim", "full", r"售罄|售完|订满|约满|满房|\bsold out\b|\bfully booked\b"),
)
_COMPILED = tuple((kind, value, re.compile(pattern)) for kind, value, pattern in _CLAIMS)


def scan_claims(folded: str) -> Iterator[Mention]:
    """Such facts in a folded text whose names and figures are blanked."""
    taken: list[tuple[int, int]] = []
    for kind, value, pattern in _COMPILED:
        for match in pattern.finditer(folded):
            if kind != "claim" or not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                yield Mention(*match.span(), (Fact(kind, value),))
