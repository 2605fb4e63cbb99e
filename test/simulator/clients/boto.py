"""Calls operations of AppStream with boto3: a JSON line for each call on standard input, a JSON line for each outcome on standard output.

Arguments: the simulator's address, and the protocol as botocore names it.
"""

import datetime
import json
import sys

import botocore.config
import botocore.exceptions
import botocore.session

url, protocol = sys.argv[1:]
session = botocore.session.get_session()
loader = session.get_component("data_loader")
load = loader.load_service_model


def load_with_protocol(service, kind, api_version=None):
    model = load(service, kind, api_version)
    if service == "appstream" and kind == "service-2":
        model["metadata"].update(protocol=protocol, protocols=[protocol])
    return model


loader.load_service_model = load_with_protocol
client = session.create_client(
    "appstream", endpoint_url=url, config=botocore.config.Config(retries={"total_max_attempts": 1})
)
assert client.meta.service_model.metadata["protocol"] == protocol


def seconds(value):
    if isinstance(value, datetime.datetime):
        return value.timestamp()
    raise TypeError(type(value))


for line in sys.stdin:
    asked = json.loads(line)
    try:
        output = client._make_api_call(asked["operation"], asked["input"])
        del output["ResponseMetadata"]
        outcome = {"output": output}
    except botocore.exceptions.ClientError as error:
        details = error.response["Error"]
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        outcome = {"error": {"type": details["Code"], "message": details["Message"], "status": status}}
    print(json.dumps(outcome, default=seconds), flush=True)
