"""What travellers are told about the store of their long-term memory."""

from __future__ import annotations

from ...domain.language import Phrasebook

PHRASES = Phrasebook(
    {
        "set_aside": (
            "长期记忆的文件已损坏，移到了 {folder}；其中 {restored} 条记忆已恢复。",
            "The files of the long-term memory were damaged and now lie in {folder}; {restored} of its memories were recovered.",
        ),
    }
)
