"""What callers and travellers read from the tools floor."""

from __future__ import annotations

from ..domain.language import Phrasebook

PHRASES = Phrasebook({
    "no_tool": ("没有工具提供「{capability}」，现有：{known}", "no tool serves {capability!r}; there are: {known}"),
    "bad_argument": ("参数 {field} = {value} 不对：{problem}", "argument {field} = {value}: {problem}"),
    "missing": ("缺少参数 {field}", "argument {field} is missing"),
    "extra": ("没有参数 {field}，可用：{known}", "there is no argument {field}; there are: {known}"),
    "which_place": ("「{name}」指的是哪一个：{options}？", 'Which place is "{name}": {options}?'),
    "no_place": ("在{city}没有找到「{name}」", 'found no "{name}" in {city}'),
    "no_place_but": ("在{city}没有找到「{name}」，相近的有：{options}", 'found no "{name}" in {city}; similar: {options}'),
    "no_city": ("不认识城市「{name}」，可以规划：{options}", 'unknown city "{name}"; I can plan {options}'),
})
