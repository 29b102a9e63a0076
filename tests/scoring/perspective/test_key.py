"""The key goes into one header, and nowhere else."""

from __future__ import annotations

import logging
import traceback

import pytest

from stereo_ja.errors import ScoringStopped, StereoJaError
from stereo_ja.scoring.perspective import PerspectiveScorer
from stereo_ja.scoring.perspective._endpoint import VARIABLES
from stereo_ja.scoring.perspective._reply import asks_for_query
from stereo_ja.service import Reply, hide_in_logs
from tests.fakes.perspective import FakeService
from tests.scoring.perspective.conftest import KEY, MakeScorer


def test_it_is_sent_in_a_header(scorer: MakeScorer, service: FakeService):
    list(scorer().score("abc"))
    assert service.stats.as_dict()["key_in_query"] == 0


def test_a_service_that_insists_gets_it_in_the_query_and_is_not_asked_twice(
    scorer: MakeScorer, service: FakeService
):
    service.settings.key_in = "query"
    made = scorer(qps=50)
    made.check()
    found = dict(made.score("abcdef"))
    assert {score.status for score in found.values()} == {"scored"}
    stats = service.stats.as_dict()
    assert (stats["requests"], stats["key_in_query"]) == (8, 7)


@pytest.mark.parametrize(
    ("status", "body", "asks"),
    [
        (403, b'{"error": {"message": "Method doesn\'t allow unregistered callers"}}', True),
        (401, b"", True),
        (401, b'{"error": {"details": [{"reason": "CREDENTIALS_MISSING"}]}}', True),
        (401, b'{"error": {"details": [{"reason": "ACCOUNT_STATE_INVALID"}]}}', False),
        (403, b'{"error": {"details": [{"reason": "SERVICE_DISABLED"}]}}', False),
        (400, b'{"error": {"message": "API key not valid."}}', False),
        (500, b'{"error": {"message": "API key is missing"}}', False),
    ],
)
def test_only_a_service_that_saw_no_key_gets_it_in_the_query(status, body, asks):
    assert asks_for_query(Reply(status, {}, body)) is asks


@pytest.mark.parametrize("where", ["header", "query"])
def test_no_line_of_any_log_holds_it(
    scorer: MakeScorer, service: FakeService, where, caplog: pytest.LogCaptureFixture
):
    service.settings.key_in = where
    service.settings.faults = 0.3
    service.settings.retry_after = "0"
    with caplog.at_level(logging.DEBUG):
        scorer().check()
        list(scorer().score("abcdef"))
    assert "comments:analyze" in caplog.text, "the HTTP library logs addresses"
    assert KEY not in caplog.text


def test_what_is_hidden_in_logs_is_hidden_however_it_is_written(caplog):
    hide_in_logs("a/b+c")
    with caplog.at_level(logging.DEBUG):
        logger = logging.getLogger("urllib3.connectionpool")
        logger.debug('"POST /x?key=%s and %s"', "a%2Fb%2Bc", "a/b+c")
    assert caplog.messages == ['"POST /x?key=… and …"']


@pytest.mark.parametrize("where", ["header", "query"])
def test_no_traceback_holds_it(scorer: MakeScorer, service: FakeService, where):
    """Not even with what an error was raised from."""
    service.settings.key_in = where
    made = scorer()
    made.check()
    service.shutdown()
    service.server_close()
    service.settings.faults, service.settings.fault_kinds = 1.0, ("reset",)
    caught: list[BaseException] = []
    try:
        list(made.score(map(str, range(100))))
    except StereoJaError as error:
        caught.append(error)
    assert caught
    chain: BaseException | None = caught[0]
    while chain is not None:
        assert KEY not in "".join(traceback.format_exception(chain))
        assert KEY not in repr(vars(chain))
        chain = chain.__context__


def test_a_redirect_does_not_carry_it_away(scorer: MakeScorer, service: FakeService, monkeypatch):
    from tests.fakes._handler import Handler

    calls = []

    def elsewhere(self):
        calls.append(1)
        self.rfile.read(int(self.headers["Content-Length"]))
        self._send(307, b"", {"Location": f"{service.url}/v1alpha1/comments:analyze"})

    monkeypatch.setattr(Handler, "do_POST", elsewhere)
    with pytest.raises(ScoringStopped, match="HTTP 307"):
        list(scorer(qps=20).score("abc"))
    assert len(calls) <= 3


def test_a_netrc_is_not_asked(scorer: MakeScorer, service, tmp_path, monkeypatch):
    from tests.fakes._handler import Handler

    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login u password p\n")
    monkeypatch.setenv("NETRC", str(netrc))
    seen = []
    original = Handler.do_POST

    def noted(self):
        seen.append(self.headers["Authorization"])
        original(self)

    monkeypatch.setattr(Handler, "do_POST", noted)
    list(scorer().score("a"))
    assert seen == [None]


def test_it_is_in_no_representation():
    environment = {"PERSPECTIVE_API_KEY": KEY}
    assert KEY not in repr(VARIABLES.endpoint(environment))
    assert KEY not in repr(PerspectiveScorer("toxicity", environment=environment))
