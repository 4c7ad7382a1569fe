from hnu.jgzf.services import errors
from hnu.jgzf.services.base import Service


class NotAllowed(Service):
    """What was sent never changes, and nothing is added to a case but by its own services."""

    def render(self):
        response = self.request.response
        response.setStatus(405)
        response.setHeader("Allow", "GET")
        return self.to_json(errors.describe(405, errors.MESSAGES[405], self.request))
