"""Settling the slots: two readings of each, and the text decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ....domain.errors import InputProblem
from ....domain.gazetteer import CityName
from ....domain.language import Language
from ....domain.party import Party
from ....domain.reading import SlotReading
from ....domain.request import Budget, Given, Provenance, Slot, TripRequest
from ..text import fold
from .evidence import MOST_QUOTED, Span, Text, covers, overlap, says_something
from .phrases import PHRASES
from .rules import Rules
from .schema import SlotClaim

_MOST = 30
"""More claims than that are no reading."""
_NUMERIC: frozenset[Slot] = frozenset({"start", "days", "party", "budget"})
"""Slots whose value is made of numbers, so that words without one are no evidence of it."""
_UNNUMBERED = frozenset({"PAIR", "SOLO", "FAMILYN", "FAMILY", "FAMILYOF", "FAMILYTRIP"})
"""Words that stand for so many people by themselves."""
_PACES = frozenset({"PACE", "STROLL", "SIGHTCAP"})
_OTHER_CITY: dict[Slot, Slot] = {"origin": "destination", "destination": "origin"}

Refusal = Literal["no_quote", "long_quote", "addressed", "no_value", "unsupported", "two_values", "stands", "given"]


@dataclass(frozen=True)
class Taken:
    """A slot as the model read it and the text bears out.

    Attributes:
        span: Where the evidence stands.
        quote: The evidence, verbatim.
        instead_of: Words that say otherwise and are taken back.
    """

    value: object
    span: Span
    quote: str
    instead_of: tuple[str, ...] = ()


@dataclass
class SlotsSettled:
    """What came of the claims; ``meant`` are cities that the quoted words don't name, to be asked about."""

    taken: dict[Slot, Taken] = field(default_factory=dict)
    readings: list[SlotReading] = field(default_factory=list)
    meant: list[tuple[str, CityName]] = field(default_factory=list)

    def undone(self, language: Language) -> SlotsSettled:
        """With nothing taken, where what was taken doesn't go with the rest of the text."""
        reason = PHRASES.say("no_room", language)
        readings = [
            reading.model_copy(update={"taken": reading.reader == "rules", "reason": reason})
            if reading.slot in self.taken
            else reading
            for reading in self.readings
        ]
        return SlotsSettled(readings=readings, meant=self.meant)


