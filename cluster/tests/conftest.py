"""One cluster of each kind for all tests, made anew."""

from cluster.cluster import Cluster
from cluster.cluster import RELSTORAGE
from cluster.cluster import ROOT
from cluster.cluster import ZEO
from cluster.people import Person
import pytest
import shutil


def cluster_of(kind):
    folder = ROOT / "var" / "cluster" / f"test-{kind}"
    shutil.rmtree(folder, ignore_errors=True)
    with Cluster(folder, kind) as cluster:
        cluster.run("cluster/tests/lift_limits.py")
        yield cluster


@pytest.fixture(scope="session")
def relstorage():
    yield from cluster_of(RELSTORAGE)


@pytest.fixture(scope="session")
def zeo():
    yield from cluster_of(ZEO)


@pytest.fixture(params=[RELSTORAGE, ZEO])
def cluster(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def who(cluster):
    """``who("clerk")``: that account of the demonstration, through haproxy."""
    return lambda userid: Person(cluster.url, userid)
