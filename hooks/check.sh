#!/bin/sh
# rgraph hook 3: @NAME@ (checks the rules of rgraph.toml)
# Written by `rgraph hooks install`. `rgraph hooks uninstall` puts back what was here before.

name='@NAME@'
python='@PYTHON@'
fail_open='@FAIL_OPEN@'
chained="${0%/*}/$name.rgraph-chained"
guard="$PWD:$0"
# a hook that calls itself again (husky 8) is checked by the outer one
if [ "$RGRAPH_HOOK" = "$guard" ]; then nested=1; else nested=; fi

# pre-push reads what is pushed; a chained hook wants to read it too
input=
[ "$name" != pre-push ] || input=$(cat)

# git is asked before Python starts: without rules a commit takes no longer than without this hook. Any other answer
# than "not there" is Python's to explain
ruled() {
    git rev-parse -q --verify "$1:rgraph.toml" >/dev/null 2>&1
    [ $? -ne 1 ]
}

any_ruled() {
    if [ "$name" != pre-push ]; then ruled ""; return; fi
    while read -r _ pushed _; do
        # a deletion pushes zeros, and an empty line nothing
        case $pushed in *[!0]*) ! ruled "$pushed" || return 0 ;; esac
    done <<END
$input
END
    return 1
}

check() {
    any_ruled || return 0
    if [ -x "$python" ]; then
        set -- "$python" -P -m rgraph hooks run "$name" $fail_open "$@"
    elif command -v rgraph >/dev/null 2>&1; then
        set -- rgraph hooks run "$name" $fail_open "$@"
    else
        echo "rgraph: the rules were not checked: rgraph is neither at $python nor on the PATH" >&2
        echo "hint: install it again, delete $0, or pass the check over once with --no-verify" >&2
        [ -n "$fail_open" ]
        return
    fi
    if [ -n "$input" ]; then printf '%s\n' "$input" | "$@"; else "$@"; fi
}

chain() {
    [ -x "$chained" ] || return 0
    @CHAIN@
}

chain "$@" || exit
[ -n "$nested" ] || check "$@"
