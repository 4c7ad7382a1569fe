"""The side of a peer's process: calls come in as lines of JSON, answers go out the same way.

Needs nothing but Python: every peer has an environment of its own.
"""

import gc
import json
import os
import sys
import traceback


def serve(calls):
    """Answer calls until there are no more.

    What a peer prints goes to standard error.

    :param calls: functions by name; they take and return what JSON holds.
    """
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        try:
            answer = {"result": calls[name](**arguments)}
        except Exception:
            answer = {"error": traceback.format_exc()}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
        if name.startswith("warm"):
            gc.collect()
