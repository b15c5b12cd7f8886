"""Addresses, telephone numbers, and words that no wording of a plan has a use for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..orders import ORDERS
from .fact import Fact, Mention

_DOMAIN = r"(?:com|cn|net|org|io|gov|edu|info|top|xyz|vip|shop|site|online|app|cc|me)"
_CONTACT = re.compile(
    r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>(?:[a-z][a-z0-9+.-]*://|www\.)[^\s，。；、！？）)】」”\"'<>]+"
    rf"|(?<![\w@])[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.{_DOMAIN}(?![a-z0-9])(?:/[^\s，。；、）)]*)?)"
    r"|(?P<called>(?:拨打|致电|电话|热线|手机|座机|\btel\b|\bcall\b|\bphone\b|\bdial\b|\bhotline\b)[^\d。.!！]{0,12}?(?P<short>\d[\d -]{1,}\d))"
    r"|(?P<phone>(?<![\d.,:])(?!20\d\d[-/.]\d{1,2}[-/.]\d{1,2})\+?\d[\d -]{5,}\d(?![\d.,:]))"
)
_LEAST_DIGITS = 7
_PAYING = (
    r"(?:加|添加|扫|关注).{0,6}(?:微信(?!小程序)|vx|qq|二维码)|微信号|私信|转账|汇款|打款|付定金|定金|验证码|银行卡|密码|点击.{0,6}(?:链接|这里|此处)"
    r"|\b(?:wire|transfer|send) (?:the |some |your )?(?:money|deposit|funds?|payment)\b|\bwechat id\b|\bqr code\b|\bscan the code\b"
    r"|\bpassword\b|\bverification code\b|\bcredit card\b|\bbank (?:account|card)\b|\bclick (?:here|the link|on)\b|\bpromo(?:tion)? code\b"
)
_MARKUP = r"<\s*/?\s*[a-z!][^>]*>|\{\{|\}\}|```|<\|"
_LURE = re.compile(f"{ORDERS.pattern}|{_PAYING}|{_MARKUP}")


def scan_contacts(folded: str) -> Iterator[Mention]:
    """Addresses and telephone numbers; to be found in the evidence as they stand, blanks and hyphens aside."""
    for match in _CONTACT.finditer(folded):
        start, end = match.span("short") if match["called"] else match.span()
        said = folded[start:end].rstrip(".,/")
        if match["phone"] and sum(character.isdigit() for character in said) < _LEAST_DIGITS:
            continue
        yield Mention(start, end, (Fact("contact", plain_contact(said)),))


def scan_lures(folded: str) -> Iterator[Mention]:
    """Words to a model, to a payer or to a browser: never supported by anything."""
    for match in _LURE.finditer(folded):
        yield Mention(*match.span(), (Fact("lure", match.group()),))


def plain_contact(said: str) -> str:
    """A contact without what may be written otherwise."""
    bare = re.sub(r"^[a-z]+://|^www\.|/$", "", said)
    return re.sub(r"[ -]", "", bare) if re.fullmatch(r"[+\d -]+", bare) else bare
