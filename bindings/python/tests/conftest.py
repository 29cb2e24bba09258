"""The tests talk to the stand-in over real sockets, in the environment that it sets:

    hwlive-stand-in --tls --callbacks tests/callbacks.json -- python -m pytest
"""

import os

import pytest

import hwlive

if "HUAWEICLOUD_SDK_ENDPOINT" not in os.environ:
    pytest.exit("there is no service to talk to:\n" + __doc__, returncode=2)


@pytest.fixture
def client():
    with hwlive.Client(max_retries=0) as made:
        yield made
