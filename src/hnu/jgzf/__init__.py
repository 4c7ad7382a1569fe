"""机关作风评价: evaluation of a university's administrative offices and their people."""

from zope.i18nmessageid import MessageFactory


PACKAGE_NAME = "hnu.jgzf"

_ = MessageFactory(PACKAGE_NAME)
