"""Adjustments made over HTTP, for what a journey begins with."""

from typing import Any

from playwright.sync_api import Page

Json = dict[str, Any]


class Office:
    """Somebody who drafts adjustments of the example and carries them out."""

    def __init__(self, page: Page) -> None:
        self._request = page.request
        plans = page.request.get("/api/plans")
        self._plan = plans.json()[-1]["id"]
        # A session counts only for requests from the site itself.
        self._headers = {"Origin": plans.url.removesuffix("/api/plans")}

    def draft(self, title: str, *changes: Json, **more: Any) -> Json:
        head = {"type": "strategic_mineral", "title": title, "reason": "按监测结果", "basis": "示例发〔2026〕1号"}
        answer = self._request.post(
            "/api/adjustments", data=head | {"plan": self._plan, "changes": changes} | more, headers=self._headers
        )
        assert answer.status == 201, answer.text()
        return dict(answer.json())

    def step(self, opened: Json, *names: str) -> Json:
        for name in names:
            entry = opened["entry"]
            answer = self._request.post(
                f"/api/adjustments/{entry['id']}/{name}",
                data={"version": entry["version"], "comment": "好"},
                headers=self._headers,
            )
            assert answer.ok, answer.text()
            opened = answer.json()
        return opened
