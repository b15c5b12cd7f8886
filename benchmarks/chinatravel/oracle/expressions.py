"""The expressions of a snippet, on symbols."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from .symbols import (
    FALSE,
    MIRRORED,
    TRUE,
    Activity,
    Amount,
    Bag,
    Compares,
    Condition,
    Distance,
    Fact,
    Field,
    Formula,
    Index,
    Last,
    Op,
    Relates,
    UnreadableError,
    both,
    either,
    negated,
)
from .trades import words

_FACTS = {"day_count": "days", "people_count": "people", "start_city": "start_city", "target_city": "target_city"}
_KEYS = {
    "type": "activity_type",
    "position": "activity_position",
    "start_time": "activity_start_time",
    "end_time": "activity_end_time",
}
_OPS: dict[type[ast.cmpop], Op] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip


@dataclass(frozen=True)
class Truth:
    """A value that is true or false."""

    formula: Formula


class Expressions:
    """Evaluates expressions over the names that statements have bound.

    Values are plain strings and numbers, frozen sets of them (lists and tuples too), and the symbols.
    """

    def __init__(self, names: dict[str, object] | None = None) -> None:
        self.names: dict[str, object] = {} if names is None else names

    def as_formula(self, value: object) -> Formula:
        """A truth value's formula; nothing else has one."""
        if isinstance(value, Truth):
            return value.formula
        raise UnreadableError("not a statement that is true or false")

    def evaluate(self, node: ast.expr) -> object:
        """The value of an expression.

        Raises:
            UnreadableError: If it has none that is known here.
        """
        match node:
            case ast.Constant(value=bool(value)):
                return Truth(TRUE if value else FALSE)
            case ast.Constant(value=str() | int() | float() as value):
                return value
            case ast.Name(id=name) if name in self.names:
                return self.names[name]
            case ast.Set(elts=items) | ast.List(elts=items) | ast.Tuple(elts=items):
                return frozenset(self.evaluate(item) for item in items)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Truth(negated(self.as_formula(self.evaluate(operand))))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self._number(self.evaluate(operand))
            case ast.BoolOp(op=op, values=values):
                joined, *others = (self.as_formula(self.evaluate(value)) for value in values)
                for other in others:
                    joined = both(joined, other) if isinstance(op, ast.And) else either(joined, other)
                return Truth(joined)
            case ast.BinOp(left=left, op=operator, right=right):
                return self._combined(self.evaluate(left), operator, self.evaluate(right))
            case ast.Compare(left=left, ops=ops, comparators=comparators):
                result: Formula = TRUE
                before = self.evaluate(left)
                for how, operand in zip(ops, comparators, strict=True):
                    if type(how) not in _OPS:
                        raise UnreadableError(ast.unparse(node))
                    after = self.evaluate(operand)
                    result, before = both(result, _compared(before, _OPS[type(how)], after)), after
                return Truth(result)
            case ast.Subscript(value=of, slice=ast.Constant(value=str(key))) if key in _KEYS:
                return Field(_KEYS[key], self._activity(of))
            case ast.Subscript(value=ast.Call(func=ast.Name(id="allactivities")), slice=index):
                match self.evaluate(index):
                    case 0:
                        return Activity("first")
                    case -1:
                        return Activity("last")
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                return self._called(name, args)
        raise UnreadableError(ast.unparse(node))

    def _called(self, name: str, args: list[ast.expr]) -> object:
        match args:
            case [ast.Name(id="plan")] if name in _FACTS:
                return Fact(_FACTS[name])
            case [] | [ast.List(elts=[])] if name == "set":
                return frozenset()
            case [items] if name == "set":
                return self.evaluate(items)
            case [ast.Call(func=ast.Name(id="activity_transports"), args=[of])]:
                return Field(name, self._activity(of))
            case [_, _, _] if name == "poi_distance":
                city, *ends = map(self.evaluate, args)
                match city, sorted(ends, key=lambda end: isinstance(end, Last)):
                    case Fact("target_city"), [str(point), Last() as other]:
                        return Distance(point, other)
            case [of] | [of, ast.Call(func=ast.Name(id="target_city"))]:
                return Field(name, self._activity(of))
        raise UnreadableError(f"{name}(...)")

    def _activity(self, node: ast.expr) -> Activity:
        value = self.evaluate(node)
        if isinstance(value, Activity):
            return value
        raise UnreadableError(ast.unparse(node))

    def _number(self, value: object) -> float:
        if isinstance(value, int | float):
            return value
        raise UnreadableError("not a number")

    def _combined(self, left: object, operator: ast.operator, right: object) -> object:
        match left, operator, right:
            case (frozenset() as some, ast.BitAnd(), Bag() as bag) | (Bag() as bag, ast.BitAnd(), frozenset() as some):
                return Truth(((Relates(bag, "meets", words(some)),),))
            case Fact("days"), ast.Sub(), 1:
                return Fact("nights")
            case Amount(), ast.Div(), Fact("people" | "nights" | "days") | Amount(divisors=()) | int() | float():
                return replace(left, divisors=(*left.divisors, right))
            case ((int() | float()), ast.Mult(), (int() | float())):
                return self._number(left) * self._number(right)
        raise UnreadableError("arithmetic")


def _compared(left: object, op: Op, right: object) -> Formula:
    match left, op, right:
        case frozenset(), "<=" | "==" | "!=" | ">=", Bag():
            return _compared(right, MIRRORED[op], left)
        case Bag(), ">=" | "<=", frozenset():
            return ((Relates(left, "includes" if op == ">=" else "within", words(right)),),)
        case Bag(), "==" | "!=", frozenset():
            same = ((Relates(left, "includes", words(right)), Relates(left, "within", words(right))),)
            return same if op == "==" else negated(same)
        case str(), "in" | "not in", Bag():
            return ((Relates(right, "includes", frozenset((left,)), holds=op == "in"),),)
        case Truth(formula), "==" | "!=", frozenset() if not right:  # a set in common, and whether it is empty
            return formula if op == "!=" else negated(formula)
        case Field(), _, str() | int() | float() | frozenset() | Fact():
            return ((Condition(left, op, right),),)
        case ((str() | int() | float() | Fact()), _, Field()) if op in MIRRORED:
            return ((Condition(right, MIRRORED[op], left),),)
        case ((Amount() | Distance() | Fact()), _, int() | float()):
            return ((Compares(left, op, right),),)
        case ((int() | float()), _, Amount() | Distance() | Fact()) if op in MIRRORED:
            return ((Compares(right, MIRRORED[op], left),),)
        case Index(), "<" | "<=" | ">" | ">=", Index():
            return ((Compares(left, op, right),),)
    raise UnreadableError("a comparison")
