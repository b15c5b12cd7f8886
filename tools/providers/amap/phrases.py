"""What is said of Amap, in both languages."""

from __future__ import annotations

from ....domain.language import Phrasebook

PHRASES = Phrasebook(
    {
        "key": ("高德不认这个密钥（{code}），请检查 AMAP_API_KEY", "Amap doesn't accept the key ({code}); check AMAP_API_KEY"),
        "right": (
            "高德密钥没有这项服务的权限（{code}），需要“Web服务”类型的密钥",
            "the Amap key may not use this service ({code}); it takes a key for 'Web service'",
        ),
        "quota": ("高德密钥今天的额度用完了（{code}）", "the quota of the Amap key is used up for today ({code})"),
        "spent": (
            "高德密钥今天的额度用完了（已请求 {used} 次），零点后恢复；上限由 XIAKE_AMAP_PER_DAY 或高德决定",
            "the Amap key has no requests left today ({used} made); it has at midnight in China. XIAKE_AMAP_PER_DAY or Amap set the limit",
        ),
        "busy": ("高德请求太频繁（{code}）", "too many requests to Amap at a time ({code})"),
        "argument": ("高德不接受这个查询（{code}）", "Amap doesn't take this query ({code})"),
        "far": ("高德没有这样的路线（{code}）", "Amap knows no such way ({code})"),
        "down": ("高德服务暂时出错（{code}）", "Amap has a trouble of its own ({code})"),
        "http": ("高德答复 HTTP {code}", "Amap answered HTTP {code}"),
        "line": ("连不上高德（{kind}）", "Amap can't be reached ({kind})"),
        "tls": (
            "与高德的加密连接没有建立（证书或握手被拒绝），请检查代理、系统时间和 XIAKE_AMAP_URL",
            "no encrypted connection to Amap (certificate or handshake refused); check the proxy, the clock and XIAKE_AMAP_URL",
        ),
        "silent": ("高德没有及时答复", "Amap did not answer in time"),
        "rubbish": ("高德的答复不是约定的格式", "Amap's answer is not of the agreed form"),
        "echo": ("高德答的是另一个地方：要{asked}，答{given}", "Amap answered for another place: {given} instead of {asked}"),
        "no_city": ("高德没有城市“{name}”", "Amap knows no city '{name}'"),
        "no_place": ("在{city}没有找到“{name}”", "found no '{name}' in {city}"),
        "no_weather": ("高德没有{city}这几天的天气预报", "Amap has no forecast for these days in {city}"),
        "empty": ("高德在{city}没有找到可用的地点", "Amap has no usable places in {city}"),
    }
)
