"""Posts `$RGRAPH_OUT/comment.md` on a pull request of GitHub or a merge request of GitLab: one comment, updated.

GitHub: GITHUB_API_URL, GITHUB_REPOSITORY, RGRAPH_PULL. GitLab: CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID.
RGRAPH_TOKEN is the token of either. Where it may not write, as in a pull request from a fork, nothing is posted and the
job goes on.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, NamedTuple

MARK = "<!-- rgraph -->"
MOST = 60_000
"""Characters of a comment: both take about 65,000."""

PAGE = 100
MOST_PAGES = 50


class Host(NamedTuple):
    """Where comments are listed and made, how one is updated, and with which headers."""

    comments: str
    one: str
    method: str
    headers: dict[str, str]


def host(environment: dict[str, str]) -> Host:
    """The code host of this job."""
    token = environment.get("RGRAPH_TOKEN", "")
    if "CI_MERGE_REQUEST_IID" in environment:
        project = f"{environment['CI_API_V4_URL']}/projects/{environment['CI_PROJECT_ID']}"
        notes = f"{project}/merge_requests/{environment['CI_MERGE_REQUEST_IID']}/notes"
        return Host(notes, notes, "PUT", {"PRIVATE-TOKEN": token})
    issues = f"{environment['GITHUB_API_URL']}/repos/{environment['GITHUB_REPOSITORY']}/issues"
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json"}
    return Host(f"{issues}/{environment['RGRAPH_PULL']}/comments", f"{issues}/comments", "PATCH", headers)


def ask(at: Host, method: str, url: str, body: str | None = None) -> Any:
    """One request; the answer's JSON."""
    data = json.dumps({"body": body}).encode() if body is not None else None
    request = urllib.request.Request(url, data, {**at.headers, "Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def ours(at: Host) -> int | None:
    """The comment that was posted before, None where there is none."""
    for page in range(1, MOST_PAGES + 1):
        found = ask(at, "GET", f"{at.comments}?per_page={PAGE}&page={page}")
        for comment in found:
            if str(comment.get("body", "")).startswith(MARK):
                return int(comment["id"])
        if len(found) < PAGE:
            break
    return None


def fitting(text: str) -> str:
    """The text, cut after a whole fold where it is too long."""
    if len(text) <= MOST:
        return text
    end = text.rfind("</details>", 0, MOST)
    kept = text[: end + len("</details>")] if end > 0 else text[: text.rfind("\n", 0, MOST)]
    return f"{kept}\n\nThe report is longer; the job has all of it.\n"


def main() -> int:
    """Posts or updates the comment; 0 also where the token may not."""
    at = host(dict(os.environ))
    body = fitting((Path(os.environ["RGRAPH_OUT"]) / "comment.md").read_text("utf-8"))
    try:
        known = ours(at)
        if known is None:
            ask(at, "POST", at.comments, body)
        else:
            ask(at, at.method, f"{at.one}/{known}", body)
    except urllib.error.HTTPError as error:
        print(f"rgraph: the comment was not posted: {error.code} {error.reason}", file=sys.stderr)
        return 0 if error.code in {401, 403, 404} else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
