"""A site of accounts, units and evaluations of the past, unless it is there.

bin/worker run benchmarks/peak/prepare.py NUMBER-OF-EVALUATIONS
"""

from benchmarks import lives
from benchmarks import university
from benchmarks.instance import Instance
from plone import api
import sys
import transaction


SITE = "peak"
# Authors do not write in the same folder: they would be more in each other's way than need be.
FOLDERS = 8


class Running(Instance):
    """The Zope that runs this script."""

    def __init__(self):
        pass


def main(total):
    instance = Running()
    with instance.session() as app:
        if SITE in app:
            return
    university.add_site(instance, SITE)
    with instance.session(SITE) as site:
        university.lift_limits()
        university.tell_nobody()
        # For the Documents; ours does not need it.
        site.manage_permission("plone.restapi: Use REST API", ("Site Administrator", "Manager"), 0)
        for number in range(FOLDERS):
            api.content.create(site[university.NEW_FOLDER], "Folder", f"folder{number}", "文件")
        transaction.commit()
    lives.live(instance, SITE, lives.submit(instance, SITE, range(total), total))


if __name__ == "__main__":
    main(int(sys.argv[-1]))
