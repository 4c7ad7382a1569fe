"""The people of the rush, in a process of their own: POSTs in some threads, answers to stdout.

Reads ``[port, path, threads, [[authorization, body], …]]`` as JSON from stdin.
"""

from http.client import HTTPConnection
from multiprocessing.pool import ThreadPool
import json
import sys


def main():
    port, path, threads, jobs = json.load(sys.stdin)
    share = len(jobs) // threads
    shares = [jobs[n * share : (n + 1) * share] for n in range(threads)]
    with ThreadPool(threads) as pool:
        answers = pool.map(lambda some: list(post_all(port, path, some)), shares, chunksize=1)
    json.dump(sum(answers, []), sys.stdout)


def post_all(port, path, jobs):
    """One after the other over one connection; nothing is sent a second time."""
    connection = HTTPConnection("localhost", port, timeout=300)
    for authorization, body in jobs:
        headers = {
            "Accept": "application/json",
            "Authorization": authorization,
            "Content-Type": "application/json",
        }
        connection.request("POST", path, json.dumps(body), headers)
        response = connection.getresponse()
        yield response.status, response.read().decode()


if __name__ == "__main__":
    main()
