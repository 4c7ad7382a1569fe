"""What pages cost, beside a bare page of Plone and beside Plone's listing of a folder."""

from benchmarks import compare
from benchmarks import university
from functools import partial
from hnu.jgzf import config
from hnu.jgzf.domain import listings
from hnu.jgzf.domain.listings import Filters


MEMBER = university.member(1)

BARE = "bare Plone page (B)"
LISTING = "Plone's listing of 20"
WALL = "wall"
MINE = "个人中心"
PENDING = "待处理评价"
PENDING_SUPERVISOR = "待处理评价, of all units"
UNIT = "unit"
SUBMISSION = "form to evaluate a unit"
CASE = "case, as any member sees it"
CASE_EVALUATOR = "case, as its evaluator rates it"
CASE_ADMINISTRATOR = "case, as its unit sees it"


def addresses(instance, site_id, evaluators):
    """What is visited: path below the site and visitor, by the page's name.

    :param evaluators: user id by case number.
    """
    with instance.session(site_id):
        rated = listings.wall(Filters(state=config.CLOSED))[0]
        answered = listings.wall(Filters(state=config.ANSWERED))[0]
        waiting = listings.wall(Filters(state=config.SUBMITTED))[0]
        return {
            BARE: (university.BARE_PAGE, MEMBER),
            LISTING: (f"{university.FOLDER}/listing_view", MEMBER),
            WALL: ("jgzf", MEMBER),
            MINE: ("jgzf/@@my-evaluations", MEMBER),
            PENDING: ("jgzf/@@manage-evaluations", university.administrator(university.UNIT)),
            PENDING_SUPERVISOR: ("jgzf/@@manage-evaluations", university.SUPERVISOR),
            UNIT: (f"jgzf/{university.UNIT}", MEMBER),
            SUBMISSION: (f"jgzf/@@evaluate-unit?unit={university.UNIT}", MEMBER),
            CASE: (f"jgzf/{rated.unit}/{rated.number}", university.member(2)),
            CASE_EVALUATOR: (
                f"jgzf/{answered.unit}/{answered.number}",
                evaluators[answered.number],
            ),
            CASE_ADMINISTRATOR: (
                f"jgzf/{waiting.unit}/{waiting.number}",
                university.administrator(waiting.unit),
            ),
        }


def measure(instance, sites, rounds):
    """Medians of processor seconds by site and page.

    :param sites: user ids of evaluators by case number, by site.
    """
    samples = {
        (site_id, page): partial(visit, instance, f"/{site_id}/{path}", visitor)
        for site_id, evaluators in sites.items()
        for page, (path, visitor) in addresses(instance, site_id, evaluators).items()
    }
    return compare.in_turns(samples, rounds)


def visit(instance, path, visitor):
    answer = instance.get(path, visitor)
    if answer.status != 200 or b"</html>" not in answer.body:
        raise RuntimeError(f"{path} answers {answer.status} to {visitor}")
    return answer.seconds
