"""The small picture is made when the photo is stored, never when somebody looks at it."""

from hnu.jgzf.domain import photos


def make_thumbnail(person, event):
    photos.make_thumbnail(person)
