"""Schemathesis asks the API what its description allows, and what it does not.

`EXAMPLES=100` asks a hundred questions of each operation, other ones each time.
"""

import json
import os

import pytest
import schemathesis
from closed_doors import SCENE
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from test_office import Visitor

from served import Served

EXAMPLES = int(os.environ.get("EXAMPLES", "3"))
BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
CHECKS = (
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("schema"), SCENE)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def description(served):
    described = json.loads(Visitor(served.url).ask("GET", "/api/openapi.json")[2])
    # Bodies that are there, so that more than the first check of an address is met.
    for path in described["paths"].values():
        for operation in path.values():
            for parameter in operation["parameters"]:
                if parameter["name"] == "body":
                    parameter["schema"] = {"enum": ["congress", "board", "nowhere"]}
    return schemathesis.openapi.from_dict(described)


@pytest.fixture(scope="module")
def token(served):
    return served.command("token", "make", "sec", "--for", "schema", "--act").strip()


def test_the_api_answers_as_it_is_described(served, description, token):
    headers = {"Authorization": f"Bearer {token}"}
    operations = [found.ok() for found in description.get_all_operations()]
    assert len(operations) > 100

    for operation in operations:

        @BOUNDED
        @given(case=operation.as_strategy())
        def answered(case):
            response = case.call(base_url=f"{served.url}/api", headers=headers)
            case.validate_response(response, checks=CHECKS)

        answered()
