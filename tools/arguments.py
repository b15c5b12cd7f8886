"""Arguments are put right before a call: types coerced, blanks filled, misspelt names mended."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..domain.base import Model
from ..domain.errors import ErrorCode
from ..domain.language import listed
from ..domain.request import Question
from .context import CallContext
from .mending import resolve_city, resolve_name
from .naming import Names
from .phrases import PHRASES
from .result import Mend, MendReason

_UNITS = r"元|块钱|块|人民币|rmb|cny|yuan|公里|千米|km|星级|星|stars?|个|人|间|晚|天|分钟"
_FIGURE = r"-?[\d,]+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿点半]+"
_NUMBER = re.compile(rf"^\s*(?:[¥￥]|rmb|cny)?\s*({_FIGURE})\s*(?:{_UNITS})?\s*$", re.I)
_SEPARATORS = re.compile(r"\s*[、,，;；]\s*")


class UnmendableError(Exception):
    """The arguments can't be put right without asking; never leaves the registry."""

    def __init__(self, code: ErrorCode, message: str, question: Question | None = None) -> None:
        """Carry what the result's error will say."""
        self.code = code
        self.question = question
        super().__init__(message)


@dataclass(frozen=True)
class Mended:
    """Valid arguments and what was changed on the way."""

    args: Model
    mends: tuple[Mend, ...] = ()


def mend_arguments(model: type[Model], given: object, context: CallContext) -> Mended:
    """Validate arguments against ``model``, mending what can be mended.

    Required arguments that are missing are filled from ``context.blanks``; "3" or 三 becomes 3, "60元" 60, one value where
    several are expected a list; names of cities and places marked by :class:`~xiake.tools.naming.Names` become canonical.

    Raises:
        UnmendableError: If something is wrong that only the caller can put right; its message names the argument, the value
            and what would be right.
    """
    mends: list[Mend] = []
    if isinstance(given, model):
        args = given
    elif not isinstance(given, Mapping | Model):
        message = PHRASES.say("no_arguments", context.language, kind=type(given).__name__)
        raise UnmendableError("invalid_argument", message)
    else:
        data = given.model_dump(exclude_unset=True) if isinstance(given, Model) else dict(given)
        _fill_blanks(model, data, context, mends)
        args = _typed(model, data, context, mends)
    return Mended(_named(args, context, mends), tuple(mends))


def read_number(text: str) -> Decimal | None:
    """A number as people write it ("60", "1,200元", "三"); None when it is something else."""
    match = _NUMBER.match(text)
    if not match:
        return None
    digits = match[1].replace(",", "")
    if re.search(r"\d", digits):
        return Decimal(digits)
    from cn2an import cn2an

    try:
        return Decimal(str(cn2an(digits, "smart")))
    except ValueError:
        return None


def _fill_blanks(model: type[Model], data: dict[str, Any], context: CallContext, mends: list[Mend]) -> None:
    for field, info in model.model_fields.items():
        if info.is_required() and data.get(field) in (None, "", ()) and field in context.blanks:
            data[field] = context.blanks[field]
            mends.append(Mend(field=field, given="", used=str(data[field]), reason="blank"))


def _typed(model: type[Model], data: dict[str, Any], context: CallContext, mends: list[Mend]) -> Model:
    """Validate, and once more after each argument that failed was coerced."""
    try:
        args = model.model_validate(data)
    except ValidationError as error:
        changed = [_coerce(model, data, problem, mends) for problem in error.errors()]
        if not any(changed):
            raise _unmendable(model, error, context) from None
        try:
            args = model.model_validate(data)
        except ValidationError as still:
            raise _unmendable(model, still, context) from None
    for field, value in data.items():
        used = getattr(args, field)
        if isinstance(value, str) and isinstance(used, bool | int | float | Decimal):
            mends.append(Mend(field=field, given=value, used=str(used), reason="type"))
    return args


def _coerce(model: type[Model], data: dict[str, Any], problem: ErrorDetails, mends: list[Mend]) -> bool:
    if len(problem["loc"]) != 1:
        return False
    field, value = str(problem["loc"][0]), problem["input"]
    if value is None and field in data and field in model.model_fields and not model.model_fields[field].is_required():
        del data[field]
        return True
    if not isinstance(value, str) or field not in data:
        return False
    if problem["type"] == "tuple_type":
        data[field] = _listed(value)
    elif problem["type"].split("_")[0] in ("int", "float", "decimal", "is"):
        number = read_number(value)
        if number is None:
            return False
        data[field] = int(number) if number == int(number) else number
    else:
        return False
    mends.append(Mend(field=field, given=value, used=str(data[field]), reason="type"))
    return True


