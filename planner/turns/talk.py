"""What a conversation knows between two turns, and its records in the session store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pydantic import BaseModel

from ...domain.base import Model
from ...domain.edit import Edit, Target
from ...domain.language import Language
from ...domain.perceived import Perceived
from ...domain.request import Question, TripRequest
from ...memory.lenient import read_leniently
from ...memory.short_term.dialogue import Dialogue
from ..flow.dossier import NOTHING_FOUND, Dossier
from ..flow.state import Answer
from ..reply import PlanVersion
from ..trip import Trip, WayOut

M = TypeVar("M", bound=BaseModel)

MOST_VERSIONS = 30
"""Versions that a session keeps; the oldest go first."""


class Job(Model):
    """A plan to be made: from a text, or by changing a version.

    Attributes:
        text: The request's words; those of a turn that could not be read in full, where ``edits`` are yet to be read.
        given: The request, where it is ready: a changed one.
        perceived: What was made out in pictures and recordings that came with the words.
        edits: What changes the version ``parent``.
        answers: To questions so far.
        asked: Key of each question that was put, once for each time.
    """

    text: str
    given: TripRequest | None = None
    perceived: tuple[Perceived, ...] = ()
    edits: tuple[Edit, ...] = ()
    parent: int | None = None
    answers: tuple[Answer, ...] = ()
    asked: tuple[str, ...] = ()


class Pending(Model):
    """What waits for an answer.

    Attributes:
        question: The open question.
        job: What goes on with the answer.
        request: As understood so far.
        reading: Whether the question is about a turn's words, which are read again with the answer in them.
        ways: Where the question is which way out to take: the ways, in the order of its options.
    """

    question: Question
    job: Job
    request: TripRequest | None = None
    reading: bool = False
    ways: tuple[WayOut, ...] = ()


class Standing(Model):
    """The small things that change with most turns.

    Attributes:
        turn: Number of the last turn.
        current: Number of the version that counts; None before the first.
        made: Number of the newest version.
        redo: Versions that were undone, the one to go forward to last.
        pending: What waits for an answer.
        refused: Ids of memories that don't count in this session.
        refused_all: Whether none of them does.
        liked: Ids of places that were praised.
        disliked: Ids of places that were blamed.
        focus: The part of the plan that was spoken of last.
        language: Of the last turn that had words.
    """

    turn: int = 0
    current: int | None = None
    made: int = 0
    redo: tuple[int, ...] = ()
    pending: Pending | None = None
    refused: tuple[str, ...] = ()
    refused_all: bool = False
    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    focus: Target | None = None
    language: Language = "zh"


@dataclass(frozen=True, kw_only=True)
class Talk:
    """A conversation as it stands after a turn; turns make new ones.

    Attributes:
        attempt: The last request that no plan was found for, while there is no version or since the current one.
        versions: By number.
        dossiers: What the workers found, by the number of the version they found it for.
        lost: Names of records that could not be read.
    """

    standing: Standing = field(default_factory=Standing)
    dialogue: Dialogue = field(default_factory=Dialogue)
    attempt: Trip | None = None
    versions: Mapping[int, PlanVersion] = field(default_factory=dict)
    dossiers: Mapping[int, Dossier] = field(default_factory=dict)
    lost: tuple[str, ...] = ()

    @property
    def current(self) -> PlanVersion | None:
        """The version that counts."""
        return self.versions.get(self.standing.current) if self.standing.current else None

    @property
    def trip(self) -> Trip | None:
        """What edits refer to: the plan that counts, or the attempt at a first one."""
        return self.current.trip if self.current else self.attempt

    @property
    def dossier(self) -> Dossier:
        """What was found for the current version."""
        return self.dossiers.get(self.standing.current or 0, NOTHING_FOUND)

    def standing_at(self, **changes: object) -> Talk:
        """The same with another standing."""
        return replace(self, standing=self.standing.model_copy(update=changes))

    def with_version(self, version: PlanVersion, dossier: Dossier) -> Talk:
        """With a new version, which counts from now on; the oldest ones are dropped beyond :data:`MOST_VERSIONS`."""
        numbers = sorted([*self.versions, version.number])[-MOST_VERSIONS:]
        return replace(
            self.standing_at(current=version.number, made=version.number, redo=(), pending=None),
            attempt=None,
            versions={number: {**self.versions, version.number: version}[number] for number in numbers},
            dossiers={number: {**self.dossiers, version.number: dossier}[number] for number in numbers},
        )

    def records(self) -> dict[str, BaseModel]:
        """Everything by the name of its record."""
        found: dict[str, BaseModel] = {"standing": self.standing, "dialogue": self.dialogue}
        if self.attempt is not None:
            found["attempt"] = self.attempt
        found |= {f"plan.{number}": version for number, version in self.versions.items()}
        found |= {f"findings.{number}": dossier for number, dossier in self.dossiers.items() if dossier.packed}
        return found


def changes_between(before: Talk | None, after: Talk) -> dict[str, bytes | None]:
    """The records that must be written for ``after`` to stand where ``before`` stood; everything where nothing did."""
    old = before.records() if before else {}
    new = after.records()
    written: dict[str, bytes | None] = {
        name: record.model_dump_json().encode() for name, record in new.items() if old.get(name) is not record
    }
    return {**written, **{name: None for name in old if name not in new}}


def talk_from(records: Mapping[str, bytes]) -> Talk:
    """A conversation from its records, whichever version of Xiake wrote them; what can't be read is named in ``lost``."""
    lost: list[str] = []

    def read(model: type[M], name: str) -> M | None:
        if name not in records:
            return None
        found = read_leniently(model, records[name])
        if found is None:
            lost.append(name)
        return found

    numbers = sorted(int(name.removeprefix("plan.")) for name in records if name.startswith("plan."))
    versions = {number: found for number in numbers if (found := read(PlanVersion, f"plan.{number}"))}
    dossiers = {number: dossier for number in versions if (dossier := read(Dossier, f"findings.{number}"))}
    newest = max(numbers, default=0)
    standing = read(Standing, "standing") or Standing(current=max(versions, default=None), made=newest)
    if standing.current is not None and standing.current not in versions:
        standing = standing.model_copy(update={"current": max(versions, default=None)})
    return Talk(
        standing=standing,
        dialogue=read(Dialogue, "dialogue") or Dialogue(),
        attempt=read(Trip, "attempt"),
        versions=versions,
        dossiers=dossiers,
        lost=tuple(lost),
    )
