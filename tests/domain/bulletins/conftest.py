from tests.domain.documents.conftest import cases
from tests.domain.documents.conftest import today


__all__ = ["cases", "today"]
