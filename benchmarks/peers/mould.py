"""Copies of an object of the ZODB, as ``zope.copy.clone`` makes them, but read only once."""

from Acquisition import aq_base
from io import BytesIO
from zope.copy import CopyPersistent
import pickle


class Mould:
    def __init__(self, case):
        self.case = case
        self.persistent = CopyPersistent(aq_base(case))
        stream = BytesIO()
        pickler = pickle.Pickler(stream, 4)
        pickler.persistent_id = self.persistent.id
        pickler.dump(aq_base(case))
        self.state = stream.getvalue()

    def copy(self):
        """A new object, in no container yet."""
        unpickler = pickle.Unpickler(BytesIO(self.state))
        unpickler.persistent_load = self.persistent.load
        return unpickler.load()
