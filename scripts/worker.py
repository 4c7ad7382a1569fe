"""Send messages and let the clock strike, in a process of its own.

    bin/instance run scripts/worker.py

For sites on ZEO or RelStorage, whose Zope processes then run with ``JGZF_WORKER=off``. Ends on
SIGTERM and Ctrl-C, once the message in hand is finished. What it does is logged to stderr.
"""

from AccessControl.SecurityManagement import noSecurityManager
from contextlib import suppress
from hnu.jgzf.notifications.worker import run_in_thread
from zope.globalrequest import setRequest
import logging
import transaction


def main(app):
    # Zope has set up something for its own start, which shows nothing of this.
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True
    )
    # What `run` opened for scripts would be kept open as long as this process lives.
    noSecurityManager()
    setRequest(None)
    transaction.abort()
    app._p_jar.close()
    worker = run_in_thread()
    with suppress(KeyboardInterrupt):
        worker.stopped.wait()


if __name__ == "__main__":
    main(app)  # noqa: F821 - `run` gives the root of the database
