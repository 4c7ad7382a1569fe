"""Photos of staff: what is accepted, and that nothing but the picture is kept."""

from hnu.jgzf.content import photo
from hnu.jgzf.domain import roster
from PIL import Image
from plone.namedfile.file import NamedBlobImage
from tests import factories
from tests import pictures
import io
import pytest


def named(data, filename="身份证_周允礼.jpg", content_type="image/jpeg"):
    return NamedBlobImage(data=data, filename=filename, contentType=content_type)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGB"), ("PNG", "P")],
)
def test_jpeg_and_png_become_a_plain_jpeg(integration, kind, mode):
    data = pictures.picture(kind, mode=mode)
    assert pictures.SECRET in data
    clean = photo.neutral(named(data))
    assert pictures.SECRET not in clean.data
    assert (clean.filename, clean.contentType) == ("photo.jpg", "image/jpeg")
    picture = pictures.opened(clean)
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (300, 400))
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not picture.getexif()


def test_a_transparent_picture_gets_a_white_ground(integration):
    picture = pictures.opened(photo.neutral(named(pictures.picture("PNG", mode="RGBA"))))
    assert picture.getpixel((0, 0))[2] > 200
    image = io.BytesIO()
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(image, "PNG")
    assert pictures.opened(photo.neutral(named(image.getvalue()))).getpixel((9, 9)) == (255,) * 3


def test_a_picture_is_turned_upright_before_the_camera_is_forgotten(integration):
    lying = pictures.picture(size=(400, 300), exif={0x0112: 6})
    assert pictures.opened(photo.neutral(named(lying))).size == (300, 400)


def test_a_large_picture_is_made_smaller(integration):
    assert pictures.opened(photo.neutral(named(pictures.picture(size=(3000, 4000))))).size == (
        960,
        1280,
    )


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", photo.NoPhoto),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", photo.NoPhoto),
        (pictures.picture("GIF", mode="L"), photo.NoPhoto),
        (pictures.picture("TIFF"), photo.NoPhoto),
        (pictures.picture("BMP"), photo.NoPhoto),
        (pictures.picture()[:2000], photo.BrokenPhoto),
        (pictures.picture(size=(119, 400)), photo.PhotoTooSmall),
        (pictures.picture() + b"\0" * photo.MAX_BYTES, photo.PhotoTooLarge),
        (pictures.picture("PNG", (8000, 5001), "1"), photo.PhotoTooManyPixels),
        (pictures.picture("PNG", (20000, 20000), "1"), photo.PhotoTooManyPixels),
    ],
)
def test_anything_else_is_refused_whatever_it_is_called(integration, data, refusal):
    with pytest.raises(refusal):
        photo.is_photo(named(data))


def test_pillow_is_left_as_it_was(integration):
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    with pytest.raises(photo.BrokenPhoto):
        photo.is_photo(named(pictures.picture()[:2000]))
    assert before == ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_script_cannot_store_a_name_or_metadata_either(university):
    person = roster.get_unit("jwc")["20120356"]
    person.photo = named(pictures.picture())
    assert person.photo.filename == "photo.jpg"
    assert pictures.SECRET not in person.photo.data


def test_a_script_cannot_store_what_is_no_photo(university):
    person = factories.add_person(roster.get_unit("jwc"), "1", "沈知行", photo=True)
    before = person.photo
    with pytest.raises(photo.NoPhoto):
        person.photo = named(b"no picture")
    assert person.photo is before


def test_the_stored_photo_is_not_encoded_again(university):
    person = roster.get_unit("jwc")["20090417"]
    before = person.photo
    person.photo = before
    assert person.photo is before
    person.photo = None
    assert person.photo is None
