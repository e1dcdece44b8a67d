#!/bin/sh
# rgraph hook 3: @NAME@ (keeps the index current, in the background)
# Written by `rgraph hooks install`. `rgraph hooks uninstall` puts back what was here before.

name='@NAME@'
python='@PYTHON@'
chained="${0%/*}/$name.rgraph-chained"
guard="$PWD:$0"

# post-rewrite reads what became what; a chained hook wants to read it too
input=
[ "$name" != post-rewrite ] || input=$(cat)

# what we write must not go through a link or into a pipe that came with the repository
plain() { [ ! -h "$1" ] && { [ ! -e "$1" ] || [ -"$2" "$1" ]; }; }

start() {
    # a hook that calls itself again (husky 8) has been served; objects in quarantine may vanish
    [ "$RGRAPH_HOOK" != "$guard" ] && [ -z "$GIT_QUARANTINE_PATH" ] || return
    common=$(git rev-parse --git-common-dir) || return
    state="$common/rgraph/hooks"
    plain "$common/rgraph" d && plain "$state" d || return
    mkdir -p "$state" || return
    plain "$state/rewritten" f && plain "$state/pending" f || return
    if [ -x "$python" ]; then
        set -- "$python" -P -m rgraph.start_hook "$state" "$name"
    elif command -v rgraph; then
        set -- rgraph hooks run --marked "$name"
    else
        return
    fi
    [ -z "$input" ] || printf '%s\n' "$input" >>"$state/rewritten"
    # a run that is under way sees the mark when it is done, and goes on
    : >"$state/pending"
    "$@" &
}
start </dev/null >/dev/null 2>&1

[ -x "$chained" ] || exit 0
@CHAIN@
