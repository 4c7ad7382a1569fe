"""People of the demonstration at REST, who send again what was not answered."""

from time import monotonic
from time import sleep
import requests
import secrets


PASSWORD = "Jgzf-demo-2026"
CHOICE = {"unit": "jwc", "category": "uc1", "description": "u01"}
# Seconds that somebody goes on trying
PATIENCE = 120
# Nothing was stored, says docs/rest-api.md, or nobody knows: what has a token may be sent again.
AGAIN = (502, 503, 504)


class Person:
    """The account ``userid`` at the center of the site ``url``."""

    def __init__(self, url, userid):
        self.center = f"{url}/jgzf"
        self.session = requests.Session()
        self.session.auth = (userid, PASSWORD)
        self.session.headers["Accept"] = "application/json"
        # How often something had to be sent again
        self.tries_more = 0

    def get(self, path, **parameters):
        return self._ask("GET", f"{self.center}/{path}", params=parameters).json()

    def submit(self, topic):
        """Submit an evaluation, until it is accepted; the case as the first answer says it."""
        sent = {
            **CHOICE,
            "topic": topic,
            "content": "十一月二十日到窗口办理，等候一个小时仍未受理。",
            "token": secrets.token_urlsafe(24),
        }
        return self._accepted(f"{self.center}/@evaluations", sent, 201)

    def answer(self, case):
        return self._accepted(
            f"{case['@id']}/@feedback",
            {"content": "您反映的问题已核实，窗口已增加一名工作人员。", "outcome": "resolved"},
            201,
        )

    def rate(self, case, level="satisfied"):
        return self._accepted(f"{case['@id']}/@satisfaction", {"level": level}, 200)

    def _accepted(self, url, sent, status):
        answer = self._ask("POST", url, json=sent)
        assert answer.status_code == status, (answer.status_code, answer.text[:500])
        return answer.json()

    def _ask(self, method, url, **what):
        end = monotonic() + PATIENCE
        while True:
            try:
                answer = self.session.request(method, url, timeout=60, **what)
            except requests.RequestException:
                answer = None
            if answer is not None and answer.status_code not in AGAIN:
                return answer
            if monotonic() > end:
                raise TimeoutError(f"{method} {url}: {answer}")
            self.tries_more += 1
            sleep(0.2)