@dataclass(frozen=True)
class Settler:
    """Holds claims about slots against a text and what the rules made of it."""

    rules: Rules
    request: TripRequest
    problems: Sequence[InputProblem]
    text: Text

    def settle(self, claims: Sequence[SlotClaim]) -> SlotsSettled:
        """Settle each slot that the model speaks of; the first claim that the text bears out has it."""
        out = SlotsSettled()
        for claim in claims[:_MOST]:
            if claim.slot in out.taken:
                continue
            settled = self._settle(claim, [taken.span for taken in out.taken.values()])
            reason = settled if isinstance(settled, str) else "corrected" if self._stated(claim.slot) else "filled"
            if self._stated(claim.slot):
                rules_count = isinstance(settled, str)
                why = reason if reason in ("agrees", "corrected") else "stands"
                out.readings.append(self._by_rules(claim.slot, taken=rules_count, reason=why))
            value = claim.value if isinstance(settled, str) else shown(settled.value, self._language)
            taken = settled == "agrees" or isinstance(settled, Taken)
            out.readings.append(self._by_model(claim, value, taken=taken, reason=reason))
            if isinstance(settled, Taken):
                out.taken[claim.slot] = settled
            else:
                out.meant.extend(self._meant(claim, settled))
        return out

    @property
    def _language(self) -> Language:
        return self.request.language

    def _settle(self, claim: SlotClaim, spent: Sequence[Span]) -> Taken | Refusal | Literal["agrees"]:
        slot, request = claim.slot, self.request
        source = request.provenance.get(slot)
        found = self.rules.value(claim.value, slot, request)
        if found is None:
            return "no_value"
        value, said = found
        if self._stated(slot) and value == getattr(request, slot):
            return "agrees"
        if source is not None and source.origin == "given":
            return "given"
        spans = self.text.find(claim.quote)
        if not spans:
            return "no_quote"
        if len(claim.quote) > MOST_QUOTED:
            return "long_quote"
        if all(self.text.is_addressed(span) for span in spans):
            return "addressed"
        if slot in _OTHER_CITY and value == getattr(request, _OTHER_CITY[slot]):
            return "stands"
        spans = tuple(span for span in spans if not any(overlap(span, other) for other in spent))
        span = next((span for span in spans if self._bears_out(slot, value, said, span)), None)
        if span is None:
            return "unsupported"
        others = [other for other, meaning in self._others(slot, span) if meaning != value]
        disputed = bool(others) or self._stated(slot) or any(problem.field == slot for problem in self.problems)
        if disputed and self.text.corrected_at(span, max((end for _, end in others), default=0)) is None:
            return "stands" if self._stated(slot) else "two_values"
        return Taken(value, span, self.text.words(span), tuple(map(self.text.words, others)))

    def _stated(self, slot: Slot) -> bool:
        """Whether the rules had more than a default."""
        source = self.request.provenance.get(slot)
        return source is not None and source.origin != "default"

    def _bears_out(self, slot: Slot, value: object, said: str, span: Span) -> bool:
        """Whether the words in a span say that the slot has this value.

        Either the rules read it out of the clause alone, or the words were left unread and hold every number and city of
        what the model says in their place.
        """
        clause = self.text.around(span)
        if self.text.is_addressed(span):
            return False
        if self._says(clause, slot, value):
            return True
        if (cut := self.text.corrected_at(span, clause[0])) is not None and cut < clause[1]:
            clause = (cut, clause[1])  # 预算5000改成8000
            if self._says(clause, slot, value):
                return True
        evidence = [shared for part in self.unread if (shared := overlap(part, span))]
        return bool(evidence) and self._restates(slot, value, said, clause, evidence)

    def _says(self, clause: Span, slot: Slot, value: object) -> bool:
        found = self.rules.slot(self.text.words(clause), slot, self.request)
        return found is not None and found[0] == value

    def _restates(self, slot: Slot, value: object, said: str, clause: Span, evidence: Sequence[Span]) -> bool:
        if slot == "pace":  # 想躺平; of what has a word for it the rules know the sense
            return says_something(self.text, evidence) and not self.text.kinds(clause) & _PACES
        plain = Text(said, self.text.index)
        whole = (0, len(said))
        if self.text.refuses(clause) != plain.refuses(whole) or self.text.turns(clause) != plain.turns(whole):
            return False
        if slot in _OTHER_CITY:
            return any(self._names(value, span) for span in evidence)
        numbers = plain.numbers(whole)
        if slot in _NUMERIC and not numbers:
            return False
        if slot == "party" and not self._people(plain) <= self._people(self.text, *evidence):
            return False
        return covers(self.text.numbers(*evidence), numbers)

    def _names(self, city: object, span: Span) -> bool:
        words = fold(self.text.words(span))
        known = next((known for known in self.rules.cities if known.name == city), None)
        return known is not None and any(fold(name) in words for name in (known.name, known.name_en, *known.aliases))

    def _people(self, text: Text, *spans: Span) -> Counter[str]:
        """People that words name without a number: couples, relatives."""
        inside = spans or ((0, len(text.text)),)
        told: Counter[str] = Counter()
        for token in text.tokens:
            if not any(overlap((token.start, token.end), span) for span in inside):
                continue
            if token.kind in _UNNUMBERED:
                told[token.kind] += 1
            elif token.kind == "KIN" and not token.value.counted:
                told[token.value.group] += token.value.count
        return told

    def _others(self, slot: Slot, span: Span) -> Iterator[tuple[Span, object]]:
        """What the text says of a slot elsewhere: what the rules quote, and what other clauses say by themselves."""
        source = self.request.provenance.get(slot)
        if source is not None and source.origin == "quoted":
            yield from ((at, getattr(self.request, slot)) for at in self.text.find(source.quote)[:1])
        for clause in self.text.clauses:
            found = None if overlap(clause, span) else self.rules.slot(self.text.words(clause), slot, self.request)
            if found is not None:
                value, quote = found
                yield from ((at, value) for at in self.text.find(quote) if overlap(at, clause))

    @property
    def unread(self) -> tuple[Span, ...]:
        """Where words stand that the rules could not read."""
        return unread_in(self.text, self.request)

    def _meant(self, claim: SlotClaim, refused: str) -> Iterator[tuple[str, CityName]]:
        """A covered city that unread words may mean by another name: nobody but the traveller knows."""
        open_ = claim.slot == "destination" and self.request.destination is None
        spans = self.text.find(claim.quote) if open_ and refused == "unsupported" else ()
        said = self.rules.value(claim.value, claim.slot, self.request)
        city = next((city for city in self.rules.cities if said and city.covered and city.name == said[0]), None)
        if city and any(overlap(part, span) for part in self.unread for span in spans):
            yield self.text.words(spans[0]), city

    def _by_rules(self, slot: Slot, *, taken: bool, reason: str) -> SlotReading:
        source = self.request.provenance.get(slot, Provenance(origin="default"))
        return SlotReading(
            slot=slot,
            reader="rules",
            value=shown(getattr(self.request, slot), self._language),
            quote=source.quote,
            taken=taken,
            reason=PHRASES.say(reason, self._language),
        )

    def _by_model(self, claim: SlotClaim, value: str, *, taken: bool, reason: str) -> SlotReading:
        return SlotReading(
            slot=claim.slot,
            reader="model",
            value=value[:MOST_QUOTED],
            quote=claim.quote[:MOST_QUOTED],
            taken=taken,
            reason=PHRASES.say(reason, self._language),
        )


def unread_in(text: Text, request: TripRequest) -> tuple[Span, ...]:
    """Where words stand that the rules could not read, or ask about."""
    asked = (question.quote for question in request.questions if question.slot == "destination")
    return tuple(span for words in (*request.unresolved, *asked) for span in text.find(words))


def given_by(taken: Mapping[Slot, Taken], given: Given) -> Given:
    """What is known beside the text once some slots are settled, as far as the reading of the rest depends on it."""
    depends: dict[str, object] = {
        slot: found.value for slot, found in taken.items() if slot in ("origin", "destination", "days", "party")
    }
    return given.model_copy(update=depends)


def shown(value: object, language: Language) -> str:
    """A slot's value for people."""
    match value:
        case None:
            return PHRASES.say("no_origin", language)
        case Budget():
            key = "per_person" if value.scope == "person" else "all"
            return PHRASES.say(key, language, amount=f"{value.amount.normalize():f}")
        case Party():
            groups = Counter(traveller.group for traveller in value.travellers)
            counts = [PHRASES.say(f"group.{group}", language, count=count) for group, count in groups.items()]
            return ("、" if language == "zh" else ", ").join(counts)
    return str(value)
