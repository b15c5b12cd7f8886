"""Slash commands about the plan."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.text import Text

from ...domain.edit import ChangeTrip, Lock, Target, Undo, Why
from ...domain.request import Budget
from ..render.reply import render_days
from ..render.sessions import render_versions
from ..render.sheet import sheet
from ..render.style import bullets, section
from ..render.trip import render_trip
from .usage import number_in, wrong_usage

if TYPE_CHECKING:
    from .chat import Chat

_AMOUNT = re.compile(r"(?P<sign>[+\-−]?)\s*[¥￥]?\s*(?P<amount>\d{1,9})\s*(?:元|块|yuan|rmb|cny)?", re.IGNORECASE)
_WITHOUT = frozenset({"none", "no", "off", "不限", "无", "没有"})


async def show_plan(chat: Chat, words: str) -> None:
    """The whole plan, or one day of it."""
    day = number_in("plan", words, chat.language)
    current = await chat.current()
    if current is None:
        return chat.show("plan", Text(chat.say("no_plan")))
    if day is None:
        return chat.show("plan", render_trip(current.trip))
    return chat.show("plan", *(render_days(current.trip, {day}) or [Text(chat.say("no_day", day=day))]))


async def show_versions(chat: Chat, words: str) -> None:
    """All versions of the plan."""
    current = await chat.current()
    versions = await chat.conversation.versions()
    chat.show("versions", render_versions(versions, chat.language, current=current.number if current else None))


async def why(chat: Chat, words: str) -> None:
    """Ask why, in words, or about the plan as a whole."""
    if not words:
        await chat.edit(Why(target=Target(subject="trip"), about="trip"), said=chat.say("words.why.all"))
    elif words.lower().startswith(("why", "为什么", "为何")):
        await chat.hear(words)
    else:
        await chat.hear(chat.say("words.why", words=words))


async def undo(chat: Chat, words: str) -> None:
    """Back to the version before, or to one by its number."""
    version = number_in("undo", words, chat.language)
    said = chat.say("said.undo.to", version=version) if version else chat.say("said.undo")
    await chat.edit(Undo(version=version), said=said)


async def redo(chat: Chat, words: str) -> None:
    """Forward again."""
    await chat.edit(Undo(redo=True), said=chat.say("said.redo"))


async def lock(chat: Chat, words: str) -> None:
    """Fix a day by its number, or a part in words; alone it lists what is fixed."""
    if words.isdecimal() and (day := number_in("lock", words, chat.language)):
        await chat.edit(Lock(target=Target(day=day)), said=chat.say("said.lock", day=day))
    elif words:
        await chat.hear(chat.say("words.lock", words=words))
    else:
        current = await chat.current()
        pins = [pin for pin in current.trip.request.pins if pin.locked] if current else []
        labels = dict.fromkeys(pin.label for pin in pins)
        shown = section(chat.say("locked"), bullets(labels)) if labels else Text(chat.say("locked.none"), "faint")
        chat.show("lock", shown)


async def unlock(chat: Chat, words: str) -> None:
    """Free a day by its number, or a part in words; alone everything."""
    if words.isdecimal() and (day := number_in("unlock", words, chat.language)):
        await chat.edit(Lock(target=Target(day=day), locked=False), said=chat.say("said.unlock", day=day))
    elif words:
        await chat.hear(chat.say("words.unlock", words=words))
    else:
        await chat.edit(Lock(target=Target(subject="trip"), locked=False), said=chat.say("said.unlock.all"))


async def budget(chat: Chat, words: str) -> None:
    """Show the money, or change the budget: to an amount, by one, or to none."""
    if not words:
        current = await chat.current()
        if current is None or current.trip.itinerary is None or current.trip.budget is None:
            return chat.show("budget", Text(chat.say("no_plan")))
        return chat.show("budget", sheet(current.trip.itinerary, current.trip.budget, chat.language))
    if words.lower() in _WITHOUT:
        return await chat.edit(ChangeTrip(without_budget=True), said=chat.say("said.budget.none"))
    amount = _AMOUNT.fullmatch(words)
    if amount is None:
        return await chat.hear(chat.say("words.budget", words=words))
    value, sign = int(amount["amount"]), amount["sign"]
    if sign:
        by = value if sign == "+" else -value
        said = chat.say("said.budget.more" if by > 0 else "said.budget.less", amount=value)
        return await chat.edit(ChangeTrip(budget_by=by), said=said)
    if value == 0:
        raise wrong_usage("budget", words, chat.language)
    return await chat.edit(ChangeTrip(budget=Budget(amount=Decimal(value))), said=chat.say("said.budget", amount=value))
