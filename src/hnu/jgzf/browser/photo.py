"""The photo of somebody who can be evaluated, for those who may submit (R5).

StaffMember itself is not visible to members: only this picture of it is.
"""

from hnu.jgzf.domain import photos
from plone import api
from plone.namedfile.utils import set_headers
from plone.namedfile.utils import stream_data
from Products.Five.browser import BrowserView
from zExceptions import NotFound


class Photo(BrowserView):
    def __call__(self):
        photo = None
        if self.context.active or api.user.has_permission("View", obj=self.context):
            photo = photos.thumbnail(self.context) or self.context.photo
        if photo is None:
            raise NotFound
        response = self.request.response
        set_headers(photo, response)
        # For this person's browser alone: photos are for members, not for a shared cache.
        response.setHeader("Cache-Control", "private, max-age=3600")
        return stream_data(photo)
