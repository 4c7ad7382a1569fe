"""Photos from an archive: what is taken, what is told, and that nothing is done twice."""

from hnu.jgzf.content import photo as content_photo
from hnu.jgzf.content import roster_uploads
from hnu.jgzf.domain import photos as thumbnails
from hnu.jgzf.domain import roster
from hnu.jgzf.domain.roster_files.tables import BadFile
from hnu.jgzf.domain.roster_import import photos
from hnu.jgzf.interfaces.errors import NotPossible
from io import BytesIO
from tests import factories
from tests import pictures
from tests import spreadsheets
from zipfile import ZipFile
from zipfile import ZipInfo
import pytest
import struct


def person(number="20120356", unit="jwc"):
    return roster.get_unit(unit)[number]


def archive(**files):
    return BytesIO(spreadsheets.archive(files))


def found(file):
    contents = photos.contents(file)
    return [entry[2] for entry in contents.entries], [
        (name, str(message)) for name, message in contents.problems
    ]


def imported(data):
    upload = photos.receive("supervisor", BytesIO(data), "照片.zip")
    while not upload.is_done:
        photos.store_batch("supervisor", upload.token)
    return upload


def test_photos_are_stored_without_metadata_and_with_their_small_picture(university):
    upload = imported(spreadsheets.archive({"20120356.png": pictures.picture("PNG", (1200, 1600))}))
    assert (upload.replaced, upload.unchanged, upload.problems) == (1, 0, ())
    photo = person().photo
    assert pictures.SECRET not in photo.data
    assert (photo.filename, photo.contentType) == ("photo.jpg", "image/jpeg")
    assert pictures.opened(photo).size == (960, 1280)
    assert pictures.opened(thumbnails.thumbnail(person())).size == (240, 320)


def test_the_same_photos_again_change_nothing(university):
    data = spreadsheets.archive({"20120356.jpg": pictures.picture()})
    imported(data)
    with factories.nothing_written_to(person()):
        upload = imported(data)
    assert (upload.replaced, upload.unchanged) == (0, 1)


def test_another_photo_takes_the_place_of_the_first(university):
    imported(spreadsheets.archive({"20120356.jpg": pictures.picture()}))
    upload = imported(spreadsheets.archive({"20120356.jpg": pictures.picture(size=(200, 200))}))
    assert upload.replaced == 1
    assert pictures.opened(person().photo).size == (200, 200)


def test_a_photo_in_an_archive_is_made_neutral_once(university, monkeypatch):
    made = []
    monkeypatch.setattr(photos, "neutral", lambda value: made.append(1) or original(value))
    original = content_photo.neutral
    monkeypatch.setattr(content_photo, "neutral", lambda value: made.append(2) or original(value))
    imported(spreadsheets.archive({"20120356.jpg": pictures.picture()}))
    assert made == [1]


def test_names_lead_to_people_whatever_folder_they_are_in(university):
    file = archive(
        **{
            "20120356.jpg": b"",
            "教务处/20090417.JPEG": b"",
            "..\\..\\20100001.png": b"",
            "../../../etc/99.jpg": b"",
        }
    )
    numbers, problems = found(file)
    assert numbers == ["20120356", "20090417", "20100001"]
    assert problems == [("../../../etc/99.jpg", "error_photo_nobody")]


def test_what_systems_add_is_passed_over(university):
    file = archive(
        **{"__MACOSX/._20120356.jpg": b"", "a/.DS_Store": b"", "Thumbs.db": b"", "a/": b""}
    )
    assert found(file) == ([], [])


def test_names_of_chinese_systems_are_told_as_they_are_written(university):
    data = spreadsheets.archive({"xxxx.jpg": b""})
    name = "甲乙".encode("gb18030")
    _numbers, problems = found(BytesIO(data.replace(b"xxxx", name)))
    assert problems == [("甲乙.jpg", "error_photo_nobody")]


def test_what_is_no_photo_of_anybody_is_told(university):
    person("20090417").active = False
    link = ZipInfo("20120356.jpg")
    link.external_attr = 0o120777 << 16
    file = BytesIO()
    with ZipFile(file, "w") as packed:
        packed.writestr(link, "/etc/passwd")
        packed.writestr("20100001.jpg", b"")
        packed.writestr("又一张/20100001.png", b"")
        packed.writestr("20090417.jpg", b"")
        packed.writestr("20120356.gif", b"")
        packed.writestr("更多.zip", b"")
        packed.writestr("12345.jpg", b"")
    numbers, problems = found(file)
    assert numbers == ["20100001"]
    assert problems == [
        ("20120356.jpg", "error_photo_link"),
        ("又一张/20100001.png", "error_photo_twice"),
        ("20090417.jpg", "error_photo_inactive"),
        ("20120356.gif", "error_photo_type"),
        ("更多.zip", "error_photo_archive"),
        ("12345.jpg", "error_photo_nobody"),
    ]


