"""Many published Documents of Plone in a bearable time.

Some are made as everybody makes them. The rest are copies of their stored objects with another id,
title, UUID, creator and moment, entered into the folder, ``intid``s and the catalog; what the
catalog is told about a copy is what Plone's indexers say about the original, but for these. Some
copies are then indexed by Plone itself, and the catalog must not change by that. Copies have no
first version in the version history, which nothing that is measured reads.
"""

from benchmarks.peers import plone_site
from benchmarks.peers.mould import Mould
from benchmarks.peers.plone_site import SITE
from benchmarks.texts import content
from benchmarks.texts import TOPIC
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.indexer.interfaces import IIndexableObject
from plone.portlets.constants import CONTEXT_CATEGORY
from plone.portlets.interfaces import ILocalPortletAssignmentManager
from plone.portlets.interfaces import IPortletManager
from uuid import uuid4
from zope.component import getMultiAdapter
from zope.component import getUtility
from zope.intid.interfaces import IIntIds
import transaction


FOLDER = "documents"
NEWEST, MINE = "newest", "mine"

ORIGINALS = 36
BATCH = 1000
DAYS = 300


def fill(instance, total):
    """Make the site: ``total`` Documents in a folder, and two Collections that list them."""
    plone_site.add_stock_site(instance)
    start = datetime.now(UTC) - timedelta(days=DAYS)
    step = timedelta(days=DAYS) / (total + 1)
    with instance.session(SITE) as site:
        add_pages(site)
        folder = site[FOLDER]
        catalog = site.portal_catalog
        moulds = [Pattern(add(folder, number), catalog) for number in range(ORIGINALS)]
        for pattern in moulds:
            pattern.read()
        transaction.commit()
        for first in range(ORIGINALS, total, BATCH):
            for number in range(first, min(first + BATCH, total)):
                moment = DateTime((start + step * number).timestamp())
                add_copy(folder, catalog, moulds[number % ORIGINALS], number, moment)
            transaction.commit()
            site._p_jar.cacheGC()
    with instance.session(SITE) as site:
        check(site, total)


def add_pages(site):
    """Everybody who is logged in may add to the folder and sees what is published."""
    folder = api.content.create(site, "Folder", FOLDER, "文件")
    # What Plone has for large folders: by default every addition would write the order anew.
    folder.setOrdering("unordered")
    # The navigation portlet would name all Documents on each of their pages.
    column = getUtility(IPortletManager, "plone.leftcolumn")
    portlets = getMultiAdapter((folder, column), ILocalPortletAssignmentManager)
    portlets.setBlacklistStatus(CONTEXT_CATEGORY, True)
    folder.manage_setLocalRoles("AuthenticatedUsers", ["Contributor"])
    folder.reindexObjectSecurity()
    of_folder = [
        {
            "i": "portal_type",
            "o": "plone.app.querystring.operation.selection.any",
            "v": ["Document"],
        },
        {
            "i": "path",
            "o": "plone.app.querystring.operation.string.absolutePath",
            "v": f"/{FOLDER}",
        },
    ]
    by_me = {"i": "Creator", "o": "plone.app.querystring.operation.string.currentUser", "v": ""}
    pages = [folder]
    for name, query in ((NEWEST, of_folder), (MINE, [*of_folder, by_me])):
        page = api.content.create(site, "Collection", name, name)
        page.query = query
        page.sort_on = "created"
        page.sort_reversed = True
        page.item_count = 20
        page.setLayout("listing_view")
        pages.append(page)
    for page in pages:
        api.content.transition(page, "publish")


def add(folder, number):
    document = api.content.create(
        folder,
        "Document",
        id=f"page{number}",
        title=f"{TOPIC}{number}",
        text=RichTextValue(f"<p>{content(number)}</p>", "text/html", "text/x-html-safe"),
    )
    document.creators = (plone_site.member(number),)
    api.content.transition(document, "publish")
    document.reindexObject()
    return document


class Told:
    """What the catalog is told about an object: attributes."""


class Pattern(Mould):
    """An original, its copies, and what the catalog knows of it."""

    def __init__(self, document, catalog):
        super().__init__(document)
        self.catalog = catalog
        self.title = document.Title()
        self.name = document.getId()

    def read(self):
        names = set(self.catalog.schema())
        for index in self.catalog.index_objects():
            names.update(index.getIndexSourceNames())
        wrapped = getMultiAdapter((self.case, self.catalog), IIndexableObject)
        self.values = {}
        for name in names:
            value = getattr(wrapped, name, None)
            if value is not None:
                self.values[name] = value() if callable(value) else value


def add_copy(folder, catalog, pattern, number, moment):
    document = pattern.copy()
    document.id = name = f"page{number}"
    document.title = title = f"{TOPIC}{number}"
    userid = plone_site.member(number)
    document.creators = (userid,)
    uuid = uuid4().hex
    setattr(document, "_plone.uuid", uuid)
    document.creation_date = document.modification_date = document.effective_date = moment
    folder._setOb(name, document)
    folder._count.change(1)
    folder._mt_index[document.meta_type][name] = 1
    entered = folder[name]
    getUtility(IIntIds).register(entered)
    path = entered.getPhysicalPath()
    was = pattern.values
    told = Told()
    vars(told).update(was)
    vars(told).update(
        getId=name,
        id=name,
        Title=title,
        # Plone fills the numbers in it up with zeros.
        sortable_title=f"{was['sortable_title'][:-4]}{number:04}",
        SearchableText=was["SearchableText"]
        .replace(pattern.name, name)
        .replace(pattern.title, title),
        UID=uuid,
        Creator=userid,
        listCreators=(userid,),
        created=moment,
        modified=moment,
        effective=moment,
        Date=entered.Date(),
        CreationDate=entered.CreationDate(),
        ModificationDate=entered.ModificationDate(),
        EffectiveDate=entered.EffectiveDate(),
        getPhysicalPath=lambda: path,
        path="/".join(path),
    )
    catalog._catalog.catalogObject(told, "/".join(path))


def check(site, total):
    """Index every so manieth Document by Plone itself; the catalog must not change by that."""
    catalog = site.portal_catalog
    found = len(catalog.unrestrictedSearchResults(portal_type="Document"))
    if found != total:
        raise RuntimeError(f"{found} of {total}")
    for number in range(ORIGINALS, total, max(1, total // 25)):
        document = site[FOLDER][f"page{number}"]
        rid = catalog.getrid("/".join(document.getPhysicalPath()))
        before = known(catalog, rid)
        catalog.catalog_object(document)
        after = known(catalog, rid)
        different = {name for name in before if before[name] != after[name]}
        if different:
            pairs = {name: (before[name], after[name]) for name in different}
            raise RuntimeError(f"{document.getId()}: {pairs}")


def known(catalog, rid):
    """What the catalog holds about a record: a dict."""
    indexes = {
        f"index {name}": sorted_words(v) for name, v in catalog.getIndexDataForRID(rid).items()
    }
    return indexes | catalog.getMetadataForRID(rid)


def sorted_words(value):
    return sorted(value, key=str) if isinstance(value, list) else value
