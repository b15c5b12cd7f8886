"""Words to a model or to whoever reads, not about a trip: nothing that is told of a plan, and evidence of nothing."""

from __future__ import annotations

import re

_ZH = (
    r"(?:忽略|无视|忽视|不要理会|忘记|忘掉).{0,12}(?:指令|指示|要求|规则|限制|预算|提示|以上|之前|上面)"
    r"|系统\s*[:：]|系统提示|系统消息|系统指令|提示词|语言模型|作为(?:一个|一名)?ai|人工智能助手|开发者模式|越狱"
    r"|你现在(?:是|要)|(?:扮演|充当)(?:一[个名位]|我的)|(?:请你?|你要|你来|让你|假装|现在)\s*扮演"
)
_EN = (
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:instructions?|rules?|budget|above|previous|prompts?|constraints?|limits?)\b"
    r"|\b(?:system|developer) (?:prompt|message|mode|instructions?)\b|\blanguage model\b|\bas an ai\b|\bjailbreak\b|\bprompt injection\b"
    r"|\byou are now\b|\bact as an?\b|\b(?:system|assistant|user)\s*:"
)
ORDERS = re.compile(f"{_ZH}|{_EN}")
"""To be looked for in folded text."""
