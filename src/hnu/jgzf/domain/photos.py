"""Photos of staff in the size in which they are shown, made when a photo is stored.

A GET must not write, so that it finds the small picture or shows the large one.
"""

from functools import partial
from plone.scale.storage import IImageScaleStorage
from zope.annotation.interfaces import IAnnotations
from zope.component import getMultiAdapter


PARAMETERS = {"fieldname": "photo", "width": 240, "height": 320, "mode": "cover"}
SCALES = "plone.scale"


def make_thumbnail(person):
    """Make the small picture, and forget those of a photo that is there no longer."""
    if thumbnail(person) is None:
        IAnnotations(person).pop(SCALES, None)
        if person.photo is not None:
            _storage(person).scale(**PARAMETERS)


def thumbnail(person):
    """The photo of at most 240 × 320 pixels, a named file, or None; nothing is written."""
    if person.photo is None or SCALES not in IAnnotations(person):
        return None
    storage = _storage(person)
    info = storage.get(storage.hash_key(**PARAMETERS))
    return info["data"] if info is not None else None


def scales(person):
    """Every picture made of the person's photo so far, or yet to be made: dicts of plone.scale."""
    return list(IAnnotations(person).get(SCALES, {}).values())


def _storage(person):
    return getMultiAdapter((person, partial(_modified, person)), IImageScaleStorage)


def _modified(person):
    """When the photo was stored, in milliseconds."""
    return int(person.photo.modified * 1000)
