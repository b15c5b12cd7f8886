"""A worker that rules and models carry out together: what rules find stays, what models choose and ask for comes along."""

from __future__ import annotations

from ..domain.errors import ModelUnavailable
from ..domain.events import BranchTaken
from ..domain.task import Findings
from .chooser import Chooser
from .critic import Critic
from .errand import search
from .phrases import PHRASES
from .seat import fell_back
from .worker import Assignment, RuleWorker, Worker


class ModelWorker(Worker):
    """Rules search, a model chooses, another judges; where a model fails the rest goes on without it."""

    def __init__(self, rules: RuleWorker, chooser: Chooser | None, critic: Critic | None) -> None:
        """Put models beside the rules of a trade; None leaves a seat empty."""
        self._rules = rules
        self._chooser = chooser
        self._critic = critic

    async def find(self, job: Assignment) -> Findings:
        """What the rules find, and what the models add to it; a lost capability is nothing that they could help with."""
        found = await self._rules.find(job)
        if found.gaps:
            return found
        language, task = job.request.language, job.task.id
        if self._chooser is not None:
            try:
                found = await self._chooser.choose(job, found)
            except ModelUnavailable as trouble:
                job.emit(fell_back("worker", trouble, language, task=task))
                if trouble.reason != "unreadable":  # what keeps one model from answering keeps the other
                    return found
        if self._critic is not None:
            try:
                found = await self._judged(self._critic, job, found)
            except ModelUnavailable as trouble:
                job.emit(fell_back("critic", trouble, language, task=task))
        return found

    async def _judged(self, critic: Critic, job: Assignment, found: Findings) -> Findings:
        """The findings, and those of one more search where the critic asks for it."""
        verdict = await critic.judge(job, found)
        if verdict.serves:
            return found
        more = await search(job, job.task.capability, verdict.search) if verdict.search else ()
        known = {place.id for place in found.places}
        new = tuple(place for place in more if place.id not in known)
        key = "again" if verdict.search else "doubted"
        reason = PHRASES.say(key, job.request.language, found=len(new))
        job.emit(BranchTaken(task=job.task.id, action="again" if verdict.search else "skip", reason=reason))
        return found.model_copy(update={"places": (*found.places, *new)})
