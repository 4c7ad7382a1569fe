from hnu.jgzf.domain import roster
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@provider(IVocabularyFactory)
def units(context):
    """Units by code, inactive ones included: an attached unit may outlive its host."""
    return SimpleVocabulary(
        [SimpleTerm(unit.code, unit.code, unit.title) for unit in roster.all_units()]
    )
