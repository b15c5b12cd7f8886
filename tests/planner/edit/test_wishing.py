"""A new wish beside old ones: it stands, and nothing that contradicts it does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from xiake.domain.constraint import AnyOf, Choice, Constraint, CostLimit, VisitClock, VisitOrder, places_asked_for
from xiake.planner.edit.wishing import with_wish, without_place, without_wish

PLACES = st.sampled_from("abcd")
OPS = st.sampled_from(("all_of", "any_of", "none_of", "only"))


def choices(attribute: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[Constraint]:
    return st.builds(
        lambda op, values: Choice.model_validate(
            {"subject": "attraction", "attribute": attribute, "op": op, "values": tuple(values)}
        ),
        OPS,
        st.lists(values, min_size=1, max_size=3, unique=True),
    )


CLOCKS = st.builds(lambda place, day: VisitClock(place=place, label=place, day=day), PLACES, st.integers(1, 3))
WISHES = st.one_of(
    choices("place", PLACES),
    choices("kind", st.sampled_from(("museum", "park", "temple"))),
    CLOCKS,
    st.builds(lambda amount: CostLimit(category="lodging", per="room_night", amount=amount), st.integers(100, 900)),
    st.builds(lambda a, b: VisitOrder(first=a, then=b, labels=(a, b)), PLACES, PLACES),
    st.builds(lambda one, two: AnyOf(options=((one,), (two,))), CLOCKS, CLOCKS),
)


@given(st.lists(WISHES, max_size=6), WISHES)
def test_a_new_wish_stands_and_is_not_contradicted(old: list[Constraint], new: Constraint) -> None:
    after = with_wish(old, new)
    assert after[-1] == new
    banned = {v for w in after if isinstance(w, Choice) and (w.attribute, w.op) == ("place", "none_of") for v in w.values}
    assert not banned & set(places_asked_for(new))
    if isinstance(new, Choice) and (new.attribute, new.op) == ("place", "none_of"):
        assert not any(set(places_asked_for(wish)) & set(new.values) for wish in after[:-1])
    if isinstance(new, CostLimit):
        assert sum(isinstance(wish, CostLimit) for wish in after) == 1


@given(st.lists(WISHES, max_size=6), PLACES)
def test_a_place_that_is_given_up_is_asked_for_no_more(old: list[Constraint], place: str) -> None:
    after = without_place(old, place)
    assert not any(place in places_asked_for(wish) for wish in after)
    assert sum(len(places_asked_for(wish)) for wish in after) >= sum(
        place not in places_asked_for(wish) for wish in old if places_asked_for(wish)
    )


@given(st.lists(WISHES, max_size=6), WISHES)
def test_a_wish_that_is_taken_back_is_gone_and_others_stay(old: list[Constraint], wish: Constraint) -> None:
    after = without_wish([*old, wish], wish)
    assert wish not in after
    assert all(other in after for other in old if type(other) is not type(wish))


def test_a_ride_one_way_leaves_the_other_as_it_was_wished() -> None:
    both = Choice(subject="intercity", attribute="mode", op="only", values=("flight",))
    back = Choice(subject="intercity_back", attribute="mode", op="only", values=("train",))
    hoped = Choice(subject="intercity_back", attribute="class", op="all_of", values=("high_speed",), strength="soft")
    out = both.model_copy(update={"subject": "intercity_out"})
    assert with_wish([both], back) == [out, back]
    assert with_wish([out, back], hoped) == [out, back, hoped]
