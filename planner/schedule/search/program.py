"""The choice of one route per day as a linear program: relaxed, with prices, or whole."""

from __future__ import annotations

from typing import Any

import numpy as np

from .beam import Prices
from .model import Model
from .route import Route
from .trip import Trip


class Program:
    """One route per day, no visit twice, the purses, and what groups bound and demand.

    Args:
        solver: Name of the OR-Tools solver; one for integers makes a whole choice.
        model: The prepared problem.
        base: Whose price leaves the purses.
        days: How many days there are of each kind.

    Attributes:
        value: Of the last solution.
    """

    def __init__(self, solver: str, model: Model, base: int, days: dict[int, int]) -> None:
        from ortools.linear_solver import pywraplp

        self.model = model
        self._solver = pywraplp.Solver.CreateSolver(solver)
        self._whole = solver == "CBC"
        self._infinity = self._solver.infinity()
        self._objective = self._solver.Objective()
        self._objective.SetMaximization()
        self._days = {kind: self._solver.Constraint(count, count) for kind, count in days.items()}
        self._visits: dict[int, Any] = {}
        offer = model.problem.bases[base].fen if base >= 0 else 0
        self._money = [self._solver.Constraint(-self._infinity, purse.cap - purse.bases * offer) for purse in model.purses]
        self._groups: list[tuple[int, Any]] = []
        for g, (members, group) in enumerate(zip(model.members, model.problem.groups, strict=True)):
            if group.max_per_trip < len(members) or group.min_per_trip:
                row = self._solver.Constraint(group.min_per_trip, max(group.min_per_trip, min(group.max_per_trip, len(members))))
                self._groups.append((g, row))
                short = self._solver.NumVar(0, group.min_per_trip, "")
                row.SetCoefficient(short, 1)
                self._objective.SetCoefficient(short, -model.shortage[g])
        self._bits = [sum(1 << visit for visit in model.members[g]) for g, _ in self._groups]
        self.value = 0.0
        self._prices: dict[int, Prices] = {}

    def add(self, route: Route) -> Any:
        """A column for a route."""
        model = self.model
        variable = self._solver.IntVar(0, 1, "") if self._whole else self._solver.NumVar(0, self._infinity, "")
        self._objective.SetCoefficient(variable, self.worth(route))
        self._days[route.day].SetCoefficient(variable, 1)
        for row, fen in zip(self._money, route.spent, strict=True):
            row.SetCoefficient(variable, fen)
        for (_, row), bits in zip(self._groups, self._bits, strict=True):
            held = (route.bits & bits).bit_count()
            if held:
                row.SetCoefficient(variable, held)
        for task in route.seq:
            visit = model.visit[task]
            if visit not in self._visits:
                self._visits[visit] = self._solver.Constraint(-self._infinity, 1)
            self._visits[visit].SetCoefficient(variable, 1)
        return variable

    def worth(self, route: Route) -> int:
        """A route's worth with what its mandatory visits save."""
        return route.worth + self.model.miss * (route.bits & self.model.needed).bit_count()

    def of_trip(self, trip: Trip) -> int:
        """The program's value of a trip."""
        model, groups = self.model, self.model.problem.groups
        short = sum(model.shortage[g] * max(0, groups[g].min_per_trip - trip.count(g)) for g in model.wanted)
        return sum(self.worth(route) for route in trip.routes) - short

    def solve(self, milliseconds: int = 0) -> bool:
        """Whether there is a solution."""
        if milliseconds:
            self._solver.SetTimeLimit(milliseconds)
        if self._solver.Solve() not in (self._solver.OPTIMAL, self._solver.FEASIBLE):
            return False
        self.value = float(self._objective.Value())
        if not self._whole:  # all at once: a new column makes them unreadable
            visits = np.zeros(len(self.model.problem.visits))
            for visit, row in self._visits.items():
                visits[visit] = row.dual_value()
            for g, row in self._groups:
                visits[list(self.model.members[g])] += row.dual_value()
            money = tuple(row.dual_value() for row in self._money)
            self._prices = {kind: Prices(visits, money, row.dual_value()) for kind, row in self._days.items()}
        return True

    def prices(self, kind: int) -> Prices:
        """Of the last solution of the relaxation, for a kind of day."""
        return self._prices[kind]

    def profit(self, route: Route) -> float:
        """By how much a route's worth exceeds its prices."""
        visits, money, day = self.prices(route.day)
        paid = sum(price * fen for price, fen in zip(money, route.spent, strict=True))
        return self.worth(route) - float(sum(visits[self.model.visit[task]] for task in route.seq)) - paid - day
