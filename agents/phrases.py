"""What agents tell travellers."""

from __future__ import annotations

from ..domain.language import Phrasebook

PHRASES = Phrasebook(
    {
        "widen": ("找到 {found} 项，想要 {wanted} 项，扩大范围再找", "{found} found, {wanted} wanted; searching wider"),
        "skip": ("只找到 {found} 项（想要 {wanted} 项），就用这些", "only {found} of {wanted} found; going on with these"),
        "model.unauthorized": ("密钥无效", "its key is not accepted"),
        "model.forbidden": ("没有使用权限", "it may not be used with this key"),
        "model.rate_limited": ("请求过于频繁", "it is asked too often"),
        "model.timeout": ("没有及时回答", "it did not answer in time"),
        "model.upstream": ("服务出错", "its service failed"),
        "model.unavailable": ("服务不可用", "its service can't be reached"),
        "model.invalid": ("不接受这样的请求", "it does not take such a request"),
        "model.refused": ("服务方拒绝回答", "its provider refused to answer"),
        "model.budget": ("本次的调用额度已用完", "this run's share of calls is used up"),
        "model.unreadable": ("答复不合要求", "its answers were of no use"),
        "seat.intake": (
            "模型没能帮忙理解需求（{reason}），按规则理解",
            "no model helped to read the request ({reason}); rules read it",
        ),
        "seat.planner": (
            "模型没能帮忙分解任务（{reason}），按规则分解",
            "no model proposed subtasks ({reason}); rules decide on them",
        ),
        "seat.worker": ("模型没能帮忙挑选（{reason}），按规则查找", "no model helped to choose ({reason}); rules do the search"),
        "seat.critic": ("模型没能评审结果（{reason}），按规则验收", "no model judged what was found ({reason}); rules accept it"),
        "seat.writer": ("模型没能撰写文字（{reason}），使用模板", "no model worded the plan ({reason}); templates do"),
        "seat.eyes": ("模型没能看懂图片（{reason}）", "no model could look at the image ({reason})"),
        "seat.ears": ("模型没能听懂语音（{reason}）", "no model could listen to the recording ({reason})"),
        "again": (
            "模型评审认为还不够贴合，再找一次：多了 {found} 项",
            "a model judged that more is needed; searched again: {found} more",
        ),
        "doubted": ("模型评审认为结果不够贴合，就用这些", "a model judged that this could fit better; going on with it"),
        "weather.unknown": (
            "没有查到行程期间的天气（{reason}），出发前请看预报",
            "The weather is not known ({reason}); see a forecast before you go",
        ),
        "weather.partly": ("没有查到这些日期的天气：{days}", "The weather of these dates is not known: {days}"),
        "no_places": ("在{city}没有找到任何地点", "found no place at all in {city}"),
    }
)
