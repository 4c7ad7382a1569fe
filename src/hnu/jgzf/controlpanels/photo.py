"""The photo in a form: the picture there is, a file in its place, or none.

Unlike the stock widget it needs no script, makes no scales while it is looked at, and stores no
refused upload, which would keep the file's name and metadata.
"""

from hnu.jgzf.content.photo import ACCEPTED
from plone.formwidget.namedfile.utils import is_file_upload
from plone.formwidget.namedfile.widget import NamedImageWidget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import NOVALUE
from z3c.form.widget import FieldWidget
from zope.interface import implementer


class PhotoWidget(NamedImageWidget):
    template = ViewPageTemplateFile("templates/photo.pt")
    file_upload_id = None
    accept = ", ".join(ACCEPTED)

    def extract(self, default=NOVALUE):
        """A file that was sent takes the photo's place; else it stays, unless it shall go."""
        name = f"{self.name}.action"
        if self.is_sent:
            self.request.set(name, "replace")
        elif self.request.get(name) != "remove":
            self.request.set(name, "nochange")
        return super().extract(default)

    @property
    def is_sent(self):
        """Whether the request has a file for this field."""
        sent = self.request.form.get(self.name)
        return is_file_upload(sent) and bool(sent.filename)

    @property
    def has_photo(self):
        return not self.ignoreContext and self.context.photo is not None

    @property
    def photo_url(self):
        # Another address for another photo: browsers keep them for an hour.
        return f"{self.context.absolute_url()}/@@photo?{int(self.context.photo.modified)}"


@implementer(IFieldWidget)
def PhotoFieldWidget(field, request):
    return FieldWidget(field, PhotoWidget(request))
