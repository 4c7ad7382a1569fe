from hnu.jgzf.domain import staff_search
from hypothesis import given
from hypothesis import strategies
import pytest


PEOPLE = {
    "20090417": "周允礼",
    "20120356": "姜砚秋",
    "20100001": "曾丽",
    "20100002": "单于明",
    "2010A003": "吕绿",
    "20100004": "买买提·艾力",
    "20100005": "Alice Zhang",
}


def found(query):
    return {
        name
        for number, name in PEOPLE.items()
        if staff_search.is_found(staff_search.key_of(name, number), query)
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        # The name, or a part of it
        ("周允礼", {"周允礼"}),
        ("允", {"周允礼"}),
        ("周礼", set()),
        (" 周 允礼　", {"周允礼"}),
        ("买买提艾力", {"买买提·艾力"}),
        ("lice", {"Alice Zhang"}),
        ("alicezhang", {"Alice Zhang"}),
        # The employee number, from its beginning
        ("2009", {"周允礼"}),
        ("２００９０４１７", {"周允礼"}),
        ("0417", set()),
        ("2010a", {"吕绿"}),
        # The initials
        ("zyl", {"周允礼"}),
        ("ZY", {"周允礼"}),
        ("yl", set()),
        ("mmtal", {"买买提·艾力"}),
        ("zz", set()),
        # The reading, of family names as well
        ("zhou", {"周允礼"}),
        ("zhouyunli", {"周允礼"}),
        ("Zhou Yun", {"周允礼"}),
        ("zhou'yun", {"周允礼"}),
        ("yunli", set()),
        ("zeng", {"曾丽"}),
        ("zl", {"曾丽"}),
        ("ceng", set()),
        ("chanyu", {"单于明"}),
        ("lv", {"吕绿"}),
        ("lü", {"吕绿"}),
        # Several
        ("z", {"周允礼", "曾丽", "Alice Zhang"}),
        ("a", {"Alice Zhang"}),
        ("", set(PEOPLE.values())),
        (" ", set(PEOPLE.values())),
        ("没有", set()),
        ("<b>", set()),
    ],
)
def test_people_are_found_by_name_number_initials_and_reading(query, names):
    assert found(query) == names


@given(strategies.text(min_size=1, max_size=6), strategies.text(max_size=6))
def test_everybody_is_found_by_the_own_name_whatever_it_is(name, number):
    key = staff_search.key_of(name, number)
    assert staff_search.is_found(key, name)
    assert staff_search.is_found(key, number)
    # One part of the key ends where the next one begins.
    assert str(key).split(" ") == list(key)
