"""The walk over the clauses: keeps the mood and adds constraints, whoever reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...domain.constraint import Choice, Constraint, Strength
from ...domain.gazetteer import PlaceName, Term
from ...domain.language import worded
from .draft import CLAUSE_ENDS, Draft
from .mood import Mood

_JOINTS = frozenset({"SEP", "OR", "COMMA", "FILL", "SEE", "GO", "EAT", "WANT", "LIKE", "NEAR", "SIGHTS", "STAY", "RIDE"})
_HEADS = frozenset({"FILL", "EAT", "SIGHTS", "STAY"})
"""What stands behind an item without being one: Korean *cuisine*."""
_LINKS = frozenset({"FILL", "SEP", "OR"})
_ITEMS = frozenset({"NAME", "TERM", "GAP", "DIET"})


class Walk:
    """Where the reading of a draft's wishes stands.

    Attributes:
        mood: How the words at the present position are meant.
        last: Position of the last token that became a constraint.
    """

    def __init__(self, draft: Draft) -> None:
        """Start before the first token."""
        self.draft = draft
        self.mood = Mood()
        self.last: int | None = None
        self._list: list[Choice] = []

    def step(self, at: int) -> None:
        """Take in one token."""
        if not (self.draft.kind(at) == "COMMA" and self._only_separates(at)):
            self.mood = self.mood.hear(at, self.draft.tokens[at])

    def _only_separates(self, at: int) -> bool:
        """Whether a comma stands between items of one list: 必去故宫，天坛."""
        following = self.draft.look(at, 1, _LINKS)
        beyond = self.draft.kind(self.draft.look(following, 1, _HEADS))
        listed = self.draft.kind(following) in _ITEMS and beyond in CLAUSE_ENDS | {"SEP", "OR", ""}
        before = self.draft.look(at, -1, _HEADS)
        if self.mood.negative and {"NAME", "TERM"} == {self.draft.kind(before), self.draft.kind(following)}:
            return False  # 不吃小吃，天坛: another thing
        if self._sorts(before) and self._sorts(following) and not self._sorts(before) & self._sorts(following):
            return False  # 住和平饭店，天坛
        return listed and self.draft.kind(before) in _ITEMS and (self.last == before or self.mood.negative)

    def _sorts(self, at: int) -> set[str]:
        """What kinds of places a name may mean."""
        return {place.kind for place in self.draft.tokens[at].value} if self.draft.kind(at) == "NAME" else set()

    @property
    def strength(self) -> Strength:
        """How firmly the present words are meant."""
        return "soft" if self.mood.soft else "hard"

    def bans(self, at: int) -> bool:
        """Whether a wish at ``at`` is banned, by what stands before or behind it: 不去天坛, ❌天坛, 天坛不去, 天坛❌."""
        if self.draft.kind(at - 1) == "BANMARK" and (self.draft.kind(at - 2) not in _ITEMS or self._leans_on(at - 1, at)):
            self.draft.use((at - 1,))
            return True
        behind = self.draft.look(at, 1, frozenset({"FILL"}))
        beyond = self.draft.kind(self.draft.look(behind, 1, frozenset({"FILL"})))
        mark = self.draft.kind(behind) == "BANMARK" and not self._leans_on(behind, behind + 1)
        verdict = mark or (self.draft.kind(behind) == "NEG" and beyond in CLAUSE_ENDS | {"SEP", ""})
        if verdict:
            self.draft.use((behind,))
        elif (refused := self._refused_behind(at)) is not None:
            self.draft.use((*range(at, refused + 1),))
            return True
        return self.mood.negative or verdict

    def _refused_behind(self, at: int) -> int | None:
        """宽窄巷子太商业化了不去: a refusal to go at the end of the clause is meant for what the clause begins with."""
        last = self.draft.clause(at)[-1]
        refused = self.draft.kind(last) == "NEG" and self.draft.tokens[last].value == "see"
        reason = all(self.draft.kind(p) in ("GAP", "FILL", "MUCH", "TERM", "SEE", "GO", "THIS") for p in range(at + 1, last))
        return last if refused and reason else None

    def _leans_on(self, mark: int, at: int) -> bool:
        """Whether a mark touches the word behind it and not the one before."""
        tokens = self.draft.tokens
        touches = at < len(tokens) and tokens[mark].end == tokens[at].start
        return touches and (mark == 0 or tokens[mark - 1].end < tokens[mark].start)

    def pick_one(self, at: int) -> None:
        """天坛、地坛二选一: the wishes listed before are alternatives."""
        alone = self.clause_kinds(at) <= {"PICKONE", "FILL"}
        inside = [choice for choice in self._list if alone or self.last in self.draft.clause(at)]
        self._list = []
        if len(inside) > 1:
            kinds = _ITEMS | {"DISH", "CLIMB", "CLASS", "ROOM", "BRAND", "MODE"}
            first = next((p for p in range(at) if self.draft.kind(p) in kinds and self.draft.quote(p) in inside[0].quote), at)
            self.draft.constraints.append(self._joined(inside, self.draft.quote(first, at)))
            self.draft.use((at,))
        elif any(len(choice.values) > 1 for choice in inside):  # 天坛或者地坛，选一个
            self.draft.use((at,))

    def _joined(self, listed: Sequence[Choice], quote: str) -> Choice:
        """One wish for any of what several wished for; those are taken back."""
        labels = {value: label for c in listed for value, label in zip(c.values, c.labels, strict=True)}
        self.draft.constraints[:] = [c for c in self.draft.constraints if c not in listed]
        return listed[-1].model_copy(
            update={"op": "any_of", "values": tuple(labels), "labels": tuple(labels.values()), "quote": quote}
        )

    def clause_kinds(self, at: int) -> set[str]:
        """Kinds that occur in the clause around a token."""
        return {self.draft.kind(position) for position in self.draft.clause(at)}

    def quote(self, at: int, *more: int) -> str:
        """The words from the cue to the item."""
        return self.draft.quote(at, *more, *(() if self.mood.since is None else (self.mood.since,)))

    def add(self, at: int, *constraints: Constraint, more: tuple[int, ...] = ()) -> None:
        """Add constraints read from a token, and from more tokens around it."""
        self.draft.constraints.extend(c for c in constraints if c not in self.draft.constraints)
        self.done(at, *more)

    def done(self, at: int, *more: int) -> None:
        """Mark tokens as read."""
        self.draft.use((at, *more))
        self.last = at
        self.mood = replace(self.mood, met=True)

    def choose(self, at: int, choice: Choice, more: tuple[int, ...] = ()) -> None:
        """Add a choice; a wished one behind *or* joins the one before, a repeated one is dropped."""
        constraints = self.draft.constraints
        joints = self._joints(at)
        listed = [c for c in self._list if joints <= _JOINTS and _alike(c, choice)]
        if listed and ("OR" in joints or self._one_is_enough(at)):
            choice = self._joined([*listed, choice], self.quote(at))
            listed = []
            self._welcome_all(choice, at)
        if not any(isinstance(other, Choice) and _same(other, choice) for other in constraints):
            constraints.append(choice)
        self._list = [*listed, choice]
        self.done(at, *more)

    def _welcome_all(self, choice: Choice, at: int) -> None:
        """看古迹或者公园: either will do, and many mean both; where it was said that one is enough, they don't."""
        constraints = self.draft.constraints
        if choice.attribute != "kind" or choice.subject != "attraction" or self._one_is_enough(at):
            return
        both = choice.model_copy(update={"op": "all_of", "strength": "soft", "origin": "derived"})
        constraints[:] = [wish for wish in constraints if not (isinstance(wish, Choice) and _welcomes_part_of(wish, both))]
        constraints.append(both)

    def _one_is_enough(self, at: int) -> bool:
        """Whether the list was opened as one of which any will do, as 以下餐厅之一."""
        while at > 0 and self.draft.kind(at) not in ("STOP", "ONEOF"):
            at -= 1
        return self.draft.kind(at) == "ONEOF"

    def _joints(self, at: int) -> set[str]:
        """What stands between the last item and this one."""
        return {""} if self.last is None else {self.draft.kind(position) for position in range(self.last + 1, at)}

    def label(self, item: PlaceName | Term) -> str:
        """A place or kind in the traveller's language."""
        language = self.draft.language
        return worded(language, item.word, item.en) if isinstance(item, Term) else item.name_in(language)


def _alike(a: Choice, b: Choice) -> bool:
    """Whether two choices may be alternatives of one wish."""
    wished = ("any_of", "all_of")
    return a.op in wished and b.op in wished and (a.subject, a.attribute) == (b.subject, b.attribute)


def _welcomes_part_of(wish: Choice, both: Choice) -> bool:
    derived = wish.origin == "derived" and (wish.subject, wish.attribute, wish.op) == (both.subject, both.attribute, both.op)
    return derived and set(wish.values) < set(both.values)


def _same(a: Choice, b: Choice) -> bool:
    return (a.subject, a.attribute, a.op, a.values) == (b.subject, b.attribute, b.op, b.values)
