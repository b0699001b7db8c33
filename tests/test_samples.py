"""What `make test` leaves to `make torture` is only a repetition: every kind stays in every run."""

from itertools import product

from tests.samples import all_but_one_in, repetitions


def test_of_pairs_each_value_stays_and_most_pairs_go() -> None:
    cases = [{"mistake": mistake, "paper": paper} for mistake, paper in product(range(19), "abcdef")]
    left = [case for place, case in enumerate(cases) if place not in repetitions(cases, "a test")]
    assert {case["mistake"] for case in left} == set(range(19))
    assert {case["paper"] for case in left} == set("abcdef")
    assert len(left) <= 19 + 6
    assert repetitions(cases, "a test") == repetitions(cases, "a test") != repetitions(cases, "another")


def test_of_one_parameter_nothing_goes() -> None:
    assert repetitions([{"door": door} for door in "abcdef"], "a test") == set()


def test_of_many_of_a_kind_one_in_three_stays_the_same_at_each_run() -> None:
    left = all_but_one_in(3, 89, "a test")
    assert len(left) == 89 - 30
    assert left == all_but_one_in(3, 89, "a test") != all_but_one_in(3, 89, "another")
    assert all_but_one_in(1, 89, "a test") == all_but_one_in(3, 1, "a test") == set()
