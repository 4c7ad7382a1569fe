"""plone.restapi's own adding, changing and deleting, for those who keep the roster.

Rules are those of the content (guards, schemas); answers come from our serializers.
"""

from hnu.jgzf import _
from hnu.jgzf.interfaces.errors import FieldError
from hnu.jgzf.interfaces.errors import InvalidInput
from hnu.jgzf.interfaces.texts import UNPRINTABLE
from hnu.jgzf.services import body
from hnu.jgzf.services.base import Service
from plone.restapi.services.content.add import FolderPost
from plone.restapi.services.content.delete import ContentDelete
from plone.restapi.services.content.update import ContentPatch


# A photo of 5 MB in base64, and the rest
MOST_BYTES = 8 * 1024 * 1024
# What plone.restapi takes for text without looking
TEXTS = ("@type", "id", "title", "UID", "language", "translation_of", "host_unit")


def check_texts(request):
    """:raises InvalidInput: where one of ``TEXTS`` is something else, or half a character."""
    sent = body.read_object(request)
    wrong = [name for name in TEXTS if not (sent.get(name) is None or is_text(sent[name]))]
    if wrong:
        message = _("error_not_text", default="Enter text here.")
        raise InvalidInput(tuple(FieldError(name, message) for name in wrong))


def is_text(value):
    return isinstance(value, str) and not UNPRINTABLE.search(value)


class MasterDataPost(Service, FolderPost):
    permission = "Add portal content"
    most_bytes = MOST_BYTES

    def reply(self):
        check_texts(self.request)
        return super().reply()


class MasterDataPatch(Service, ContentPatch):
    permission = "Modify portal content"
    most_bytes = MOST_BYTES

    def reply(self):
        check_texts(self.request)
        return super().reply()


class MasterDataDelete(Service, ContentDelete):
    permission = "Delete objects"
