"""How a request was read: every slot and wish with the words it came from."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from ...domain.language import Language
from ...domain.request import Provenance, Slot, TripRequest
from ...planner.export.phrases import LABELS
from ...planner.export.words import budget_of, day_of, people, title_of
from ...planner.wording import word_wish
from ..phrases import PHRASES
from .readings import differences
from .style import bullets, section, table

_SLOTS: tuple[Slot, ...] = ("destination", "origin", "start", "days", "party", "budget", "pace")


def render_request(request: TripRequest) -> RenderableType:
    """Slots, wishes, what was not understood, and the open questions."""
    return Group(*_parts(request))


def _parts(request: TripRequest) -> Iterator[RenderableType]:
    language = request.language
    yield Rule(Text(title_of(request), "bold"), style="cyan", align="left")
    grid = table()
    for key in ("slot", "value", "from"):
        grid.add_column(PHRASES.say(key, language), overflow="fold")
    for slot in _SLOTS:
        source = request.provenance.get(slot)
        grid.add_row(Text(PHRASES.say(f"slot.{slot}", language), "label"), _value(request, slot), _origin(source, language))
    yield grid
    if request.constraints:
        wishes = table()
        for title in (LABELS.say("wishes", language), PHRASES.say("strength", language), PHRASES.say("from", language)):
            wishes.add_column(title, overflow="fold")
        for wish in request.constraints:
            origin = Provenance(origin=wish.origin, quote=wish.quote, note=_shown_in(wish.quote, request))
            strength = PHRASES.say(f"strength.{wish.strength}", language)
            wishes.add_row(word_wish(wish, language), Text(strength, "faint"), _origin(origin, language))
        yield Text("")
        yield wishes
    if readings := list(differences(request)):
        yield section(PHRASES.say("readings", language), *readings)
    if request.unresolved:
        yield section(LABELS.say("unresolved", language), bullets(request.unresolved, "!", "warn"))
    if request.notes:
        yield section(LABELS.say("read_as", language), bullets(request.notes))
    if request.questions:
        yield section(LABELS.say("questions", language), bullets(_questions(request), "?", "warn"))


def _shown_in(quote: str, request: TripRequest) -> str:
    """The picture that words stand in; empty where they are the traveller's own."""
    seen = (one.name for one in request.perceived if one.kind == "image" and quote in one.quotes)
    return "" if quote in request.text else next(seen, "")


def _value(request: TripRequest, slot: Slot) -> Text:
    language = request.language
    if slot == "origin" and request.origin is None:
        return Text(PHRASES.say("nowhere", language), "faint")
    value = {
        "destination": request.destination_name,
        "origin": request.origin_name,
        "start": day_of(request.start, language, year=True) if request.start else None,
        "days": str(request.days),
        "party": people(request.party, language),
        "budget": budget_of(request.budget, language) if request.budget else None,
        "pace": LABELS.say(f"pace.{request.pace}", language),
    }[slot]
    return Text(value) if value else Text(PHRASES.say("open", language), "faint")


def _origin(source: Provenance | None, language: Language) -> Text:
    if source is None:
        return Text("")
    origin = "given" if source.origin == "quoted" and not source.quote else source.origin
    text = Text(PHRASES.say(f"origin.{origin}", language, quote=source.quote))
    if source.note:
        text.append(f"  {source.note}", "faint")
    return text


def _questions(request: TripRequest) -> list[str]:
    language = request.language
    return [
        question.text + (f" ({LABELS.say('suggestion', language, default=question.default)})" if question.default else "")
        for question in request.questions
    ]
