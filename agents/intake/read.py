"""The whole reading: text in, request out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from ...domain.errors import BadRequest, InputProblem
from ...domain.gazetteer import CityName, Gazetteer
from ...domain.language import language_of
from ...domain.party import Party
from ...domain.request import NOTHING_GIVEN, Given, Provenance, Question, TripRequest
from .alternatives import read_alternatives, set_aside
from .budget import read_budget
from .cities import Surroundings, locate
from .contradictions import find_contradictions
from .described import read_hotel_described
from .draft import Draft
from .given import take_given
from .party import read_party
from .phrases import PHRASES
from .route import is_unknown_place
from .text import fold
from .when import DEFAULT_DAYS, MAX_DAYS, read_when
from .wishes import read_wishes

MAX_CHARACTERS = 4000


def read_request(
    text: str,
    *,
    cities: Sequence[CityName],
    gazetteer_of: Callable[[str], Gazetteer | None],
    today: date,
    given: Given = NOTHING_GIVEN,
) -> TripRequest:
    """Read a request in Chinese or English, without a model.

    Args:
        text: The traveller's words.
        cities: Cities the provider covers or knows by name.
        gazetteer_of: Names and words of one covered city, by its canonical name.
        today: Dates without a year are the next ones from this day on.
        given: What is known beside the text; it counts where the text says otherwise.

    Returns:
        The request; what is missing stands in ``questions``, what could not be mapped in ``unresolved``.

    Raises:
        BadRequest: If the text is no request, contradicts itself, or asks for the impossible.
    """
    draft = read_draft(text, cities=cities, gazetteer_of=gazetteer_of, today=today, given=given)
    if draft.problems:
        raise refusal_of(draft.problems)
    return request_of(draft)


def read_draft(
    text: str,
    *,
    cities: Sequence[CityName],
    gazetteer_of: Callable[[str], Gazetteer | None],
    today: date,
    given: Given = NOTHING_GIVEN,
) -> Draft:
    """Read a request as far as it goes; what is wrong with it stands in ``problems``. See :func:`read_request`.

    Raises:
        BadRequest: If there is nothing to read, or too much.
    """
    _check_text(text)
    found = locate(text, cities, gazetteer_of, given)
    draft = Draft(text=text, language=language_of(text), today=today, index=found.index, tokens=found.tokens, given=given)
    if given == NOTHING_GIVEN:
        _check_sense(draft)
    _take_route(draft, found)
    aside = set_aside(draft)
    read_when(draft)
    read_hotel_described(draft)
    read_party(draft)
    take_given(draft)
    read_alternatives(draft, aside)
    read_budget(draft)
    read_wishes(draft)
    find_contradictions(draft)
    return draft


def refusal_of(problems: Sequence[InputProblem]) -> BadRequest:
    """What is told of problems; of a text that is no request nothing else."""
    return BadRequest(*([problem for problem in problems if problem.field == "text"] or problems))


def _check_text(text: str) -> None:
    language = language_of(text)
    if not text.strip():
        raise BadRequest(InputProblem(field="text", value=text, message=PHRASES.say("empty", language)))
    if len(text) > MAX_CHARACTERS:
        message = PHRASES.say("too_long", language, value=len(text), limit=MAX_CHARACTERS)
        raise BadRequest(InputProblem(field="text", value=text[:40], message=message))


_SENSIBLE = frozenset(
    {"CITY", "DURATION", "NAME", "TERM", "DATE", "SPAN", "MONEY", "NIGHTS", "FAMILYTRIP", "KIN", "PEOPLE", "STAY", "GO", "SEE"}
)


def _check_sense(draft: Draft) -> None:
    """Without a single word of travel it is no request."""
    if not any(token.kind in _SENSIBLE or token.kind == "FILL" for token in draft.tokens):
        names = _covered(draft)
        example = draft.say("example", city=names[0] if names else "")
        message = draft.say("nonsense", value=draft.text[:40], example=example)
        draft.problems.append(InputProblem(field="text", value=draft.text[:40], message=message))


def _covered(draft: Draft) -> list[str]:
    return [c.name if draft.language == "zh" else c.name_en for c in draft.index.cities if c.covered and not c.live]


def _name(draft: Draft, city: CityName) -> str:
    return city.name if draft.language == "zh" else city.name_en


def _take_route(draft: Draft, found: Surroundings) -> None:
    route, separator = found.route, "、" if draft.language == "zh" else ", "
    covered = separator.join(_covered(draft))
    draft.notes.extend(draft.say("mended", value=words, name=_name(draft, city)) for words, city in found.mended)
    if route.origin:
        draft.origin = route.origin.name
        if route.origin_at is None:
            draft.provenance["origin"] = _named_somewhere(draft, route.origin)
        else:
            draft.quoted("origin", route.origin_at)
    if not route.destinations:
        unknown = next((at for at in range(1, len(draft.tokens)) if _unknown_city(draft, at)), None)
        _ask_destination(draft, "" if unknown is None else draft.quote(unknown), covered)
        return
    known = [(city, at) for city, at in zip(route.destinations, route.destination_at, strict=True) if city.covered]
    if not known and route.destinations[0] in found.strangers:
        stranger = route.destination_at[0]
        _ask_destination(draft, "" if stranger is None else draft.quote(stranger), covered)
        return
    if not known:
        draft.complain("destination", _name(draft, route.destinations[0]), "not_covered", covered=covered)
        return
    if len(known) > 1:
        options = tuple(_name(draft, city) for city, _ in known)
        draft.use(at for _, at in known if at is not None)
        draft.questions.append(
            Question(
                slot="destination",
                text=draft.say("ask_one_destination", cities=separator.join(options)),
                options=options,
            )
        )
        return
    city, at = known[0]
    draft.destination = city.name
    if at is not None:
        draft.quoted("destination", at)
        draft.use(p for p, token in enumerate(draft.tokens) if token.kind == "CITY" and token.value in (city, route.origin))
    elif draft.given.destination:
        draft.use(p for p, token in enumerate(draft.tokens) if token.kind == "CITY" and token.value == route.origin)
    elif found.implied:
        draft.provenance["destination"] = Provenance(origin="derived", note=draft.say("implied_city", city=_name(draft, city)))
    else:
        draft.provenance["destination"] = _named_somewhere(draft, city)


def _named_somewhere(draft: Draft, city: CityName) -> Provenance:
    """A city whose name is a part of another."""
    name = next((name for name in (city.name, city.name_en, *city.aliases) if fold(name) in fold(draft.text)), "")
    start = fold(draft.text).index(fold(name))
    return Provenance(origin="quoted", quote=draft.text[start : start + len(name)])


def _ask_destination(draft: Draft, said: str, covered: str) -> None:
    """Ask where to; ``said`` is a place that nobody knows, if one was named."""
    draft.questions.append(
        Question(
            slot="destination",
            text=draft.say("ask_known_destination" if said else "ask_destination", covered=covered, value=said),
            options=tuple(_covered(draft)),
            quote=said,
        )
    )


def _unknown_city(draft: Draft, at: int) -> bool:
    """Whether unknown words stand where a city should: 去巴黎玩, a trip to Paris."""
    before, after = draft.kind(at - 1), draft.kind(at + 1)
    going = before in ("GO", "TO") or (before in ("WANT", "MUST") and draft.tokens[at - 1].value == "see")
    return is_unknown_place(draft.tokens, at, draft.text) and (going or (before == "WANT" and after in ("SEE", "DURATION")))


def request_of(draft: Draft) -> TripRequest:
    """What was read, as a request; a length that can't be is none."""
    days = draft.days if draft.days and 1 <= draft.days <= MAX_DAYS else DEFAULT_DAYS
    return TripRequest(
        text=draft.text,
        language=draft.language,
        origin=draft.origin,
        destination=draft.destination,
        start=draft.start,
        days=days,
        party=Party(travellers=draft.travellers or ()) if draft.travellers else Party(),
        budget=draft.budget,
        pace=draft.pace,
        constraints=tuple(draft.constraints),
        unresolved=tuple(draft.unresolved),
        notes=tuple(draft.notes),
        questions=tuple(draft.questions),
        provenance=draft.provenance,
    )
