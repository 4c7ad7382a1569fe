"""评价个人入口 shows the people of a unit, and of so many units an hour."""

from hnu.jgzf import config
from hnu.jgzf.domain import staff_directory
from tests import factories
import requests
import transaction


def test_the_page_and_rest_share_one_limit(functional_portal, monkeypatch):
    monkeypatch.setattr(staff_directory, "_listed", type(staff_directory._listed)(dict))
    factories.university(functional_portal)
    codes = [f"u{number}" for number in range(config.STAFF_LISTS_PER_HOUR)]
    for code in codes:
        factories.add_unit(code, code)
    transaction.commit()
    base = functional_portal.absolute_url() + "/jgzf"
    with requests.Session() as session:
        session.auth = ("student", factories.PASSWORD)
        for code in codes:
            json = {"Accept": "application/json"}
            assert session.get(f"{base}/@staff-members?unit={code}", headers=json).ok
        answer = session.get(f"{base}/@@evaluate-staff?unit=jwc")
        assert "您查看人员名单的单位较多，请一小时后再试。" in answer.text
        assert "周允礼" not in answer.text
        # A single person, or her photo, is one unit more.
        answer = session.get(f"{base}/jwc/20090417/@@evaluate", allow_redirects=False)
        assert answer.headers["Location"] == f"{base}/@@evaluate-staff?unit=jwc"
        assert session.get(f"{base}/jwc/20090417/@@photo").status_code == 404
        session.auth = ("teacher", factories.PASSWORD)
        assert session.get(f"{base}/jwc/20090417/@@photo").ok
        assert "周允礼" in session.get(f"{base}/jwc/20090417/@@evaluate").text
        assert "周允礼" in session.get(f"{base}/@@evaluate-staff?unit=jwc").text
