"""Send messages and let the clock strike, in a process of its own.

    bin/instance run scripts/worker.py

For sites on ZEO or RelStorage, whose Zope processes then run with ``JGZF_WORKER=off``. Ends on
SIGTERM and Ctrl-C, once the message in hand is finished.
"""

from hnu.jgzf.notifications.worker import Worker
import signal


worker = Worker()
for number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(number, lambda _signal, _frame: worker.stop())
worker.run()