def _listed(text: str) -> list[Any]:
    if text.lstrip().startswith("["):
        try:
            parsed = json.loads(text)
        except ValueError:
            parsed = None
        if isinstance(parsed, list):
            return parsed
    return [part for part in _SEPARATORS.split(text.strip()) if part]


def _unmendable(model: type[Model], error: ValidationError, context: CallContext) -> UnmendableError:
    known = ", ".join(model.model_fields) or "-"
    sentences = []
    for problem in error.errors():
        field = ".".join(map(str, problem["loc"])) or model.__name__
        key = {"missing": "missing", "extra_forbidden": "extra"}.get(problem["type"], "bad_argument")
        sentences.append(
            PHRASES.say(
                key, context.language, field=field, known=known, value=repr(problem["input"])[:80], problem=problem["msg"]
            )
        )
    return UnmendableError("invalid_argument", "; ".join(sentences))


def _named(args: Model, context: CallContext, mends: list[Mend]) -> Model:
    """Every marked name in its canonical form."""
    changed: dict[str, Any] = {}
    for field, info in type(args).model_fields.items():
        for mark in info.metadata:
            if isinstance(mark, Names):
                given = changed.get(field, getattr(args, field))
                if isinstance(given, str):
                    used: Any = _canonical(field, given, mark, args, changed, context, mends)
                elif isinstance(given, tuple):
                    used = tuple(
                        dict.fromkeys(
                            _canonical(f"{field}[{k}]", name, mark, args, changed, context, mends) for k, name in enumerate(given)
                        )
                    )
                else:
                    continue
                if used != given:
                    changed[field] = used
    return args.model_copy(update=changed) if changed else args


def _canonical(
    field: str, given: str, mark: Names, args: Model, changed: Mapping[str, Any], context: CallContext, mends: list[Mend]
) -> str:
    if mark.what == "city":
        return _city(field, given, context, mends)
    gazetteer = context.gazetteer
    if gazetteer is None or gazetteer.city != changed.get("city", getattr(args, "city", gazetteer.city)):
        return given
    if mark.what == "id" and given in gazetteer.ids:
        return given
    found = resolve_name(given, gazetteer, mark.kinds)
    options = tuple(place.name for place in found.candidates)
    if found.kind == "ambiguous":
        text = PHRASES.say("which_place", context.language, name=given, options=listed(context.language, options))
        raise UnmendableError("invalid_argument", f"{field}: {text}", Question(slot="place", text=text, options=options))
    if found.place is None:
        if not gazetteer.whole:
            return given
        key = "no_place_but" if options else "no_place"
        text = PHRASES.say(key, context.language, name=given, city=gazetteer.city, options=listed(context.language, options))
        raise UnmendableError("not_found", f"{field}: {text}")
    used = found.place.id if mark.what == "id" else found.place.name
    return _mended(field, given, used, found.kind, mends)


def _city(field: str, given: str, context: CallContext, mends: list[Mend]) -> str:
    if not context.cities:
        return given
    found = resolve_city(given, context.cities)
    options = tuple(city.name for city in found.candidates)
    if found.kind == "ambiguous":
        text = PHRASES.say("which_place", context.language, name=given, options=listed(context.language, options))
        slot: Literal["origin", "destination"] = "origin" if field == "origin" else "destination"
        raise UnmendableError("invalid_argument", f"{field}: {text}", Question(slot=slot, text=text, options=options))
    if found.city is None:
        covered = listed(context.language, (city.name_in(context.language) for city in context.cities if city.covered))
        raise UnmendableError("not_found", f"{field}: " + PHRASES.say("no_city", context.language, name=given, options=covered))
    return _mended(field, given, found.city.name, found.kind, mends)


def _mended(field: str, given: str, used: str, kind: str, mends: list[Mend]) -> str:
    if used != given:
        reason: MendReason = "spelling" if kind == "mended" else "alias"
        mends.append(Mend(field=field, given=given, used=used, reason=reason))
    return used
