"""Start a cluster on this machine and keep it running until Ctrl-C: ``make cluster``."""

from cluster.cluster import Cluster
from cluster.cluster import KINDS
from cluster.processes import NotReady
from pathlib import Path
import argparse
import signal
import sys
import time


def parse():
    parser = argparse.ArgumentParser(prog="python -m cluster", description=__doc__)
    parser.add_argument("--kind", choices=KINDS, default=KINDS[0])
    parser.add_argument("--port", type=int, default=8080, help="of haproxy (default: %(default)s)")
    parser.add_argument(
        "--folder", type=Path, help="for data, programs and logs (default: var/cluster/KIND)"
    )
    return parser.parse_args()


def main():
    options = parse()
    folder = options.folder or Path("var", "cluster", options.kind)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        with Cluster(folder, options.kind, options.port) as cluster:
            ports = ", ".join(f"{name} {port}" for name, port in cluster.ports.items())
            print(f"\n  {cluster.url}\n  {ports}; logs in {folder}/log\n  Ctrl-C stops it.\n")
            while True:
                time.sleep(1)
                for part in cluster.parts:
                    if not part.is_running:
                        print(f"{part.name} ended: {part.log}; starting it again")
                        part.start()
    except KeyboardInterrupt:
        pass
    except NotReady as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
