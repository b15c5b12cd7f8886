"""What travellers are told of their pictures and voice notes."""

from __future__ import annotations

from ...domain.language import Phrasebook

PHRASES = Phrasebook(
    {
        "many": (
            "一次最多 {most} 个附件，这里有 {count} 个",
            "at most {most} attachments are taken at a time; here are {count}",
        ),
        "no_file": ("找不到附件“{name}”，请检查路径", "there is no file '{name}' to attach; check its path"),
        "unreadable": ("附件“{name}”打不开：{reason}", "the attachment '{name}' can't be opened: {reason}"),
        "no_eyes": (
            "没有配置能看图的模型，附件“{name}”读不了。设置 XIAKE_VISION_MODEL（如 tongyi:qwen-vl-plus）和它的密钥（如 DASHSCOPE_API_KEY），"
            "或者直接写出想要的行程",
            "no model that sees is configured, so the attachment '{name}' can't be read. Set XIAKE_VISION_MODEL (e.g. tongyi:qwen-vl-plus) "
            "and its key (e.g. DASHSCOPE_API_KEY), or say in words what trip you want",
        ),
        "no_ears": (
            "没有配置能听的模型，附件“{name}”听不了。设置 XIAKE_AUDIO_MODEL（如 tongyi:qwen-audio-turbo）和它的密钥（如 DASHSCOPE_API_KEY），"
            "或者直接写出想要的行程",
            "no model that hears is configured, so the attachment '{name}' can't be heard. Set XIAKE_AUDIO_MODEL (e.g. "
            "tongyi:qwen-audio-turbo) and its key (e.g. DASHSCOPE_API_KEY), or say in words what trip you want",
        ),
        "only_attachments": (
            "附件“{names}”里没有读出能用的内容，请再用一句话说说想去哪里、玩几天",
            "nothing that helps was made out in '{names}'; please say in a sentence where you would like to go and for how long",
        ),
        "ready": (
            "需求已经读好，录音“{name}”加不进去；请连同文字一起交给 understand",
            "the request is understood already, so the recording '{name}' can't add words to it; hand it to understand with the text",
        ),
        "from_pictures": ("规划一次旅行", "Plan a trip"),
        "from.image": ("来自图片 {name}", "from the picture {name}"),
        "from.audio": ("来自录音 {name}", "from the recording {name}"),
        "seen.image": ("图片 {name} 里写着：{quotes}", "From the picture {name}: {quotes}"),
        "seen.audio": ("录音 {name} 里说：{quotes}", "From the recording {name}: {quotes}"),
        "quote": ("“{quote}”", "'{quote}'"),
        "more": ("……", " ..."),
        "aside": (
            "图片 {name} 里的这些没有计入（谁去、从哪出发、花多少、住哪里由您说）：{quotes}",
            "Not counted from the picture {name} (who goes, from where, for how much and where to stay is yours to say): {quotes}",
        ),
        "unused.image": (
            "图片 {name} 里写着{quotes}，对这次要求没有用上",
            "The picture {name} says {quotes}; nothing of it served this request",
        ),
        "nothing.image": ("图片 {name} 里没有读出能用的内容", "Nothing that helps was made out in the picture {name}"),
        "nothing.audio": ("录音 {name} 里没有听出能用的内容", "Nothing that helps was made out in the recording {name}"),
    }
)
