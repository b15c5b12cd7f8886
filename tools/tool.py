"""A tool: a typed async function with a name, a capability and documented errors."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from inspect import getdoc, signature
from typing import Any, Generic, TypeVar, cast, get_type_hints

from pydantic import BaseModel, ValidationError

from ..domain.base import Model
from ..domain.errors import ErrorCode, RegistrationError, ToolFailure
from ..domain.evidence import Source
from ..domain.language import Language
from .phrases import PHRASES
from .policy import ToolPolicy
from .result import ToolResult, failed

A = TypeVar("A", bound=Model)
R = TypeVar("R", bound=BaseModel)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Tool(Generic[A, R]):
    """One way to get one kind of answer.

    Attributes:
        name: Unique in a registry.
        capability: What it is good for; tools of one capability stand in for each other.
        description: What it does, for people and models.
        args: Model of its arguments.
        result: Model of its answer.
        errors: Codes it may fail with, beyond ``invalid_argument``, ``timeout``, ``upstream`` and ``unavailable``.
        examples: Arguments that work.
        source: Evidence for answers that carry none themselves.
        policy: Its own resilience; None takes the registry's.
        binding: As :class:`~.capability.Capability`.
        world: Of whose places its answers are; a run doesn't mix them. Empty for a tool that fits every world.
        serves: Whether it is worth asking with some arguments, such as a city that it may not cover; None is always.
        remote: Whether it asks the outside world; then the doctor tells how that went.
        aclose: Closes what its calls have opened, in the running event loop; a later call opens it anew.
    """

    name: str
    capability: str
    description: str
    args: type[A]
    result: type[R]
    function: Callable[[A], Awaitable[R]]
    errors: tuple[ErrorCode, ...] = ()
    examples: tuple[Mapping[str, Any], ...] = ()
    source: Source | None = None
    policy: ToolPolicy | None = None
    binding: bool = False
    world: str = ""
    serves: Callable[[Any], bool] | None = None
    remote: bool = False
    aclose: Callable[[], Awaitable[None]] | None = None

    async def __call__(self, args: A) -> R:
        """Call the bare function, with its own exceptions."""
        return await self.function(args)

    async def attempt(self, args: A, language: Language = "zh") -> ToolResult[Any]:
        """One call that ends in a result whatever happens, worded in ``language``; only cancellation passes through."""
        try:
            answer: object = await self.function(args)
            data = answer if isinstance(answer, self.result) else self.result.model_validate(answer)
        except ToolFailure as failure:
            return failed(self.name, failure.code, failure.message_in(language))
        except ValidationError as error:
            message = PHRASES.say("other_answer", language, model=self.result.__name__, count=error.error_count())
            return failed(self.name, "upstream", message)
        except TimeoutError:
            return failed(self.name, "timeout", PHRASES.say("late", language))
        except Exception as error:
            # The text of a foreign exception may carry keys or addresses, so it goes to the log alone.
            _log.debug("tool %s failed", self.name, exc_info=True)
            return failed(self.name, "upstream", PHRASES.say("unexpected", language, kind=type(error).__name__))
        source = getattr(data, "source", None)
        return ToolResult[Any].model_construct(
            ok=True,
            tool=self.name,
            data=data,
            error=None,
            source=source if isinstance(source, Source) else self.source,
            attempts=1,
            elapsed=0.0,
            age=0.0,
            mends=(),
            replayed=False,
        )

    def schema(self) -> dict[str, Any]:
        """The tool as plain data: names, description, JSON schemas of arguments and answer, errors and examples."""
        return {
            "name": self.name,
            "capability": self.capability,
            "description": self.description,
            "arguments": self.args.model_json_schema(),
            "result": self.result.model_json_schema(),
            "errors": list(self.errors),
            "examples": [dict(example) for example in self.examples],
        }


def tool(
    *,
    capability: str,
    name: str | None = None,
    description: str | None = None,
    errors: tuple[ErrorCode, ...] = (),
    examples: tuple[Mapping[str, Any], ...] = (),
    source: Source | None = None,
    policy: ToolPolicy | None = None,
    binding: bool = False,
) -> Callable[[Callable[[A], Awaitable[R]]], Tool[A, R]]:
    """Declare a tool on a typed async function of one argument model.

    The function's docstring is the description, its annotations give the models. It reports expected failures by raising
    :class:`~xiake.domain.errors.ToolFailure`; whatever else it raises becomes ``upstream``.

    Raises:
        RegistrationError: If the annotations, the docstring or an example don't fit.
    """

    def declare(function: Callable[[A], Awaitable[R]]) -> Tool[A, R]:
        label = name or str(getattr(function, "__name__", "tool"))
        hints = get_type_hints(function)
        parameters = list(signature(function).parameters)
        args = hints.get(parameters[0]) if len(parameters) == 1 else None
        result = hints.get("return")
        if not (isinstance(args, type) and issubclass(args, Model)):
            raise RegistrationError(f"tool {label}: it must take exactly one argument, annotated with a domain Model")
        if not (isinstance(result, type) and issubclass(result, BaseModel)):
            raise RegistrationError(f"tool {label}: its return annotation must be a pydantic model")
        text = description or getdoc(function)
        if not text:
            raise RegistrationError(f"tool {label}: it needs a docstring")
        for example in examples:
            try:
                args.model_validate(example)
            except ValidationError as error:
                raise RegistrationError(f"tool {label}: the example {example!r} is no {args.__name__}: {error}") from None
        return Tool(
            name=label,
            capability=capability,
            description=text,
            args=cast("type[A]", args),
            result=cast("type[R]", result),
            function=function,
            errors=errors,
            examples=examples,
            source=source,
            policy=policy,
            binding=binding,
        )

    return declare
