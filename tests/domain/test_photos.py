"""The small picture is made when a photo is stored; reading makes nothing."""

from hnu.jgzf.domain import photos
from hnu.jgzf.domain import roster
from plone.namedfile.file import NamedBlobImage
from tests import factories
from tests import pictures
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import pytest


@pytest.fixture
def person(university):
    return roster.get_unit("jwc")["20090417"]


def made(person):
    return [info["data"] for info in photos.scales(person) if info["data"] is not None]


def store(person, data):
    person.photo = NamedBlobImage(data=data, filename="x.jpg") if data else None
    notify(ObjectModifiedEvent(person))


def test_adding_a_person_makes_the_small_picture(person):
    assert pictures.opened(photos.thumbnail(person)).size == (240, 320)
    assert photos.thumbnail(person).filename == "photo.jpg"


def test_a_person_without_photo_has_none(university):
    person = roster.get_unit("jwc")["20120356"]
    assert photos.thumbnail(person) is None
    assert photos.scales(person) == []


def test_a_new_photo_has_a_new_small_picture_and_the_old_one_is_forgotten(person):
    old = photos.thumbnail(person)
    store(person, pictures.picture(size=(600, 600)))
    new = photos.thumbnail(person)
    assert pictures.opened(new).width == 240
    assert made(person) == [new]
    assert new.data != old.data


def test_deleting_a_photo_deletes_its_small_pictures(person):
    store(person, None)
    assert photos.thumbnail(person) is None
    assert made(person) == []


def test_editing_something_else_makes_nothing_anew(person):
    before = photos.thumbnail(person)
    person.position = "新岗位"
    notify(ObjectModifiedEvent(person))
    assert photos.thumbnail(person) is before


def test_reading_makes_nothing(university):
    person = factories.add_person(roster.get_unit("jwc"), "1", "沈知行")
    person.photo = NamedBlobImage(data=pictures.picture(), filename="x.jpg")
    assert photos.thumbnail(person) is None
    assert made(person) == []