def test_photos_with_a_password_are_told(university):
    data = bytearray(spreadsheets.archive({"20120356.jpg": b"x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert found(BytesIO(bytes(data))) == ([], [("20120356.jpg", "error_photo_password")])


def test_photos_that_are_too_large_are_told_by_what_the_archive_declares(university):
    file = archive(**{"20120356.jpg": bytes(content_photo.MAX_BYTES + 1)})
    numbers, problems = found(file)
    assert numbers == []
    assert "5 MB" in problems[0][1] or problems[0][1] == "error_photo_bytes"


def test_an_archive_that_lies_about_a_size_is_read_no_further(university):
    data = bytearray(spreadsheets.archive({"20120356.jpg": pictures.picture() + bytes(9_000_000)}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1_000)
    upload = imported(bytes(data))
    assert [str(message) for _name, message in upload.problems] == ["error_photo_broken"]
    assert person().photo is None


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", pictures.picture("GIF", mode="L"), pictures.picture()[:2000], bytes(3000)],
)
def test_files_that_are_no_pictures_are_told_and_the_others_stored(university, data):
    files = {"20090417.jpg": data, "20120356.jpg": pictures.picture()}
    upload = imported(spreadsheets.archive(files))
    assert [name for name, _message in upload.problems] == ["20090417.jpg"]
    assert upload.replaced == 1
    assert person().photo is not None


def test_a_bomb_is_refused(university, monkeypatch):
    monkeypatch.setattr(photos, "MOST_UNPACKED", 1_000_000)
    data = spreadsheets.archive({"20120356.jpg": bytes(2_000_000)})
    assert len(data) < 10_000
    with pytest.raises(BadFile) as refusal:
        photos.receive("supervisor", BytesIO(data), "a.zip")
    assert str(refusal.value.message) == "error_zip_bytes"


def test_too_many_and_too_large_archives_are_refused(university, monkeypatch):
    monkeypatch.setattr(photos, "MOST_ENTRIES", 1)
    with pytest.raises(BadFile) as refusal:
        photos.contents(archive(a=b"", b=b""))
    assert str(refusal.value.message) == "error_zip_entries"
    monkeypatch.setattr(photos, "MOST_BYTES", 10)
    with pytest.raises(BadFile) as refusal:
        photos.contents(archive(a=b""))
    assert str(refusal.value.message) == "error_roster_file_large"


def test_somebody_in_two_units_has_the_photo_in_both(university):
    factories.add_person(roster.get_unit("hqc"), "20120356", "姜砚秋")
    upload = imported(spreadsheets.archive({"20120356.jpg": pictures.picture()}))
    assert upload.replaced == 2


def test_whoever_left_meanwhile_gets_no_photo(university):
    data = spreadsheets.archive({"20120356.jpg": pictures.picture()})
    upload = photos.receive("supervisor", BytesIO(data), "a.zip")
    person().active = False
    photos.store_batch("supervisor", upload.token)
    assert [str(message) for _name, message in upload.problems] == ["error_photo_inactive"]


def test_a_batch_ends_with_its_time(university, monkeypatch):
    monkeypatch.setattr(photos, "MOST_SECONDS", 0)
    files = {f"{number}.jpg": pictures.picture() for number in ("20090417", "20120356")}
    upload = photos.receive("supervisor", BytesIO(spreadsheets.archive(files)), "a.zip")
    photos.store_batch("supervisor", upload.token)
    assert upload.position == 1


def test_a_batch_of_an_archive_that_was_replaced_does_nothing(university):
    data = spreadsheets.archive({"20120356.jpg": pictures.picture()})
    old = photos.receive("supervisor", BytesIO(data), "a.zip")
    photos.receive("supervisor", BytesIO(data), "b.zip")
    with pytest.raises(NotPossible):
        photos.store_batch("supervisor", old.token)
    assert person().photo is None


def test_nothing_is_left_of_an_archive_without_photos(university):
    photos.receive("supervisor", archive(**{"20120356.jpg": b"x"}), "a.zip")
    with pytest.raises(BadFile):
        photos.receive("supervisor", archive(**{"a.txt": b"x"}), "b.zip")
    uploads = roster_uploads.get_uploads(roster.get_center())
    assert list(uploads.photos) == []
