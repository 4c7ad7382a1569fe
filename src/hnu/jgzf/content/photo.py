"""Photos of staff: what is accepted, and what is left of a file when it is stored.

Rule 8 of docs/privacy.md: neither its name nor its metadata (camera, place, comment) survive.
"""

from contextlib import contextmanager
from hnu.jgzf import _
from io import BytesIO
from PIL import Image
from PIL import ImageFile
from PIL import ImageOps
from plone.namedfile.file import NamedBlobImage
from zope import schema


ACCEPTED = ("image/jpeg", "image/png")
FORMATS = ("JPEG", "PNG")
MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 40_000_000
MIN_SIDE = 120
# What is kept: enough for a badge, whatever the camera took
KEPT_SIZE = (960, 1280)


class NoPhoto(schema.ValidationError):
    __doc__ = _("error_photo_type", default="Upload a picture in the format JPEG or PNG.")


class PhotoTooLarge(schema.ValidationError):
    __doc__ = _("error_photo_bytes", default="The file is larger than 5 MB. Upload a smaller one.")


class PhotoTooManyPixels(schema.ValidationError):
    __doc__ = _(
        "error_photo_pixels",
        default="The picture has more than 40 million pixels. Upload a smaller one.",
    )


class PhotoTooSmall(schema.ValidationError):
    __doc__ = _(
        "error_photo_small",
        default="The picture is too small: at least 120 pixels in width and height.",
    )


class BrokenPhoto(schema.ValidationError):
    __doc__ = _("error_photo_broken", default="The picture is damaged. Upload it anew.")


def is_photo(value):
    """Constraint: ``value`` (a named file) is a picture as this module's constants say."""
    if value.getSize() > MAX_BYTES:
        raise PhotoTooLarge
    _picture(value)
    return True


def neutral(value):
    """A ``NamedBlobImage`` of the same picture: JPEG, upright, without name and metadata.

    :raises zope.schema.ValidationError: unless it :func:`is_photo`.
    """
    is_photo(value)
    picture = ImageOps.exif_transpose(_picture(value))
    picture.thumbnail(KEPT_SIZE)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
    # On a new picture, for a copy takes comments and profiles along.
    clean = Image.new("RGB", picture.size, "white")
    clean.paste(picture, mask=picture if picture.mode == "RGBA" else None)
    data = BytesIO()
    clean.save(data, "JPEG", quality=88, optimize=True)
    return _stored(data.getvalue())


def copied(photo):
    """A ``NamedBlobImage`` like ``photo``, which is stored and so is neutral."""
    return _stored(photo.data)


def _stored(data):
    photo = NamedBlobImage(data=data, contentType="image/jpeg", filename="photo.jpg")
    # For this connection only: made neutral again it would be another picture.
    photo._v_is_neutral = True
    return photo


def _picture(value):
    try:
        picture = Image.open(BytesIO(value.data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise PhotoTooManyPixels
    except OSError:
        raise NoPhoto
    if picture.width * picture.height > MAX_PIXELS:
        raise PhotoTooManyPixels
    if min(picture.size) < MIN_SIDE:
        raise PhotoTooSmall
    try:
        with _strictly():
            picture.load()
    except (OSError, SyntaxError):
        raise BrokenPhoto
    return picture


@contextmanager
def _strictly():
    """Inside the block Pillow takes half a picture for an error; Plone lets it fill in grey."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


class NeutralPhoto:
    """A schema field whose value is made :func:`neutral` whichever way it is set."""

    name = "photo"

    def __get__(self, obj, owner=None):
        return self if obj is None else obj.__dict__.get(self.name)

    def __set__(self, obj, value):
        is_neutral = value is None or getattr(value, "_v_is_neutral", False)
        if not is_neutral and value is not obj.__dict__.get(self.name):
            value = neutral(value)
        obj.__dict__[self.name] = value
