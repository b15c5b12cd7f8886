"""What callers and travellers read from the tools floor."""

from __future__ import annotations

from ..domain.language import Phrasebook

PHRASES = Phrasebook(
    {
        "no_tool": ("没有工具提供「{capability}」，现有：{known}", "no tool serves {capability!r}; there are: {known}"),
        "no_arguments": ("参数应为「名称: 值」的对象，而不是 {kind}", "arguments are an object of names and values, not {kind}"),
        "bad_argument": ("参数 {field} = {value} 不对：{problem}", "argument {field} = {value}: {problem}"),
        "missing": ("缺少参数 {field}", "argument {field} is missing"),
        "extra": ("没有参数 {field}，可用：{known}", "there is no argument {field}; there are: {known}"),
        "which_place": ("「{name}」指的是哪一个：{options}？", 'Which place is "{name}": {options}?'),
        "no_place": ("在{city}没有找到「{name}」", 'found no "{name}" in {city}'),
        "no_place_but": ("在{city}没有找到「{name}」，相近的有：{options}", 'found no "{name}" in {city}; similar: {options}'),
        "no_city": ("不认识城市「{name}」，可以规划：{options}", 'unknown city "{name}"; I can plan {options}'),
        "timeout": ("{seconds:g} 秒内没有答复", "no answer within {seconds:g} s"),
        "late": ("服务没有及时答复", "the service did not answer in time"),
        "cancelled": ("调用从内部被取消", "the call was cancelled from within"),
        "left_alone": ("连续失败 {count} 次，暂时不再调用", "left alone after {count} failures"),
        "other_answer": ("答复不是 {model}（{count} 处问题）", "the answer is no {model} ({count} problems)"),
        "other_query": ("不接受 {model}", "takes no {model}"),
        "unexpected": ("意外错误 {kind}", "unexpected {kind}"),
        "desk.no_hotel": ("这里不卖「{name}」的房间", 'rooms of "{name}" are not sold here'),
        "desk.no_room": ("「{name}」在这些日期没有房了", '"{name}" has no room on these dates'),
        "desk.no_quote": ("没有这个报价，或已经失效", "there is no such quote, or it has expired"),
        "desk.dearer": ("房价已涨到 ¥{total}", "the price has risen to ¥{total}"),
        "desk.no_booking": ("没有这个预订", "there is no such booking"),
        "desk.lapsed": ("保留时间已过，预订没有成立", "the hold has lapsed; nothing is booked"),
        "desk.own_page": ("只在商家自己的页面出售", "sold on the desk's own page alone"),
        "desk.lost": ("答复丢失", "the answer was lost"),
        "scripted": ("模拟故障：{capability} 返回 {code}", "scripted: {capability} is {code}"),
    }
)
