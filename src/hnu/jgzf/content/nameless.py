"""Content that does not know who made it.

The rules are those of docs/privacy.md: neither creators nor owner nor local roles are kept,
whoever sets them, and ``Creator()`` answers a constant that cannot be a user id. The dates of
Dublin Core, which anybody may ask for by URL, are days without a time.
"""

from AccessControl.owner import UnownableOwner
from DateTime import DateTime
from hnu.jgzf.content.opaque import OpaqueToSources


# An empty string would be worse: three stock views then name the *viewer* as the author.
NOBODY = "(anonymous)"


class Nameless(OpaqueToSources):
    """Mix-in placed before a Dexterity class; redeclare ``__providedBy__`` on the final class."""

    _owner = UnownableOwner

    # Nobody takes local roles along from the unit: a provider says all there is to say.
    __ac_local_roles_block__ = True

    def addCreator(self, creator=None):
        """Keep no creator."""

    def setCreators(self, creators):
        """Keep no creators."""

    def setContributors(self, contributors):
        """Keep no contributors."""

    def Creator(self):
        return NOBODY

    def listCreators(self):
        return ()

    def listContributors(self):
        return ()

    @property
    def creators(self):
        return ()

    @creators.setter
    def creators(self, value):
        """Keep no creators."""

    @property
    def contributors(self):
        return ()

    @contributors.setter
    def contributors(self, value):
        """Keep no contributors."""

    @property
    def day(self):
        """The day (``datetime.date``, Asia/Shanghai) on which this was made."""
        raise NotImplementedError

    @property
    def creation_date(self):
        return DateTime(f"{self.day.isoformat()} 00:00:00 GMT+8")

    @creation_date.setter
    def creation_date(self, value):
        """Keep no time of creation."""

    @property
    def modification_date(self):
        return self.creation_date

    @modification_date.setter
    def modification_date(self, value):
        """Keep no time of modification."""

    def changeOwnership(self, user, recursive=0):
        """Keep no owner."""

    def manage_fixupOwnershipAfterAdd(self):
        """Keep no owner."""

    def manage_setLocalRoles(self, userid, roles=(), REQUEST=None):
        """Keep no local roles."""

    def manage_addLocalRoles(self, userid, roles=(), REQUEST=None):
        """Keep no local roles."""

    def cb_isCopyable(self):
        return False

    def cb_isMoveable(self):
        return False

    def isTemporary(self):
        """A rebuild of portal_catalog leaves out what says so."""
        return True

    def reindexObjectSecurity(self, skip_self=False):
        """No index of ours depends on who may see what."""
