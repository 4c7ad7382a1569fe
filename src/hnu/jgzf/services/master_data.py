"""plone.restapi's own adding, changing and deleting, for those who keep the roster.

Rules are those of the content (guards, schemas); answers come from our serializers.
"""

from hnu.jgzf.services.base import Service
from plone.restapi.services.content.add import FolderPost
from plone.restapi.services.content.delete import ContentDelete
from plone.restapi.services.content.update import ContentPatch


class MasterDataPost(Service, FolderPost):
    permission = "Add portal content"


class MasterDataPatch(Service, ContentPatch):
    permission = "Modify portal content"


class MasterDataDelete(Service, ContentDelete):
    permission = "Delete objects"
