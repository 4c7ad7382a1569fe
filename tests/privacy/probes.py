"""The known ways by which Plone gives an author away, as data (docs/privacy.md, channels 1-25).

Every probe of KNOWN finds the author of the naive type of this folder. The channels of CLOSED are
closed by Plone itself on that type too, and must not open. Probes for our own pages and services
are in ``our_probes``; mails, rules and logs (22, 23) have tests of their own.
"""

from tests.privacy import evidence
from tests.privacy.asking import Caches
from tests.privacy.asking import call
from tests.privacy.asking import Dates
from tests.privacy.asking import Files
from tests.privacy.asking import get
from tests.privacy.asking import Groups
from tests.privacy.asking import Names
from tests.privacy.asking import rest
from tests.privacy.asking import send
from tests.privacy.asking import Shows
from tests.privacy.asking import Tells
from tests.privacy.world import AUTHOR
from tests.privacy.world import EDITOR
from tests.privacy.world import JSON
from tests.privacy.world import REVIEWER


SEARCH = "{portal}/@search?portal_type=naive.Evaluation&portal_type=jgzf.Evaluation"
CREATOR_QUERY = [
    {"i": "Creator", "o": "plone.app.querystring.operation.selection.any", "v": ["{person.userid}"]}
]
QUERYSTRING = (
    "query.i:records=Creator"
    "&query.o:records=plone.app.querystring.operation.selection.any"
    "&query.v:records={person.userid}"
)
VOCABULARY = (
    "{portal}/@@getVocabulary?name=plone.app.vocabularies.Catalog"
    "&query=%7B%22criteria%22:[%7B%22i%22:%22Creator%22,"
    "%22o%22:%22plone.app.querystring.operation.string.is%22,"
    "%22v%22:%22{person.userid}%22%7D]%7D"
)


def copy_and_read(world, who, person):
    """Copy the item to where one may add things, and read the copy as its owner."""
    copied = world.ask(
        who,
        "POST",
        f"{world.base}/shared/@copy",
        json={"source": world.target.url},
        headers=JSON,
    )
    answers = [copied]
    if copied.ok:
        for url in (copy["target"] for copy in copied.json()):
            answers += [world.ask(who, "GET", url + end, headers=JSON) for end in ("", "/@history")]
    return answers


