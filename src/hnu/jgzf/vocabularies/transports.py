"""Ways of sending messages, as they are installed."""

from hnu.jgzf import _
from hnu.jgzf.interfaces.notifications import IMailTransport
from hnu.jgzf.interfaces.notifications import ISmsTransport
from zope.component import getUtilitiesFor
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@provider(IVocabularyFactory)
def sms_transports(context):
    return _installed(ISmsTransport)


@provider(IVocabularyFactory)
def mail_transports(context):
    return _installed(IMailTransport)


@provider(IVocabularyFactory)
def gateway_formats(context):
    """How a gateway takes its values."""
    return SimpleVocabulary(
        [
            SimpleTerm("json", title=_("gateway_json", default="JSON")),
            SimpleTerm("form", title=_("gateway_form", default="Form fields")),
            SimpleTerm("query", title=_("gateway_query", default="Parts of the address")),
        ]
    )


def _installed(interface):
    return SimpleVocabulary(
        [
            SimpleTerm(name, title=transport.title)
            for name, transport in sorted(getUtilitiesFor(interface))
        ]
    )
