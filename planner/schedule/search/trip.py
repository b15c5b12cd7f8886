"""The state of the search: one route per day and a base, changed in place on a cheap copy."""

from __future__ import annotations

from .model import Model
from .route import Route, Routes


class Trip:
    """Routes of all days with what has to hold across them.

    Attributes:
        base: Index of the base, -1 for none.
        routes: Per day.
        used: Visits in the trip.
    """

    __slots__ = ("base", "model", "routes", "store", "used")

    def __init__(self, model: Model, store: Routes, base: int, routes: list[Route]) -> None:
        self.model, self.store, self.base, self.routes = model, store, base, routes
        self.used = {model.visit[task] for route in routes for task in route.seq}

    @classmethod
    def empty(cls, model: Model, store: Routes, base: int, level: int) -> Trip | None:
        """No visits at all; None when even then a day can't be kept."""
        routes = [store.get(day, base, level, ()) for day in range(len(model.problem.days))]
        whole = [route for route in routes if route is not None]
        return cls(model, store, base, whole) if len(whole) == len(routes) else None

    def copy(self) -> Trip:
        """A copy that can be changed; routes are shared."""
        twin = Trip.__new__(Trip)
        twin.model, twin.store, twin.base = self.model, self.store, self.base
        twin.routes, twin.used = self.routes.copy(), self.used.copy()
        return twin

    @property
    def left(self) -> list[int]:
        """What is left in each of the model's purses, fen; negative where too much is spent."""
        fen = self.model.problem.bases[self.base].fen if self.base >= 0 else 0
        return [
            purse.cap - purse.bases * fen - sum([route.spent[k] for route in self.routes])
            for k, purse in enumerate(self.model.purses)
        ]

    @property
    def excess(self) -> int:
        """Fen over the budget and the caps."""
        return -sum([min(0, left) for left in self.left]) if self.model.purses else 0

    def worth(self) -> int:
        """By the objective, less what the missing required things weigh."""
        model, problem = self.model, self.model.problem
        total = sum([route.worth for route in self.routes])
        if self.base >= 0:
            total += problem.bases[self.base].score - model.money * problem.bases[self.base].fen
        for visit in model.mandatory:
            if visit not in self.used:
                total -= model.miss
        for group in model.wanted:
            total -= model.shortage[group] * max(0, problem.groups[group].min_per_trip - self.count(group))
        return total

    def count(self, group: int) -> int:
        """Members of a group in the trip."""
        return len(self.used & self.model.members[group])

    def bonus(self, visit: int) -> int:
        """What a visit is worth beyond its route: a mandatory one, or a member that a group lacks."""
        model = self.model
        extra = model.miss if model.problem.visits[visit].mandatory else 0
        for group in model.wants[visit]:
            if self.count(group) < model.problem.groups[group].min_per_trip:
                extra += model.shortage[group]
        return extra

    def most_bonus(self) -> int:
        """What a member that all lacking groups want would be worth beyond its route."""
        model, groups = self.model, self.model.problem.groups
        return sum(model.shortage[group] for group in model.wanted if self.count(group) < groups[group].min_per_trip)

    def allows(self, visit: int, day: int) -> bool:
        """Whether the maxima of the visit's groups leave room on a day."""
        model = self.model
        for group in model.limits[visit]:
            rule, members = model.problem.groups[group], model.members[group]
            if self.count(group) >= rule.max_per_trip:
                return False
            if sum([model.visit[task] in members for task in self.routes[day].seq]) >= rule.max_per_day:
                return False
        return True

    def keeps_limits(self) -> bool:
        """Whether no group has more members in the trip than it may."""
        return all(self.count(g) <= group.max_per_trip for g, group in enumerate(self.model.problem.groups))

    def repeats_nothing(self) -> bool:
        """Whether no visit occurs on two days."""
        return len(self.used) == sum(len(route.seq) for route in self.routes)

    def insert(self, task: int, day: int, position: int) -> bool:
        """Insert a task; False when the route doesn't hold it after all."""
        route = self.store.insert(self.routes[day], task, position)
        if route is None:
            return False
        self.routes[day] = route
        self.used.add(self.model.visit[task])
        return True

    def replace(self, day: int, seq: tuple[int, ...], level: int | None = None) -> bool:
        """Give a day another sequence (and level), dropping followers that lost what they follow."""
        model, old = self.model, self.routes[day]
        kept: list[int] = []
        for task in seq:
            if model.after[task] >= 0 and (not kept or model.visit[kept[-1]] != model.after[task]):
                continue
            kept.append(task)
        route = self.store.get(day, self.base, old.level if level is None else level, tuple(kept))
        if route is None:
            return False
        self.used -= {model.visit[task] for task in old.seq}
        self.used |= {model.visit[task] for task in kept}
        self.routes[day] = route
        return True

    def move_to(self, base: int) -> bool:
        """Choose another base, dropping tasks where a day gets too long; False when not even empty days fit."""
        self.base = base
        for day, route in enumerate(self.routes):
            seq = route.seq
            while not self.replace(day, seq):
                if not seq:
                    return False
                model = self.model
                worst = min(range(len(seq)), key=lambda p: model.gain[day][seq[p]] - model.miss * (model.slot[seq[p]] >= 0))
                seq = seq[:worst] + seq[worst + 1 :]
        return True
