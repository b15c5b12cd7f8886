"""From a snippet's syntax tree to what it demands; nothing is executed.

A snippet loops over the activities of a plan that is not there yet. The reader runs it on symbols instead: a loop that adds costs
becomes a sum, one that collects names a set, one that sets a flag a statement on some or on every activity.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from .expressions import Expressions, Truth
from .symbols import (
    FALSE,
    TRUE,
    Activity,
    Amount,
    Bag,
    Condition,
    Conditions,
    Exists,
    Field,
    Formula,
    Index,
    Last,
    UnreadableError,
    both,
    either,
    negated,
)


def read_snippet(source: str) -> Formula:
    """What a snippet asks of a plan.

    Raises:
        UnreadableError: If it has a construct that isn't known here.
    """
    try:
        tree = ast.parse(source.strip())
    except SyntaxError as error:
        raise UnreadableError(f"not Python: {error.msg}") from error
    reader = _Reader()
    for statement in tree.body:
        reader.run(statement)
    return reader.truth("result")


@dataclass(frozen=True)
class _Series:
    """Results appended to a list."""

    items: tuple[Truth, ...]


class _Reader(Expressions):
    """Runs the statements outside of loops over activities."""

    def truth(self, name: str) -> Formula:
        return self.as_formula(self.names.get(name))

    def run(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                self.names[name] = self.evaluate(value)
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)) if len(names) == len(values):
                for target, part in zip(names, values, strict=True):
                    self.run(ast.Assign(targets=[target], value=part))
            case ast.If(test=test, body=body, orelse=orelse):
                self._branch(self.as_formula(self.evaluate(test)), body, orelse)
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append"), args=[item])):
                kept = self.names.get(name)
                done = kept.items if isinstance(kept, _Series) else ()
                self.names[name] = _Series((*done, Truth(self.as_formula(self.evaluate(item)))))
            case ast.For(target=ast.Name(id=name), iter=ast.Name(id=series), body=body, orelse=[]):
                kept = self.names.get(series)
                if not isinstance(kept, _Series):
                    raise UnreadableError(f"a loop over {series}")
                for result in kept.items:
                    self.names[name] = result
                    for inner in body:
                        self.run(inner)
            case ast.For(target=ast.Name(id=name), iter=ast.Call(func=ast.Name(id="allactivities")), body=body, orelse=[]):
                _Loop(self.names, name, body).walk(body, TRUE)
            case ast.Pass():
                pass
            case _:
                raise UnreadableError(ast.unparse(statement).splitlines()[0])

    def _branch(self, test: Formula, body: list[ast.stmt], orelse: list[ast.stmt]) -> None:
        """Both ways, and for each name: the first where the test holds, else the second."""
        before = dict(self.names)
        for statement in body:
            self.run(statement)
        then, self.names = self.names, before
        for statement in orelse:
            self.run(statement)
        for name in {n for n in then if then[n] != self.names.get(n)}:
            yes, no = self.as_formula(then[name]), self.as_formula(self.names.get(name))
            self.names[name] = Truth(either(both(test, yes), both(negated(test), no)))


class _Loop(Expressions):
    """Runs the body of one loop over all activities."""

    def __init__(self, names: dict[str, object], activity: str, body: list[ast.stmt]) -> None:
        names[activity] = Activity("each")
        for statement in body:  # counters stand for the running number from the start
            if isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name) and _is_one(statement.value):
                names[statement.target.id] = Index(())
        super().__init__(names)
        self._flags: dict[str, Formula] = {}

    def walk(self, body: list[ast.stmt], path: Formula) -> None:
        """Run statements that are reached where ``path`` holds for the activity."""
        for statement in body:
            match statement:
                case ast.If(test=test, body=then, orelse=orelse):
                    holds = self.as_formula(self.evaluate(test))
                    self.walk(then, both(path, holds))
                    if orelse:
                        self.walk(orelse, both(path, negated(holds)))
                case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="add"), args=[item])):
                    if self.names.get(name) != frozenset():
                        raise UnreadableError(f"{name} is filled twice")
                    self.names[name] = Bag(self._field(self.evaluate(item)).name, _only(path))
                case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=value):
                    self._add(name, value, _only(path))
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    self._assign(name, self.evaluate(value), path)
                case ast.Break() | ast.Pass():
                    if isinstance(statement, ast.Break) and len(self._flags) != 1:
                        raise UnreadableError("break")
                case _:
                    raise UnreadableError(ast.unparse(statement).splitlines()[0])

    def _add(self, name: str, value: ast.expr, where: Conditions) -> None:
        total = self.names.get(name)
        if isinstance(total, Index):
            return
        kept = total if isinstance(total, Amount) else Amount()
        if total != 0 and kept is not total:
            raise UnreadableError(f"{name} doesn't start at 0")
        term = "1" if _is_one(value) else self._field(self.evaluate(value)).name
        if (term, where) in kept.terms:
            raise UnreadableError(f"{name} counts {term} twice")
        self.names[name] = replace(kept, terms=kept.terms | {(term, where)})

    def _assign(self, name: str, value: object, path: Formula) -> None:
        match value:
            case Truth(formula) if formula in (TRUE, FALSE):
                if self._flags.setdefault(name, formula) != formula:
                    raise UnreadableError(f"{name} is set both ways in one loop")
                some = either(*(((Exists(_conditions(option)),),) for option in path)) if path else FALSE
                before = self.as_formula(self.names.get(name))
                after = either(before, some) if formula == TRUE else both(before, negated(some))
                self.names[name] = Truth(after)
            case Field(of=Activity("each")):
                self.names[name] = Last(value.name, _only(path))
            case Index(where=()):
                self.names[name] = Index(_only(path))
            case _:
                raise UnreadableError(f"{name} is set in a loop")

    def _field(self, value: object) -> Field:
        if isinstance(value, Field) and value.of.which == "each":
            return value
        raise UnreadableError("not a field of the activity")


def _is_one(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == 1 and node.value is not True


def _only(path: Formula) -> Conditions:
    if len(path) != 1:
        raise UnreadableError("alternatives inside a loop")
    return _conditions(path[0])


def _conditions(option: tuple[object, ...]) -> Conditions:
    found = tuple(atom for atom in option if isinstance(atom, Condition) and atom.field.of.which == "each")
    if len(found) != len(option):
        raise UnreadableError("a condition on more than the activity")
    return found
