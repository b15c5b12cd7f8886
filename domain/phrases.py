"""What the domain tells travellers."""

from __future__ import annotations

from .language import Phrasebook

PHRASES = Phrasebook(
    {
        "attachment.empty": (
            "附件“{name}”是空的，应为图片或录音",
            "the attachment '{name}' is empty; expected a picture or a recording",
        ),
        "attachment.large": (
            "附件“{name}”超过 {most} MB，请压缩或裁剪后再试",
            "the attachment '{name}' is larger than {most} MB; make it smaller or cut it",
        ),
        "attachment.unknown": (
            "附件“{name}”不是能读的图片或录音；能读的格式：{formats}",
            "the attachment '{name}' is no picture or recording that can be read; these can: {formats}",
        ),
        "attachment.no_image": (
            "附件“{name}”是录音，应为图片",
            "the attachment '{name}' is a recording; expected a picture",
        ),
        "attachment.no_audio": (
            "附件“{name}”是图片，应为录音",
            "the attachment '{name}' is a picture; expected a recording",
        ),
    }
)
