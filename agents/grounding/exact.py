"""The exact stage: every fact of a sentence must stand in the evidence, of the thing and the day that the sentence speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..intake.text import fold
from .cues import free_for, roles_in
from .evidence import LODGING, MEALS, Evidence, Line
from .fact import Mention
from .lures import scan_lures
from .names import Named, scan_names
from .scan import blanked, scan_facts
from .sentences import JOINING, stretches_of
from .strangers import strangers

_SUBJECTS = (
    ("breakfast", r"早餐|早饭|早点(?!儿?[出到去走])|\bbreakfast\b"),
    ("lunch", r"午餐|午饭|中饭|中餐(?!厅|馆)|\blunch\b"),
    ("dinner", r"晚餐|晚饭|\bdinner\b|\bsupper\b"),
    (LODGING, r"酒店|住处|宾馆|旅馆|\bhotel\b"),
)
_SUBJECT = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _SUBJECTS))
_ASIDE_BEFORE = re.compile(r"(?:\bafter|\bbefore)(?: an?| the| your)?(?: \w+)? ?$")
_ASIDE_BEHIND = re.compile(r"^ ?(?:之后|以后|之前|以前|过后|后|前)")
"""After lunch is a time and says nothing of lunch itself."""
_OTHER_DAY = {
    1: re.compile(r"明天|次日|翌日|隔天|\btomorrow\b|\bnext day\b|\bday after\b"),
    -1: re.compile(r"昨天|前一天|\byesterday\b|\bday before\b|\bprevious day\b"),
}
_BY_RULE = re.compile(r"闭|关|不开|开放|预约|订|放票|售票|更新|\bclos|\bbook|\bticket|\breleas|\breserv|\bopen")
"""A day that is none of the trip is one of a rule: closed on Mondays, to be booked from the 28th."""
_SELECTORS = frozenset({"day", "date", "weekday"})


@dataclass(frozen=True)
class _Subject:
    """What a stretch speaks of: any one of these ids or words."""

    start: int
    end: int
    keys: frozenset[str]

    def of(self, line: Line) -> bool:
        return bool(self.keys & line.about)


def unfounded(sentence: str, evidence: Evidence, day: int | None = None) -> str | None:
    """The first thing in a sentence that the evidence doesn't have.

    Args:
        sentence: As a model wrote it.
        evidence: What may be said.
        day: Index of the day that the sentence is about; None where it may speak of any.

    Returns:
        The words, or None where everything is found.
    """
    return next(_Check(sentence, evidence, day).unfounded(), None)


class _Check:
    def __init__(self, sentence: str, evidence: Evidence, day: int | None) -> None:
        self._sentence = sentence
        self._evidence = evidence
        self._day = day
        self._folded = fold(sentence)
        signs = [match.span() for match in evidence.signs.finditer(self._folded)] if evidence.signs else []
        open_text = blanked(sentence, (span for span in signs if not self._in_name(*span)))
        self._names = [named for named in scan_names(open_text, evidence.index) if not self._is_plain_word(named)]
        plain = blanked(open_text, ((named.start, named.end) for named in self._names))
        self._nameless = fold(plain)
        self._mentions = scan_facts(plain)
        self._plain = blanked(plain, ((mention.start, mention.end) for mention in self._mentions))

    def unfounded(self) -> Iterator[str]:
        """Everything in the sentence that is not found."""
        yield from (self._words(lure) for lure in scan_lures(self._folded))  # those in names, too
        yield from self._names_unknown()
        for start, end in strangers(self._plain, self._evidence.knows):
            yield self._sentence[start:end].strip()
        yield from self._facts_unknown()

    def _in_name(self, start: int, end: int) -> bool:
        """Whether a station's name is but a part of a place's: 天坛 of 天坛公园."""
        names = scan_names(self._sentence, self._evidence.index)
        return any(named.start <= start and end <= named.end and self._of_plan(named) for named in names)

    def _is_plain_word(self, named: Named) -> bool:
        """A name that is a word for a kind of place as well, such as 公园, is taken for the word."""
        return fold(self._sentence[named.start : named.end]) in self._evidence.vocabulary

    def _names_unknown(self) -> Iterator[str]:
        for named in self._names:
            words = self._sentence[named.start : named.end]
            if named.city:
                if named.city not in self._evidence.cities and not self._evidence.tells_of(fold(words)):
                    yield words
            elif not self._of_plan(named) and (self._bookable(named) or not self._told_of(fold(words))):
                yield words

    def _bookable(self, named: Named) -> bool:
        """Whether it is a hotel or a restaurant: no writer of a tip sends the traveller to another than the plan's."""
        gazetteer = self._evidence.index.gazetteer
        kinds = {place.kind for place in gazetteer.places if place.id in named.places} if gazetteer else set()
        return bool(kinds & {"hotel", "restaurant"})

    def _of_plan(self, named: Named) -> frozenset[str]:
        return named.places & self._evidence.days_of.keys()

    def _told_of(self, words: str) -> bool:
        return any(words in fold(line.text) for line in self._evidence.lines if line.prose)

    def _facts_unknown(self) -> Iterator[str]:
        days = None if self._day is None else frozenset({self._day})
        inherited: list[_Subject] = []
        joint: list[_Subject] = []
        spans = [*((named.start, named.end) for named in self._names), *((m.start, m.end) for m in self._mentions)]
        for start, end, pause in stretches_of(self._sentence, spans):
            mentions = [mention for mention in self._mentions if start <= mention.start < end]
            own = self._subjects(start, end)
            days, missing = self._days_meant(mentions, own, days, self._nameless[start:end])
            yield from missing
            yield from self._elsewhere(own, days)
            yield from self._never_together(own, days)
            if pause not in JOINING:
                joint = []
            roles_text = self._nameless[start:end]
            for mention in mentions:
                if mention.kind not in _SELECTORS and not self._found(mention, own, joint, inherited, days, roles_text):
                    yield self._words(mention)
            joint = [*joint, *own] if own and not mentions else []
            inherited = own or inherited

    def _subjects(self, start: int, end: int) -> list[_Subject]:
        found = [
            _Subject(named.start, named.end, places)
            for named in self._names
            if start <= named.start < end and (places := self._of_plan(named))
        ]
        for match in _SUBJECT.finditer(fold(self._plain), start, end):
            aside = _ASIDE_BEFORE.search(self._folded[: match.start()]) or _ASIDE_BEHIND.match(self._folded[match.end() :])
            if not aside and match.lastgroup:
                found.append(_Subject(*match.span(), frozenset({match.lastgroup})))
        return sorted(found, key=lambda subject: subject.start)

    def _days_meant(
        self, mentions: list[Mention], own: list[_Subject], days: frozenset[int] | None, words: str
    ) -> tuple[frozenset[int] | None, list[str]]:
        """The days that a stretch speaks of, and what in it names a day that it can't be."""
        missing = []
        for mention in (mention for mention in mentions if mention.kind in _SELECTORS):
            meant = frozenset(
                line.day
                for line in self._evidence.lines
                if line.day is not None and not line.about and self._evidence.states(line, mention, frozenset())
            )
            allowed = meant if self._day is None else meant & {self._day}
            if allowed:
                days = allowed if self._day is None else days
            elif not (own or _BY_RULE.search(words)) or not self._told(mention, own):
                missing.append(self._words(mention))
        if self._day is not None:
            for step, pattern in _OTHER_DAY.items():
                if pattern.search(words):
                    days = frozenset({self._day + step})
        return days, missing

    def _told(self, mention: Mention, own: list[_Subject]) -> bool:
        """Whether somebody wrote this about what a stretch speaks of: closed on Mondays, tickets of the 7th day from now."""
        lines = (line for line in self._evidence.lines if line.prose)
        return any(
            self._evidence.states(line, mention, frozenset()) for line in lines if not own or any(one.of(line) for one in own)
        )

    def _elsewhere(self, own: list[_Subject], days: frozenset[int] | None) -> Iterator[str]:
        """Places that one is not at on these days."""
        for subject in own:
            places = subject.keys & self._evidence.days_of.keys()
            if days is None or not places or any(self._evidence.days_of[place] & days for place in places):
                continue
            words = self._sentence[subject.start : subject.end]
            if not self._mentioned(fold(words), places, days):
                yield words

    def _mentioned(self, words: str, places: frozenset[str], days: frozenset[int]) -> bool:
        """Whether somebody who wrote about a place of these days mentions another: the view back to the Bund."""
        there = {place for place, on in self._evidence.days_of.items() if on & days} - places
        return any(line.prose and line.about & there and words in fold(line.text) for line in self._evidence.lines)

    def _never_together(self, own: list[_Subject], days: frozenset[int] | None) -> Iterator[str]:
        """A meal that is not eaten at the place beside it."""
        meals = [subject for subject in own if subject.keys & MEALS]
        places = [subject for subject in own if subject.keys & self._evidence.days_of.keys()]
        for meal in meals:
            if places and not any(meal.of(line) and any(place.of(line) for place in places) for line in self._evidence.on(days)):
                yield self._sentence[places[0].start : places[0].end]

    def _found(
        self,
        mention: Mention,
        own: list[_Subject],
        joint: list[_Subject],
        inherited: list[_Subject],
        days: frozenset[int] | None,
        words: str,
    ) -> bool:
        """Whether some line states a fact of what it is said of."""
        free = mention.readings[0].kind == "money" and mention.readings[0].value == 0
        roles = free_for(words) if free else roles_in(words, mention.kind)
        lines = [line for line in self._evidence.on(days) if self._evidence.states(line, mention, roles)]
        if not own and not joint:
            if not inherited:
                return bool(lines)
            return any(not line.about or any(subject.of(line) for subject in inherited) for line in lines)
        subjects = [*joint, *own]
        if any(all(subject.of(line) for subject in subjects) for line in lines):
            return True
        if joint and all(any(subject.of(line) for line in lines) for subject in subjects):
            return True
        nearest = min(own or joint, key=lambda subject: _distance(subject, mention))
        near = any(nearest.of(line) and not (line.way and len(own) > 1) for line in lines)
        return (near and (len(own) > 1 or not joint)) or self._of_whole(mention, lines, roles)

    def _of_whole(self, mention: Mention, lines: list[Line], roles: frozenset[str]) -> bool:
        """A total, a budget or a number of people, days or sights beside a name is still the trip's."""
        whole = mention.kind == "count" or (mention.kind == "money" and roles & {"total", "limit", "left", "over"})
        return bool(whole) and any(not line.about for line in lines)

    def _words(self, mention: Mention) -> str:
        return self._sentence[mention.start : mention.end].strip()


def _distance(subject: _Subject, mention: Mention) -> int:
    return max(mention.start - subject.end, subject.start - mention.end)
