#!/bin/sh
# Judges what a pull request brings, and leaves the reports in $RGRAPH_OUT: diff.md, diff.sarif, check.txt, check.sarif,
# comment.md (what is posted), and status, which is 1 where the job is to fail.
#
# RGRAPH_BASE  the revision that the pull request is to be merged into
# RGRAPH_HEAD  what is judged; HEAD unless set
# RGRAPH_FAIL_ON  conditions for `rgraph diff --fail-on`; none where empty
set -eu

commit() {
    git rev-parse --verify --quiet --end-of-options "$1^{commit}" || {
        echo "rgraph: $1 is no commit here: check out with the whole history (fetch-depth: 0)" >&2
        exit 2
    }
}

head=$(commit "${RGRAPH_HEAD:-HEAD}")
base=$(commit "$RGRAPH_BASE")
base=$(git merge-base "$base" "$head") || {
    echo "rgraph: $RGRAPH_BASE and $head have no common commit here: check out with the whole history (fetch-depth: 0)" >&2
    exit 2
}
mkdir -p "$RGRAPH_OUT"
status=0

# Exit code 1 says that a condition or a rule is not met; more is a failure of rgraph, and of this step.
judge() {
    code=0
    "$@" || code=$?
    [ "$code" -le 1 ] || exit "$code"
    [ "$code" -eq 0 ] || status=1
}

rgraph diff "$base..$head" --format sarif -o "$RGRAPH_OUT/diff.sarif"
judge rgraph diff "$base..$head" --format markdown ${RGRAPH_FAIL_ON:+"--fail-on=$RGRAPH_FAIL_ON"} -o "$RGRAPH_OUT/diff.md"

rules=no
if git cat-file -e "$head:rgraph.toml" 2>/dev/null; then
    rules=yes
    judge rgraph check "$base..$head" > "$RGRAPH_OUT/check.txt"
    judge rgraph check "$base..$head" --format sarif > "$RGRAPH_OUT/check.sarif"
else
    : > "$RGRAPH_OUT/check.txt"
    printf '%s\n' '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "rgraph"}}, "results": []}]}' > "$RGRAPH_OUT/check.sarif"
fi

{
    echo '<!-- rgraph -->'
    cat "$RGRAPH_OUT/diff.md"
    if [ "$rules" = yes ]; then
        printf '\n**Rules**\n\n'
        sed 's/^/    /' "$RGRAPH_OUT/check.txt"  # an indented block: nothing in it is markup
    fi
} > "$RGRAPH_OUT/comment.md"
echo "$status" > "$RGRAPH_OUT/status"

if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    cat "$RGRAPH_OUT/comment.md" >> "$GITHUB_STEP_SUMMARY"
fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
    echo "report=$RGRAPH_OUT" >> "$GITHUB_OUTPUT"
fi
