# run what was here before: a shell script is sourced, so that it still sees its own name in $0
RGRAPH_HOOK=$guard
RGRAPH_CHAINED=$chained
export RGRAPH_HOOK RGRAPH_CHAINED
read -r first <"$chained"
case $first in
*fish* | *csh* | *pwsh*) interpreter= ;;
'#!'*sh | '#!'*sh\ *) interpreter=${first#'#!'} ;;
*) interpreter= ;;
esac
run() {
    # the words of the interpreter's line are meant to split: /usr/bin/env bash
    if [ -n "$interpreter" ]; then $interpreter -c '. "$RGRAPH_CHAINED"' "$0" "$@"; else "$chained" "$@"; fi
}
if [ -n "$input" ]; then printf '%s\n' "$input" | run "$@"; else run "$@"; fi
