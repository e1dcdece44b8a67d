#!/bin/sh
# rgraph hook 1: @NAME@ (keeps the index current, in the background)
# Written by `rgraph hooks install`. `rgraph hooks uninstall` puts back what was here before.

name='@NAME@'
python='@PYTHON@'
chained="${0%/*}/$name.rgraph-chained"
guard="$PWD:$0"

# post-rewrite reads what became what; a chained hook wants to read it too
input=
[ "$name" != post-rewrite ] || input=$(cat)

start() {
    # a hook that calls itself again (husky 8) has been served; objects in quarantine may vanish
    [ "$RGRAPH_HOOK" != "$guard" ] && [ -z "$GIT_QUARANTINE_PATH" ] || return
    if [ -x "$python" ]; then
        set -- "$python" -P -m rgraph
    elif command -v rgraph; then
        set -- rgraph
    else
        return
    fi
    common=$(git rev-parse --git-common-dir) || return
    state="$common/rgraph/hooks"
    mkdir -p "$state" || return
    [ -z "$input" ] || printf '%s\n' "$input" >>"$state/rewritten"
    : >"$state/pending"
    # a run that is under way sees the mark when it is done, and goes on
    if [ -f "$state/running" ] && read -r pid <"$state/running" && kill -0 "$pid"; then
        return
    fi
    "$@" hooks run --marked "$name" &
}
start </dev/null >/dev/null 2>&1

[ -x "$chained" ] || exit 0
@CHAIN@
