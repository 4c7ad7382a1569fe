"""A folder that a Zope of one's own is started from: for tests, benchmarks, faults and scans."""

from pathlib import Path
import shutil
import Zope2


# As plone.recipe.zope2instance makes it
ZOPE_CONF = """\
%define INSTANCE {folder}
instancehome $INSTANCE
debug-mode off
<zodb_db main>
  cache-size 30000
  {storage}
  mount-point /
</zodb_db>
"""
FILE = """\
<blobstorage>
    blob-dir {folder}/blobs
    <filestorage>
      path {folder}/Data.fs
      {options}
    </filestorage>
  </blobstorage>
"""


def make(folder, storage=None):
    """Make ``folder``, or what is in it, such a one; returns the path of its ``zope.conf``.

    :param storage: a section of that file; else FileStorage in ``folder``.
    """
    etc = Path(folder, "etc")
    etc.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(Zope2.__file__).parent / "utilities" / "skel" / "etc" / "site.zcml", etc)
    conf = etc / "zope.conf"
    conf.write_text(ZOPE_CONF.format(folder=folder, storage=storage or file_storage(folder)))
    return conf


def file_storage(folder, options=""):
    """The section of a FileStorage, with blobs, in ``folder``."""
    return FILE.format(folder=folder, options=options)
