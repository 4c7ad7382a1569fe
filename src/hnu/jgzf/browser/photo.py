"""The photo of somebody who can be evaluated, for those who may submit (R5).

StaffMember itself is not visible to members: only this picture of it is.
"""

from hnu.jgzf.domain import photos
from hnu.jgzf.domain import staff_directory
from hnu.jgzf.interfaces.errors import TooMany
from plone import api
from plone.namedfile.utils import set_headers
from plone.namedfile.utils import stream_data
from Products.Five.browser import BrowserView
from zExceptions import NotFound


class Photo(BrowserView):
    def __call__(self):
        person, response = self.context, self.request.response
        allowed = api.user.has_permission("View", obj=person) or self.is_shown(person)
        if not allowed or person.photo is None:
            raise NotFound
        thumbnail = photos.thumbnail(person)
        # For this person's browser alone: photos are for members, not for a shared cache.
        response.setHeader("Cache-Control", "private, max-age=3600")
        size = "small" if thumbnail is not None else "large"
        tag = f'"{int(person.photo.modified * 1000):x}-{size}"'
        response.setHeader("ETag", tag)
        # Weak where something on the way has packed it
        known = self.request.getHeader("If-None-Match", "").replace("W/", "")
        if tag in known.replace(",", " ").split():
            response.setStatus(304)
            return ""
        photo = thumbnail if thumbnail is not None else person.photo
        set_headers(photo, response)
        return stream_data(photo)

    @staticmethod
    def is_shown(person):
        """Whether members are shown the person, and this one not too many others."""
        try:
            staff_directory.look_into(person.__parent__)
        except TooMany:
            return False
        return person.active