KNOWN = (
    # 1 the item's page
    Shows(1, "byline", get("{item}"), part=evidence.BYLINE),
    Shows(1, "author link", get("{item}"), part=evidence.AUTHOR_LINK),
    Shows(1, "Dublin Core", get("{item}"), part=evidence.DUBLIN_CORE),
    Shows(1, "page with its comments", get("{item}", "{item}/view", "{item}/@@content-core")),
    # 2 lists of the container
    Shows(2, "listing view", get("{parent}/@@listing_view", "{parent}/listing_view")),
    Shows(2, "summary view", get("{parent}/@@summary_view")),
    Shows(2, "tabular view", get("{parent}/@@tabular_view")),
    Shows(2, "full view", get("{parent}/@@full_view", "{parent}/@@full_view_item")),
    Shows(2, "atom feed", get("{parent}/atom.xml", "{portal}/atom.xml", "{item}/atom.xml")),
    Shows(2, "NewsML feed", get("{parent}/newsml.xml", "{item}/newsml.xml")),
    # 3 search
    Shows(3, "search page", get("{portal}/@@search?SearchableText=quercus")),
    Shows(3, "recently modified", get("{portal}/recently_modified")),
    Shows(3, "recently published", get("{portal}/recently_published")),
    # 4 author page
    # That somebody has an account is for Plone's author page to tell.
    Tells(4, "author page", get("{portal}/author/{person.userid}"), accounts=True),
    # 5 REST
    Shows(5, "REST item", rest("{item}", "{item}?fullobjects=1", "{parent}")),
    Shows(5, "REST full objects", rest(SEARCH + "&fullobjects=1")),
    Shows(5, "REST container with items", rest("{parent}?fullobjects=1")),
    Shows(
        5,
        "REST querystring search",
        send(
            "POST",
            "{portal}/@querystring-search",
            headers=JSON,
            json={
                "query": [
                    {
                        "i": "SearchableText",
                        "o": "plone.app.querystring.operation.string.contains",
                        "v": "quercus",
                    }
                ],
                "fullobjects": True,
            },
        ),
    ),
    # 6 metadata
    Shows(6, "REST metadata", rest(SEARCH + "&metadata_fields=_all")),
    Shows(6, "REST metadata Creator", rest(SEARCH + "&metadata_fields=Creator")),
    # 7 oracles
    Tells(7, "REST search by Creator", rest("{portal}/@search?Creator={person.userid}")),
    Tells(
        7,
        "REST search by a range of Creator",
        rest(
            "{portal}/@search?Creator.query={person.userid}&Creator.range=min",
            "{portal}/@search?Creator.query={person.userid}&Creator.range=max",
        ),
    ),
    Tells(
        7,
        "search page by Creator.not",
        get("{portal}/@@search?SearchableText=quercus&Creator.not:record={person.userid}"),
    ),
    Tells(7, "search page by Creator", get("{portal}/@@search?Creator={person.userid}")),
    Tells(7, "catalog vocabulary", get(VOCABULARY)),
    Tells(7, "querybuilder results", get("{portal}/@@querybuilder_html_results?" + QUERYSTRING)),
    Tells(7, "querybuilder count", get("{portal}/@@querybuildernumberofresults?" + QUERYSTRING)),
    Tells(
        7,
        "REST querystring search by Creator",
        send("POST", "{portal}/@querystring-search", headers=JSON, json={"query": CREATOR_QUERY}),
    ),
    # 8 sorting
    Groups(8, "sorted by Creator", rest(SEARCH + "&sort_on=Creator")),
    Groups(8, "sorted by who may see it", rest(SEARCH + "&sort_on=allowedRolesAndUsers")),
    Groups(
        8,
        "search page sorted by Creator",
        get("{portal}/@@search?SearchableText=quercus&sort_on=Creator"),
    ),
    # 9 undo log
    Shows(9, "transactions", rest("{portal}/@transactions")),
    # 10 locks
    Shows(10, "REST lock", rest("{item}/@lock")),
    Shows(10, "lock info", get("{item}/@@plone_lock_info/lock_info")),
    # 11 comments
    Shows(11, "REST comments", rest("{item}/@comments")),
    Shows(
        11,
        "comments in search",
        rest("{portal}/@search?portal_type=Discussion+Item&metadata_fields=_all"),
    ),
    # 12 sources
    Shows(12, "WebDAV source", get("{item}/manage_DAVget")),
    Shows(12, "FTP source", get("{item}/manage_FTPget")),
    Shows(12, "XML-RPC source", call("manage_DAVget")),
    # 13 history
    Shows(13, "REST history", rest("{item}/@history"), who=REVIEWER),
    Shows(13, "REST workflow", rest("{item}/@workflow"), who=REVIEWER),
    Shows(13, "history page", get("{item}/@@historyview"), who=EDITOR),
    Shows(13, "history popup", get("{item}/@@contenthistorypopup"), who=REVIEWER),
    # 14 versions
    Shows(14, "versions", get("{item}/@@history", "{item}/versions_history_form")),
    Shows(14, "old version", rest("{item}/@history/0")),
    # 15 roles
    Shows(15, "review list", get("{portal}/@@full_review_list"), who=REVIEWER),
    # 16 copies
    Shows(16, "REST copy, read by its owner", copy_and_read),
    # 17 working copies
    Shows(17, "working copy", rest("{item}/@workingcopy"), who=EDITOR),
    # 18 children
    Shows(18, "child item", rest("{item}/photo")),
    Shows(
        18, "file name", get("{item}/photo/@@display-file/image", "{item}/photo/@@download/image")
    ),
    Files(18, "Exif data", get("{item}/photo/@@images/image", "{item}/photo/@@download/image")),
    # 19 ids
    Names(19, "id made of the title", get()),
    # 24 caches
    Caches(24, "page for its author", get("{item}"), who=AUTHOR.userid),
    # 25 times
    Dates(25, "time of day in REST", rest("{item}")),
    Dates(25, "time of day on the page", get("{item}")),
    Dates(
        25, "time of day in lists", rest(SEARCH + "&metadata_fields=_all", "{parent}?fullobjects=1")
    ),
)

CLOSED = (
    Shows(2, "RSS feed", get("{parent}/RSS", "{parent}/rss.xml", "{portal}/RSS", "{item}/RSS")),
    Shows(2, "search feed", get("{portal}/search_rss?SearchableText=quercus")),
    Shows(3, "live search", get("{portal}/@@ajax-search?SearchableText=quercus")),
    Shows(5, "REST expanded", rest("{item}?expand=breadcrumbs,actions,types,workflow,navigation")),
    Shows(10, "lock on the edit form", get("{item}/edit", "{item}/@@edit"), who=EDITOR),
    Shows(14, "version metadata", get("{item}/@@version_metadata_view?version_id=0")),
    Shows(15, "sharing page", get("{item}/@@sharing"), who=REVIEWER),
    Shows(15, "REST sharing", rest("{item}/@sharing"), who=REVIEWER),
    Shows(21, "PROPFIND", send("PROPFIND", "{item}", headers={"Depth": "0"}), who=EDITOR),
)
