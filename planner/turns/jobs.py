"""What goes on with an answer: the jobs of turns."""

from __future__ import annotations

from ...domain.language import language_of
from ...domain.request import Question, TripRequest
from ..flow.graph import LEAVE, RETRY
from ..flow.state import Answer
from ..understand import key_of
from .talk import Job, Pending


def picked(text: str, pending: Pending | None) -> str:
    """A number picks the option of that number, unless the options are numbers themselves."""
    options = pending.question.options if pending else ()
    if text.isascii() and text.isdigit() and 1 <= int(text) <= len(options) and not any(o.isdigit() for o in options):
        return options[int(text) - 1]
    return text


def capability_answer(text: str) -> str | None:
    """Whether to try a lost capability again or go on without it; None for other words."""
    said = text.strip().lower()
    return "retry" if said in RETRY else "skip" if said in LEAVE else None


def with_answer(job: Job, question: Question, answer: str) -> Job:
    """The job with an answer worked in; an empty one, like the default, leaves what the question would have changed."""
    key = key_of(question)
    if question.slot == "capability":
        return job if answer == "retry" else job.model_copy(update={"asked": (*job.asked, key)})
    answers = {key_of(given.question): given for given in job.answers}
    if answer and answer != question.default:
        answers[key] = Answer(question=question, text=answer)
    return job.model_copy(update={"answers": tuple(answers.values()), "asked": (*job.asked, key)})


def with_more(text: str, more: str) -> str:
    """A request's words with more of them."""
    return f"{text}，{more}" if language_of(text) == "zh" else f"{text}, {more}"


def settled(request: TripRequest | None) -> TripRequest:
    """A request to be planned as it is, with nothing left to ask."""
    assert request is not None
    return request.model_copy(update={"questions": ()})
