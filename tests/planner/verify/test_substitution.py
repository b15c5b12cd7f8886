"""What stands in for a must-see is itself verified."""

from __future__ import annotations

from xiake.domain.constraint import Choice


def must_see(*ids, **rest):
    return Choice(subject="attraction", attribute="place", op="all_of", values=ids, labels=tuple(x.upper() for x in ids), **rest)


def told(plan, substitutes, *wishes):
    """Verdicts on the wishes and on the substitutions."""
    checks = plan.but_request(constraints=wishes).checks(substitutes)
    return [(c.rule, c.status, c.place) for c in checks if c.wish is not None or c.rule == "substitution"]


def test_a_substitute_that_is_visited_holds_and_the_wish_stays_broken(plan):
    assert told(plan, {"cave": "tower"}, must_see("cave")) == [
        ("substitution", "satisfied", "tower"),
        ("wish.choice", "violated", None),
    ]


def test_a_substitute_missing_from_the_plan_is_a_hard_violation(plan):
    request = plan.but_request(constraints=(must_see("centre", "tower"),))
    stops = [stop for stop in request.stops(3) if stop.place.id != "tower"]
    faults = [c for c in request.but_stops(3, stops).checks({"centre": "tower"}) if c.rule == "substitution"]
    assert [(c.status, c.soft, c.wish) for c in faults] == [("violated", False, None)] * 2  # as a substitute and by itself
    assert "CENTRE" in faults[0].message
    assert "云塔" in faults[0].message


def test_the_other_must_sees_of_the_wish_still_count(plan):
    substitutes = {"cave": "tower"}
    assert told(plan, substitutes, must_see("cave", "museum", "park")) == [
        ("substitution", "satisfied", "tower"),
        ("wish.choice", "violated", None),
    ]
    assert told(plan, substitutes, must_see("cave", "zoo", "park")) == [
        ("substitution", "satisfied", "tower"),
        ("substitution", "violated", None),
        ("wish.choice", "violated", None),
    ]


def test_what_was_given_up_leaves_the_rest_standing(plan):
    assert told(plan, {"cave": None}, must_see("cave", "park")) == [("wish.choice", "violated", None)]
    assert told(plan, {"cave": None}, must_see("cave", "zoo")) == [
        ("substitution", "violated", None),
        ("wish.choice", "violated", None),
    ]


def test_only_hard_must_sees_are_substituted(plan):
    soft = must_see("cave", strength="soft")
    other = Choice(subject="attraction", attribute="place", op="any_of", values=("cave", "park"))
    assert [rule for rule, _, _ in told(plan, {"cave": "zoo"}, soft, other)] == ["wish.choice", "wish.choice"]
    assert not [c for c in plan.checks({"cave": "zoo"}) if c.rule == "substitution"]
