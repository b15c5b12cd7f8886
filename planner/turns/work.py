"""The work of one turn: read it, plan or change the plan, and say what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace

from ...agents.intake.edits.reading import TurnReading
from ...agents.perception.counted import note_of_recording, points_at_picture
from ...domain.attachment import Attachment
from ...domain.edit import Add, ChangePace, ChangeTrip, Compare, Edit, Judge, RefuseMemory, Undo, Why, Wishes
from ...domain.errors import BadRequest, MemoryUnavailable
from ...domain.events import Event
from ...domain.language import Language, language_of
from ...domain.memory import Statement
from ...domain.perceived import Perceived
from ...domain.request import Question
from ...domain.task import Findings
from ...tools.places import PlacesQuery
from ..edit.apply import apply_edits, places_named
from ..edit.why import explain_why, request_to_try
from ..flow.context import RunContext
from ..flow.run import Outcome, follow
from ..flow.run_store import RunStore
from ..flow.state import RunState
from ..reply import ReplyKind
from ..senses import sense, with_perceived
from ..tasks.decompose import decompose
from ..tasks.gather import gather
from ..trip import Trip
from ..understand import ProviderDownError
from .desk import Desk
from .done import Done
from .jobs import capability_answer, picked, settled, with_answer, with_more
from .pictured import additions
from .reading import read_said
from .talk import Job, Pending, Talk
from .undo import UndoRefused, undone
from .verdicts import verdict


class TurnWork:
    """Carries out one turn; the iterators yield events as they happen and :class:`Done` last."""

    def __init__(self, talk: Talk, context: RunContext, store: RunStore, *, number: int, said: str) -> None:
        """Start from the conversation as it stands; ``context`` is that of the turn's run, ``store`` keeps it."""
        request = talk.trip.request if talk.trip else None
        before: Language = request.language if request else talk.standing.language
        self.desk = Desk(
            talk=talk,
            number=number,
            said=said,
            language=language_of(said) if any(character.isalpha() for character in said) else before,
            now=context.registry.clock.now(),
        )
        self._context = context
        self._store = store
        self._events: list[Event] = []
        self._perceived: tuple[Perceived, ...] = ()

    async def text(self, text: str, attachments: Sequence[Attachment] = ()) -> AsyncIterator[Event | Done]:
        """A turn in words, typed or spoken; an empty one takes the open question's default."""
        async for item in self._guarded(self._worded(text.strip(), attachments)):
            yield item

    async def edits(self, edits: Sequence[Edit]) -> AsyncIterator[Event | Done]:
        """A turn in typed edits."""
        reading = TurnReading(text=self.desk.said, language=self.desk.language, edits=tuple(edits))
        async for item in self._guarded(self._changed(reading)):
            yield item

    async def inquiry(self, text: str) -> AsyncIterator[Event | Done]:
        """Answer what a turn asks about the plan; words that would change anything are refused."""
        async for item in self._guarded(self._inquired(text.strip())):
            yield item

    async def _inquired(self, text: str) -> AsyncIterator[Event | Done]:
        if self.desk.talk.trip is None:
            yield self.desk.done("unclear", self.desk.say("plan.none"))
            return
        reading = await self._read(text)
        asked = tuple(edit for edit in reading.edits if isinstance(edit, Why | Compare))
        if reading.new_request or reading.statements or reading.asks or len(asked) < len(reading.edits) or not asked:
            yield replace(self.desk.done("unclear", *reading.notes, self.desk.say("inquiry.other")), unread=reading.unread)
            return
        done = await self._asked_about(self.desk.done("noted", *reading.notes), asked, await self._findings(asked))
        for event in self._read_events():
            yield event
        yield replace(done, unread=reading.unread)

    async def _guarded(self, items: AsyncIterator[Event | Done]) -> AsyncIterator[Event | Done]:
        """With what can't be planned told instead of raised."""
        start = self.desk.talk
        kind: ReplyKind
        try:
            async for item in items:
                yield item
            return
        except BadRequest as problem:
            kind, lines = "unclear", str(problem).splitlines()
        except MemoryUnavailable as trouble:
            reason = self.desk.say(f"reason.{trouble.reason}")
            kind, lines = "trouble", [self.desk.say("trouble.memory", reason=reason)]
        except ProviderDownError as problem:
            kind, lines = "trouble", [self.desk.say("trouble.provider", message=problem)]
        self.desk.talk = start
        yield self.desk.done(kind, *lines)

    async def _worded(self, text: str, attachments: Sequence[Attachment]) -> AsyncIterator[Event | Done]:
        if attachments:
            said = await sense(text, attachments, self._context, self._events.append)
            for event in self._read_events():
                yield event
            self._perceived = said.perceived
            text = text and said.text if all(one.kind == "image" for one in said.perceived) else said.text
            self.desk.said = " ".join([*([text] if text else []), *(f"[{one.name}]" for one in said.perceived)])
            self.desk.language = language_of(said.text)
            if any(one.kind == "image" and one.text for one in said.perceived):
                async for item in self._shown(text, said.text):
                    yield item
                return
        pending = self.desk.talk.standing.pending
        text = picked(text, pending)
        async for item in self._answered(pending, text) if pending else self._plain(text):
            yield item

    async def _shown(self, text: str, request: str) -> AsyncIterator[Event | Done]:
        """A turn with pictures: they begin a trip, tell more of one that is asked about, or add to a plan.

        Args:
            text: What was said with them; may be empty.
            request: The same as words that ask for a trip.
        """
        desk, context, pending = self.desk, self._context, self.desk.talk.standing.pending
        trip = desk.talk.trip
        if trip is None and pending is not None and not pending.reading:
            more = with_more(pending.job.text, text) if text else pending.job.text
            job = pending.job.model_copy(update={"text": more, "perceived": (*pending.job.perceived, *self._perceived)})
        elif trip is None:
            job = Job(text=request, perceived=self._perceived)
        else:
            self._freed()
            reading = await self._read(text) if text else TurnReading(text=text, language=desk.language)
            if not reading.new_request:
                pictures = [one for one in self._perceived if one.kind == "image"]
                known = await with_perceived(trip.request, pictures, context, self._events.append, today=desk.now.date())
                added = additions(trip.request, known)
                update = {
                    "edits": (*reading.edits, *added.edits),
                    "notes": (*reading.notes, *added.notes),
                    "unread": tuple(words for words in reading.unread if not points_at_picture(words)),
                }
                async for item in self._changed(reading.model_copy(update=update)):
                    yield item
                return
            job = Job(text=reading.text, perceived=self._perceived)
        async for item in self._planned(job):
            yield item

    async def _plain(self, text: str) -> AsyncIterator[Event | Done]:
        """A turn that answers no question."""
        if not text:
            yield self.desk.done("unclear", self.desk.say("nothing" if self.desk.talk.trip else "greeting"))
            return
        reading = await self._read(text)
        for event in self._read_events():
            yield event
        async for item in self._carried_out(reading):
            yield item

    async def _carried_out(self, reading: TurnReading) -> AsyncIterator[Event | Done]:
        if reading.new_request:
            job = Job(text=reading.text, perceived=self._perceived)
            async for item in self._planned(job, statements=reading.statements):
                yield item
        elif reading.questions:
            question = reading.questions[0]
            waiting = Pending(question=question, job=Job(text=reading.text, perceived=self._perceived), reading=True)
            yield replace(
                self.desk.done("question", *reading.notes),
                talk=self.desk.talk.standing_at(pending=waiting),
                unread=reading.unread,
            )
        elif reading.edits and (self.desk.talk.trip or not reading.statements):
            async for item in self._changed(reading):
                yield item
        else:
            yield self.desk.talked(reading)

    async def _answered(self, pending: Pending, text: str) -> AsyncIterator[Event | Done]:
        """A turn while a question is open: its answer, or something else that comes first."""
        question, job = pending.question, pending.job
        if pending.ways:
            way = next((way for way in pending.ways if way.text == text and way.request), None)
            if way is None:
                async for item in self._freed()._plain(text):
                    yield item
            else:
                async for item in self._planned(job.model_copy(update={"given": settled(way.request), "asked": ()})):
                    yield item
            return
        answer = ""
        statements: tuple[Statement, ...] = ()
        if text:
            reading = await self._read(text, None if question.slot == "capability" else question)
            for event in self._read_events():
                yield event
            if reading.new_request:
                async for item in self._freed()._carried_out(reading):
                    yield item
                return
            said = capability_answer(text) if question.slot == "capability" else reading.answer
            if said is None and (reading.asks or reading.chat):  # the question stays open
                done = self.desk.talked(reading)
                yield done
                return
            if said is None and (pending.reading or job.parent is not None):  # a plan stands: the turn is about that
                async for item in self._freed()._carried_out(reading):
                    yield item
                return
            if said is None and any(not isinstance(edit, Wishes | Add | ChangePace | ChangeTrip) for edit in reading.edits):
                told = self.desk.done("unclear", *reading.notes, self.desk.say("plan.none"))
                yield replace(told, statements=reading.statements)
                return
            if said is None and (reading.edits or reading.statements):  # more about the trip that is asked about
                wider = job.model_copy(update={"text": with_more(job.text, text)})
                async for item in self._planned(wider, statements=reading.statements):
                    yield item
                return
            if said is None and question.slot == "place":  # what is asked about would be lost
                yield replace(self.desk.done("unclear", *reading.notes), unread=reading.unread or (text,))
                return
            answer, statements = said or text, reading.statements
            for more in (told.text for told in statements if told.text not in answer):
                job = job.model_copy(update={"text": with_more(job.text, more)})
        if pending.reading:
            self._perceived = job.perceived
            answer = answer or question.default or ""
            if not answer:
                yield self.desk.done("question")
                return
            text = job.text.replace(question.quote, answer) if question.quote in job.text else with_more(job.text, answer)
            async for item in self._freed()._plain(text):
                yield item
            return
        async for item in self._planned(with_answer(job, question, answer), statements=statements):
            yield item

    async def _planned(
        self, job: Job, *, statements: tuple[Statement, ...] = (), notes: tuple[str, ...] = ()
    ) -> AsyncIterator[Event | Done]:
        """Run a job: to a plan, to a question, or to trouble."""
        given = job.given
        fresh = RunState(
            run=self._context.run,
            said=job.text,
            given=given,
            perceived=job.perceived,
            today=self.desk.now.date(),
            answers=job.answers,
            asked=job.asked,
        )
        if job.parent is not None:  # a changed plan keeps what counted in it
            self._context.recall = None
        outcome = Outcome()
        async for item in follow(fresh, self._context, self._store, anew=True):
            if isinstance(item, Outcome):
                outcome = item
            else:
                yield item
        done = self.desk.come_to(job, outcome, notes)
        yield replace(done, edits=job.edits, statements=statements)

    async def _changed(self, reading: TurnReading) -> AsyncIterator[Event | Done]:
        """Carry out edits: versions first, then changes, then what is asked about the outcome."""
        desk, edits, notes, unread = self.desk, reading.edits, reading.notes, reading.unread
        start = desk.talk
        if start.trip is None:
            yield replace(desk.done("unclear", *notes, desk.say("plan.none")), unread=unread)
            return
        done = desk.done("noted")
        try:
            for undo in (edit for edit in edits if isinstance(edit, Undo)):
                desk.talk = undone(desk.talk, undo, desk.language)
                done = desk.undone_from(start)
        except UndoRefused as refusal:
            desk.talk = start
            yield replace(desk.done("unclear", str(refusal), *notes), unread=unread, edits=edits)
            return
        desk.note_standing(edits, reading)
        done = replace(done, talk=desk.talk)
        changes = tuple(edit for edit in edits if not isinstance(edit, Undo | Compare | Why | Judge))
        findings = await self._findings(edits)
        for event in self._read_events():
            yield event
        if not changes:
            done = replace(done, lines=(*done.lines, *notes))
        elif desk.talk.current is None:
            job = Job(
                text=with_more(start.trip.request.text, reading.text) if reading.text else start.trip.request.text,
                perceived=(*start.trip.request.perceived, *self._perceived),
            )
            async for item in self._planned(job, notes=notes):
                if isinstance(item, Done):
                    done = item
                else:
                    yield item
        else:
            current = desk.talk.current
            edited = await asyncio.to_thread(apply_edits, current.trip, changes, findings, cities=self._context.cities)
            if edited.troubles:
                desk.talk = start
                told = desk.done("unclear", *edited.troubles, *notes)
                yield replace(told, unread=unread, edits=edits, statements=reading.statements)
                return
            job = Job(text=edited.request.text, given=settled(edited.request), edits=changes, parent=current.number)
            refused = (desk.say("refused"),) if any(isinstance(edit, RefuseMemory) for edit in changes) else ()
            notes = (*refused, *notes, *edited.notes)
            if not edited.replan:
                done = desk.locked(job, edited.request, notes)
            else:
                async for item in self._planned(job, notes=notes):
                    if isinstance(item, Done):
                        done = item
                    else:
                        yield item
        desk.talk = done.talk
        done = await self._asked_about(done, edits, findings)
        for event in self._read_events():
            yield event
        verdicts = tuple(judged for edit in edits if isinstance(edit, Judge) and (judged := verdict(edit, desk.talk.trip)))
        if verdicts and not done.lines:
            done = replace(done, lines=(desk.say("judged"),))
        yield replace(done, edits=edits, statements=(*reading.statements, *verdicts), unread=(*done.unread, *unread))

    async def _asked_about(self, done: Done, edits: Sequence[Edit], findings: Mapping[str, Findings]) -> Done:
        """Answer each why and the last comparison, about the plan as it stands after the changes."""
        trip, seconds = self.desk.talk.trip, self._context.settings.schedule_seconds
        for edit in edits:
            if isinstance(edit, Why) and trip is not None:
                found = await self._findings_for(edit, trip, findings)
                answer = await asyncio.to_thread(explain_why, edit, trip, found, seconds=seconds)
                kind: ReplyKind = "why" if done.kind == "noted" else done.kind
                lines = (*done.lines, answer.about, *(f"- {reason}" for reason in answer.reasons))
                done = replace(done, kind=kind, lines=lines, answers=(*done.answers, answer))
            elif isinstance(edit, Compare):
                done = self.desk.compared(done, edit)
        return done

    async def _findings_for(self, why: Why, trip: Trip, findings: Mapping[str, Findings]) -> Mapping[str, Findings]:
        """What was found for the plan, and for what a "why not" tries instead."""
        request = request_to_try(why, trip)
        if request == trip.request and findings:
            return findings
        context = replace(self._context, models=None)  # what is tried is explained, not planned
        return await gather(request, decompose(request), context, self._events.append, today=self.desk.now.date())

    async def _findings(self, edits: Sequence[Edit]) -> Mapping[str, Findings]:
        """What was found for the present version, and the records of places that edits bring up."""
        talk = self.desk.talk
        findings = talk.dossier.findings
        known = {place.id for found in findings.values() for place in found.places}
        ids = tuple(dict.fromkeys(place for place in places_named(edits) if place not in known))
        request = talk.trip.request if talk.trip else None
        if not ids or request is None or request.destination is None:
            return findings
        call = self._context.caller(self._events.append, city=request.destination, language=request.language)
        result = await call("places", PlacesQuery(city=request.destination, ids=ids))
        return {**findings, "edit": Findings(task="edit", places=result.unwrap().items)} if result.ok else findings

    async def _read(self, text: str, question: Question | None = None) -> TurnReading:
        reading = await read_said(text, self.desk, self._context, self._events.append, question)
        heard = (note_of_recording(one, self.desk.language) for one in self._perceived if one.kind == "audio")
        return reading.model_copy(update={"notes": (*heard, *reading.notes)}) if self._perceived else reading

    def _read_events(self) -> list[Event]:
        events, self._events = self._events, []
        return events

    def _freed(self) -> TurnWork:
        """The same turn with no question open."""
        self.desk.talk = self.desk.talk.standing_at(pending=None)
        return self
