"""What a turn came to, in the words of the conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ...agents.intake.edits.reading import TurnReading
from ...domain.edit import Compare, Edit, Judge, RefuseMemory
from ...domain.language import Language
from ...domain.request import Question, TripRequest
from ..edit.diff import diff_of
from ..edit.plan_diff import PlanDiff
from ..flow.run import Outcome
from ..reply import PlanVersion, ReplyKind
from ..trip import Trip
from .done import Done
from .phrases import PHRASES
from .talk import Job, Pending, Talk
from .verdicts import judged_places


@dataclass(kw_only=True)
class Desk:
    """Where one turn is worked on: the conversation as it stands by now, and what came of the turn.

    Attributes:
        talk: The conversation.
        number: Of the turn.
        said: The traveller's words.
        language: Of the reply.
        now: When the turn began.
    """

    talk: Talk
    number: int
    said: str
    language: Language
    now: datetime

    def come_to(self, job: Job, outcome: Outcome, notes: tuple[str, ...] = ()) -> Done:
        """What a job's run came to: a question, a version more, or trouble."""
        trip = outcome.trip
        question = outcome.question or (trip.questions[0] if trip and trip.questions and trip.itinerary is None else None)
        if question is not None:
            talk = self.talk.standing_at(pending=Pending(question=question, job=job, request=outcome.request))
            return replace(self.done("question", *notes), talk=talk)
        assert trip is not None  # a run that stops at no question has one
        before = self.talk.versions.get(job.parent) if job.parent else None
        if trip.itinerary is None:
            return self._failed(job, trip, before)
        version = PlanVersion(
            number=self.talk.standing.made + 1,
            parent=job.parent,
            trip=trip,
            edits=job.edits,
            turn=self.number,
            said=self.said,
            made=self.now,
        )
        talk = self.talk.with_version(version, outcome.dossier)
        if before is None:
            told = self.say("plan.new", version=version.number, what=self._summary(trip))
            return replace(self.done("plan", told, *trip.request.notes, *notes), talk=talk, unread=trip.request.unresolved)
        diff = diff_of(before.trip, trip)
        told = self.say("edit.done" if diff.lines else "edit.same", version=version.number)
        return replace(self.done("edit", told, *_texts(diff), *notes), talk=talk, diff=diff)

    def _failed(self, job: Job, trip: Trip, before: PlanVersion | None) -> Done:
        """No plan: what stood still stands, and the ways out are offered."""
        conflict = trip.conflict
        explanation = conflict.explanation if conflict else ""
        ways = tuple(way for way in conflict.ways_out if way.request) if conflict else ()
        told = (
            self.say("trouble.edit", version=before.number, explanation=explanation)
            if before
            else self.say("trouble.first", explanation=explanation)
        )
        lines = [told, *(f"- {wish}" for wish in (conflict.wishes if conflict else ()))]
        pending = None
        if ways:
            options = tuple(way.text for way in ways)
            question = Question(slot="way", text=self.say("ways.ask"), options=options)
            pending = Pending(question=question, job=job, ways=ways)
        elif conflict:
            lines += [f"- {way.text}" for way in conflict.ways_out]
        talk = replace(self.talk.standing_at(pending=pending), attempt=None if self.talk.current else trip)
        return replace(self.done("trouble", *lines), talk=talk, trip=trip)

    def locked(self, job: Job, request: TripRequest, notes: tuple[str, ...]) -> Done:
        """A version that differs in its locks only."""
        current = self.talk.current
        assert current is not None
        outcome = Outcome(trip=current.trip.model_copy(update={"request": request}), dossier=self.talk.dossier)
        done = self.come_to(job, outcome, notes)
        number = done.talk.standing.current
        return replace(done, lines=(self.say("locks.done", version=number), *done.lines[1:]))

    def undone_from(self, start: Talk) -> Done:
        """That another version counts than at the start of the turn."""
        before, now = start.current, self.talk.current
        assert now is not None
        if before is None or before.number == now.number:
            return self.done("undo", self.say("undo.same", version=now.number))
        diff = diff_of(before.trip, now.trip)
        return replace(
            self.done("undo", self.say("undo.done" if diff.lines else "undo.alike", version=now.number), *_texts(diff)), diff=diff
        )

    def compared(self, done: Done, edit: Compare) -> Done:
        """With a comparison of two versions; by default of the present one with the one it came from."""
        known, diff = self.talk.versions, None
        current = self.talk.standing.current or 0
        other = edit.other or current
        earlier = self.talk.current.parent if self.talk.current else None
        one = edit.one or earlier or max((number for number in known if number < other), default=0)
        if one == other or not known:
            line = self.say("compare.none")
        elif missing := next((number for number in (one, other) if number not in known), None):
            listed = ", ".join(map(str, known))
            line = self.say("undo.unknown", version=missing, known=listed)
        else:
            diff = diff_of(known[one].trip, known[other].trip)
            line = self.say("compare.done" if diff.lines else "compare.same", one=one, other=other)
        kind: ReplyKind = "compare" if done.kind == "noted" else done.kind
        lines = (*done.lines, line, *(_texts(diff) if diff else ()))
        return replace(done, kind=kind, lines=lines, diff=done.diff or diff)

    def talked(self, reading: TurnReading) -> Done:
        """A turn that changes no plan."""
        taken = [statement.text for statement in reading.statements]
        unread = tuple(words for words in reading.unread if not any(words in text for text in taken))
        noted = replace(self.done("noted", *reading.notes), statements=reading.statements, unread=unread)
        if reading.asks:
            return replace(noted, kind="answer", lines=(*noted.lines, *self._shown(reading.asks)), asks=reading.asks)
        if reading.chat:
            said = (*noted.lines, self.say(reading.chat))
            return replace(noted, kind="answer", lines=said, settles=reading.chat == "consent" and self.talk.current is not None)
        if reading.statements or (reading.notes and not unread):
            return noted
        return replace(noted, kind="unclear", lines=(*noted.lines, self.say("unclear")))

    def _shown(self, asks: str) -> tuple[str, ...]:
        current = self.talk.current
        if asks == "help":
            return (self.say("help"),)
        if asks in ("memory", "forget"):
            return (self.say("forget"),) if asks == "forget" else ()  # who has the memory adds what is in it
        if current is None:
            return (self.say("plan.none"),)
        if asks == "plan":
            return (self.say("plan.shown", version=current.number, what=self._summary(current.trip)),)
        if asks == "save":
            return (self.say("saved"),)
        items = [self.say("history.item", version=v.number, said=v.said) for v in self.talk.versions.values()]
        return (self.say("history", count=len(items), items="；".join(items) if self.language == "zh" else "; ".join(items)),)

    def note_standing(self, edits: Sequence[Edit], reading: TurnReading) -> None:
        """What a turn leaves for the ones after it, beside the plan."""
        standing = self.talk.standing
        refused, everything = set(standing.refused), standing.refused_all
        liked, disliked = list(standing.liked), list(standing.disliked)
        for edit in edits:
            if isinstance(edit, RefuseMemory):
                refused |= set(edit.items)
                everything |= not edit.items
            if isinstance(edit, Judge) and self.talk.trip and self.talk.trip.itinerary:
                places = [found.id for found in judged_places(edit.target, self.talk.trip.itinerary)]
                liked = [place for place in liked if place not in places] + (places if edit.liked else [])
                disliked = [place for place in disliked if place not in places] + ([] if edit.liked else places)
        self.talk = self.talk.standing_at(
            refused=tuple(sorted(refused)),
            refused_all=everything,
            liked=tuple(liked),
            disliked=tuple(disliked),
            focus=reading.focus or standing.focus,
        )

    def _summary(self, trip: Trip) -> str:
        assert trip.itinerary is not None
        visits = sum(stop.kind == "attraction" for day in trip.itinerary.days for stop in day.stops)
        total = f"{trip.budget.total:,.0f}" if trip.budget else "?"
        city = trip.request.destination_name
        return self.say("plan.what", city=city, days=trip.request.days, visits=visits, total=total)

    def done(self, kind: ReplyKind, *lines: str) -> Done:
        """The end of the turn with the conversation as it stands."""
        return Done(talk=self.talk, kind=kind, language=self.language, said=self.said, lines=lines)

    def say(self, key: str, **fields: object) -> str:
        """Word something for the traveller."""
        return PHRASES.say(key, self.language, **fields)


def _texts(diff: PlanDiff) -> tuple[str, ...]:
    return tuple(f"- {line.text}" for line in diff.lines)
