"""The data files by themselves."""

from collections import Counter
from hnu.jgzf.demo import files
from hnu.jgzf.demo.portraits import portrait
from io import BytesIO
from PIL import Image


def test_numbers_names_and_accounts_are_there_once():
    people = files.rows("people.csv")
    assert max(Counter(row["number"] for row in people).values()) == 1
    assert max(Counter(row["name"] for row in people).values()) == 1
    accounts = files.rows("accounts.csv")
    assert max(Counter(row["userid"] for row in accounts).values()) == 1
    assert max(Counter(row["email"] for row in accounts).values()) == 1


def test_a_person_with_an_account_has_one_name():
    names = {row["userid"]: row["fullname"] for row in files.rows("accounts.csv")}
    for row in files.rows("people.csv"):
        if row["userid"]:
            assert names[row["userid"]] == row["name"]


def test_addresses_and_numbers_reach_nobody():
    assert all(row["email"].endswith("daxue.example") for row in files.rows("accounts.csv"))


def test_a_compound_surname_and_a_name_of_a_minority_are_among_the_people():
    names = {row["name"] for row in files.rows("people.csv")}
    assert {"欧阳霁雪", "阿依古丽·买买提江"} <= names


def test_a_portrait_depends_on_the_number_alone():
    assert portrait("20090417", "m") == portrait("20090417", "m")
    assert portrait("20090417", "m") != portrait("20090418", "m")
    picture = Image.open(BytesIO(portrait("20090417", "f", grey=True)))
    assert (picture.format, picture.size) == ("JPEG", (240, 320))
