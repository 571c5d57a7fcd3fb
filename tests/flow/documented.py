"""The calls that each system's own documentation asks for, to hold the recipes against.

For each system: what an admin adds to the recipe, the login that calls carry, and the calls, each with its
body. The flow is called "north 1"; every secret is open-sesame; the first call's answer holds "fetched".
"""

from dataclasses import dataclass, field

Call = tuple[str, object]  # "METHOD address", and the body: None where there is none

SECRET = "env:FLOW_TOKEN"
BASE = "https://flows.example:8080"
NORTH = "north%201"


@dataclass(frozen=True, slots=True)
class Documented:
    """What one system wants to hear."""

    off: Call
    on: Call
    read: tuple[Call, ...]
    login: str | None = None  # the header Authorization of each of these
    first: Call | None = None  # what fetches the token
    settings: dict[str, object] = field(default_factory=dict)
    risks: tuple[Call, ...] = ()  # asked before it is turned on


def _airflow() -> Documented:
    dag = f"{BASE}/api/v2/dags/{NORTH}"
    under_way = "state=running&state=queued&state=restarting&state=deferred"
    return Documented(
        settings={"url": BASE, "secrets": {"user": SECRET, "password": SECRET}},
        login="Bearer fetched",
        first=(f"POST {BASE}/auth/token", {"username": "open-sesame", "password": "open-sesame"}),
        off=(f"PATCH {dag}?update_mask=is_paused", {"is_paused": True}),
        on=(f"PATCH {dag}?update_mask=is_paused", {"is_paused": False}),
        read=((f"GET {dag}", None), (f"GET {dag}/dagRuns/~/taskInstances?{under_way}&limit=1", None)),
    )


def _kafka_connect() -> Documented:
    connector = f"http://flows.example:8083/connectors/{NORTH}"
    return Documented(
        settings={"url": "http://flows.example:8083", "plain_http": True},
        off=(f"PUT {connector}/pause", None),
        on=(f"PUT {connector}/resume", None),
        read=((f"GET {connector}/status", None),),
    )


def _fivetran() -> Documented:
    connection = f"https://api.fivetran.com/v1/connections/{NORTH}"
    return Documented(
        settings={"basic": SECRET},
        login="Basic b3Blbi1zZXNhbWU=",
        off=(f"PATCH {connection}", {"paused": True}),
        on=(f"PATCH {connection}", {"paused": False}),
        read=((f"GET {connection}", None),),
    )


def _airbyte() -> Documented:
    api = "https://api.airbyte.com/v1"
    jobs = f"GET {api}/jobs?connectionId={NORTH}"
    last = "&orderBy=createdAt%7CDESC&limit=100"
    resets, clears, refreshes = (
        (f"{jobs}&jobType={kind}{last}", None) for kind in ("reset", "clear", "refresh")
    )
    client = {"client_id": "open-sesame", "client_secret": "open-sesame", "grant_type": "client_credentials"}
    return Documented(
        settings={"secrets": {"id": SECRET, "secret": SECRET}},
        login="Bearer fetched",
        first=(f"POST {api}/applications/token", client),
        off=(f"PATCH {api}/connections/{NORTH}", {"status": "inactive"}),
        on=(f"PATCH {api}/connections/{NORTH}", {"status": "active"}),
        read=((f"GET {api}/connections/{NORTH}", None), (f"{jobs}{last}", None), clears, refreshes),
        risks=(resets, clears, refreshes),
    )


def _prefect() -> Documented:
    deployment = f"{BASE}/api/deployments/{NORTH}"
    types, retrying = ["RUNNING", "PENDING", "CANCELLING", "PAUSED"], {"any_": ["AwaitingRetry"]}
    of_it = {"deployments": {"id": {"any_": ["north 1"]}}}
    under_way = {"operator": "or_", "type": {"any_": types}, "name": retrying}
    planned = {"type": {"any_": ["SCHEDULED"]}}
    look = f"POST {BASE}/api/flow_runs/filter"
    return Documented(
        settings={"url": f"{BASE}/api/", "bearer": SECRET},
        login="Bearer open-sesame",
        off=(f"POST {deployment}/pause_deployment", None),
        on=(f"POST {deployment}/resume_deployment", None),
        read=(
            (f"GET {deployment}", None),
            (look, {**of_it, "flow_runs": {"state": under_way}}),
            (look, {**of_it, "flow_runs": {"state": planned}}),
        ),
    )


def _dagster() -> Documented:
    graphql = f"POST {BASE}/graphql"
    schedule = {"repositoryLocationName": "etl", "repositoryName": "books", "scheduleName": "north 1"}
    look = {
        "query": "query($s: ScheduleSelector!) { scheduleOrError(scheduleSelector: $s)"
        " { ... on Schedule { scheduleState { id status } } } }",
        "variables": {"s": schedule},
    }
    stop = "mutation($id: String!) { stopRunningSchedule(id: $id) { __typename } }"
    start = "mutation($s: ScheduleSelector!) { startSchedule(scheduleSelector: $s) { __typename } }"
    runs = {
        "query": "query($f: RunsFilter) { runsOrError(filter: $f, limit: 100)"
        " { ... on Runs { results { runId } } } }",
        "variables": {
            "f": {
                "pipelineName": "nightly",
                "statuses": ["QUEUED", "NOT_STARTED", "STARTING", "STARTED", "CANCELING"],
            }
        },
    }
    return Documented(
        settings={"url": BASE},
        first=(graphql, look),
        off=(graphql, {"query": stop, "variables": {"id": "fetched"}}),
        on=(graphql, {"query": start, "variables": {"s": schedule}}),
        read=((graphql, look), (graphql, runs)),
    )


def _launchdarkly() -> Documented:
    flag = f"https://app.launchdarkly.com/api/v2/flags/books/{NORTH}"
    return Documented(
        settings={"secrets": {"key": SECRET}},
        login="open-sesame",
        off=(f"PATCH {flag}", {"environmentKey": "production", "instructions": [{"kind": "turnFlagOff"}]}),
        on=(f"PATCH {flag}", {"environmentKey": "production", "instructions": [{"kind": "turnFlagOn"}]}),
        read=((f"GET {flag}?env=production", None),),
    )


def _unleash() -> Documented:
    feature = f"{BASE}/api/admin/projects/books/features/{NORTH}/environments/production"
    return Documented(
        settings={"url": BASE, "secrets": {"key": SECRET}},
        login="open-sesame",
        off=(f"POST {feature}/off", None),
        on=(f"POST {feature}/on", None),
        read=((f"GET {feature}", None),),
    )


DOCUMENTED = {
    "airbyte": _airbyte(),
    "airflow": _airflow(),
    "dagster": _dagster(),
    "fivetran": _fivetran(),
    "kafka-connect": _kafka_connect(),
    "launchdarkly": _launchdarkly(),
    "prefect": _prefect(),
    "unleash": _unleash(),
}
