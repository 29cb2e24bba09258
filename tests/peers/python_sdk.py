"""The official Python SDK against the stand-in.

Needs huaweicloudsdkcore and huaweicloudsdklive, and to be run by the stand-in:

    hwlive-stand-in -- python3 tests/peers/python_sdk.py
    hwlive-stand-in --callbacks tests/peers/answers.json -- python3 tests/peers/python_sdk.py tests/peers/answers.json
    record python3 tests/peers/python_sdk.py

The first is proof that the stand-in is faithful: each check makes the SDK get credentials or a project id in another
way, and show the documented callback. The second says what the SDK makes of each answer, one line of JSON a case. The
third has it get credentials from each source that it has variables for; see record.rs.
"""

import json
import os
import pathlib
import sys
import tempfile
import warnings

# The SDK's models warn where python-dateutil is not installed.
warnings.simplefilter("ignore")

from huaweicloudsdkcore.auth import internal
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.auth.provider import (
    EnvCredentialProvider,
    MetadataCredentialProvider,
    OidcStsCredentialProvider,
    PodIdentityCredentialProvider,
    ProfileCredentialProvider,
)
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException, ServiceResponseException
from huaweicloudsdkcore.http.http_config import HttpConfig
from huaweicloudsdkcore.region.region import Region
from huaweicloudsdkcore.signer.algorithm import SigningAlgorithm
from huaweicloudsdklive.v1 import ListRecordCallbackConfigsRequest, LiveClient, ShowRecordCallbackConfigRequest

EXAMPLE = "e2fe84def7e476651034ec4b9e92bc30"
ENDPOINT = os.environ["HUAWEICLOUD_SDK_ENDPOINT"]
# Not there where the environment has credentials of another kind.
ACCESS_KEY = os.environ.get("HUAWEICLOUD_SDK_AK")
SECRET_KEY = os.environ.get("HUAWEICLOUD_SDK_SK")
PROJECT_ID = os.environ["HUAWEICLOUD_SDK_PROJECT_ID"]


def builder(credentials):
    return LiveClient.new_builder().with_credentials(credentials)


def show(client, callback=EXAMPLE):
    return client.show_record_callback_config(ShowRecordCallbackConfigRequest(id=callback))


def an_access_key(secret_key=SECRET_KEY):
    return builder(BasicCredentials(ACCESS_KEY, secret_key, PROJECT_ID)).with_endpoint(ENDPOINT).build()


def the_environment():
    return LiveClient.new_builder().with_endpoint(ENDPOINT).build()


def a_project_that_is_looked_up():
    return builder(BasicCredentials(ACCESS_KEY, SECRET_KEY)).with_region(Region("cn-north-4", ENDPOINT)).build()


def a_profile():
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "credentials")
        file.write_text(f"[basic]\nak = {ACCESS_KEY}\nsk = {SECRET_KEY}\nproject_id = {PROJECT_ID}\n")
        os.environ["HUAWEICLOUD_SDK_CREDENTIALS_FILE"] = str(file)
        credentials = ProfileCredentialProvider.get_basic_credential_profile_provider().get_credentials()
    return builder(credentials).with_endpoint(ENDPOINT).build()


def metadata():
    # The SDK knows but the one address.
    internal.MetadataAccessor._METADATA_ENDPOINT = ENDPOINT
    credentials = MetadataCredentialProvider.get_basic_credential_metadata_provider().get_credentials()
    credentials.project_id = PROJECT_ID
    return builder(credentials).with_endpoint(ENDPOINT).build()


def derived_keys():
    credentials = BasicCredentials(ACCESS_KEY, SECRET_KEY, PROJECT_ID)
    credentials.with_derived_predicate(lambda request: True)
    credentials._derived_auth_service_name = "live"
    return builder(credentials).with_region(Region("cn-north-4", ENDPOINT)).build()


def check_list():
    # A callback for every application is listed for each.
    for filters, total, ids in [
        ({}, 1, [EXAMPLE]),
        ({"publish_domain": "publish.example.com", "app": "live & more", "offset": 0, "limit": 100}, 1, [EXAMPLE]),
        ({"offset": 1}, 1, []),
        ({"publish_domain": "other.example.com"}, 0, []),
    ]:
        answer = an_access_key().list_record_callback_configs(ListRecordCallbackConfigsRequest(**filters))
        assert (answer.total, [item.id for item in answer.callback_config]) == (total, ids), (filters, answer)
    print("Python: lists: with filters and pages")


def refused(client, callback, status, code):
    try:
        show(client, callback)
    except ClientRequestException as error:
        assert (error.status_code, error.error_code) == (status, code), error
        assert error.request_id, error
    else:
        raise AssertionError(f"{callback} was shown")


def check_credentials():
    for way in [an_access_key, the_environment, a_project_that_is_looked_up, a_profile, metadata, derived_keys]:
        answer = show(way())
        assert (answer.id, answer.status_code) == (EXAMPLE, 200), answer
        print(f"Python: {way.__name__.replace('_', ' ')}: {answer.notify_callback_url}")
    check_list()
    refused(an_access_key(), "there-is-none", 404, "LIVE.100011001")
    refused(an_access_key("another secret key"), EXAMPLE, 401, "APIGW.0301")
    print("Python: refusals: as the service's")


FIELDS = "id publish_domain app notify_callback_url notify_event_subscription sign_type create_time update_time".split()


def result(client, callback):
    try:
        answer = show(client, callback)
    except ServiceResponseException as error:
        return {"status": error.status_code, "code": error.error_code, "message": error.error_msg,
                "request_id": bool(error.request_id)}
    except Exception as error:  # Of every kind: what is not the service's answer.
        return {"status": 0, "failed": type(error).__name__}
    return {field: getattr(answer, field) for field in FIELDS}


def check_answers(path):
    for case in json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["cases"]:
        client = an_access_key(case.get("secret_key", SECRET_KEY))
        # A date has no form of its own in JSON.
        print(json.dumps({"case": case["name"], **result(client, case["id"])}, default=str))
        show(an_access_key())  # So that no bad signatures in a row lock the key.


# The provider of each source alone: the SDK's chain asks the metadata service before it looks for a pod.
PROVIDERS = {
    "identity-provider": EnvCredentialProvider,
    "oidc": OidcStsCredentialProvider,
    "pod-identity": PodIdentityCredentialProvider,
    "sm3": EnvCredentialProvider,
}


def check_source(source):
    config = HttpConfig.get_default_config()
    if source == "sm3":
        config.signing_algorithm = SigningAlgorithm.HMAC_SM3
    try:
        credentials = PROVIDERS[source].get_basic().get_credentials()
        credentials.project_id = PROJECT_ID  # The provider for pods does not read it.
        client = builder(credentials).with_http_config(config).with_endpoint(ENDPOINT).build()
        print(json.dumps({"id": show(client).id}))
    except Exception as error:
        print(json.dumps({"failed": str(error)}))


if sys.argv[1:2] == ["--source"]:
    check_source(sys.argv[2])
elif len(sys.argv) > 1:
    check_answers(sys.argv[1])
else:
    check_credentials()
