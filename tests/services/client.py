from hnu.jgzf.domain import roster
from tests import factories
import requests
import transaction


class Client(requests.Session):
    """Calls addresses relative to the center, as one account."""

    def __init__(self, base, userid):
        super().__init__()
        self.base = base
        self.headers["Accept"] = "application/json"
        if userid:
            self.auth = (userid, factories.PASSWORD)

    def request(self, method, path, **kwargs):
        if not path.startswith("http"):
            path = f"{self.base}/{path}" if path else self.base
        return super().request(method, path, **{**kwargs, "allow_redirects": False})


def stored(path):
    """The case at that path, as it is in the database now."""
    transaction.abort()
    return roster.get_center().unrestrictedTraverse(path)


def problems(response):
    """Every field of a refusal (400) with its message."""
    assert error(response)[0] == 400
    return {entry["field"]: entry["message"] for entry in response.json()["error"]["errors"]}


def error(response):
    """Status and field of a refusal, whose form is checked on the way."""
    answer = response.json()
    assert list(answer) == ["error"], answer
    assert {"type", "message"} <= set(answer["error"]) <= {"type", "message", "field", "errors"}
    assert response.headers["Content-Type"].startswith("application/json")
    assert "no-store" in response.headers["Cache-Control"]
    return response.status_code, answer["error"].get("field")
