"""What is said of Open-Meteo, in both languages."""

from __future__ import annotations

from ....domain.language import Phrasebook

PHRASES = Phrasebook(
    {
        "nowhere": ("没有地点坐标，无法查询天气", "without a position there is no weather to look up"),
        "too_far": (
            "日期超出天气预报范围（未来 {days} 天）",
            "the dates lie beyond the forecast, which reaches {days} days ahead",
        ),
        "nothing": ("天气服务没有这些日期的数据", "the weather service knows nothing of these dates"),
        "busy": ("天气服务请求太频繁", "the weather service is asked too often"),
        "refused": ("天气服务不接受这个查询", "the weather service doesn't take this query"),
        "http": ("天气服务答复 HTTP {status}", "the weather service answered HTTP {status}"),
        "line": ("连不上天气服务（{kind}）", "the weather service can't be reached ({kind})"),
        "tls": (
            "与天气服务的加密连接没有建立（证书或握手被拒绝），请检查代理、系统时间和地址",
            "no encrypted connection to the weather service (certificate or handshake refused); check proxy, clock and address",
        ),
        "silent": ("天气服务没有及时答复", "the weather service did not answer in time"),
        "rubbish": ("天气服务的答复读不懂", "the weather service's answer makes no sense"),
        "echo": ("天气服务答复的是别的地点或日期", "the weather service answered for another place or other dates"),
        "years": ("{first}–{last} 年同期平均", "average of the same days of {first}–{last}"),
    }
)
