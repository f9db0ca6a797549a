# Read by the palinode script: runs every test project and adds up the results. Uses its variables root, build and dotnet.

# results FILE: one line per test of a .trx file: outcome, name, first line of the message (tab between).
results() {
    awk 'BEGIN { RS = "<UnitTestResult "; FS = "\n" }
        NR > 1 {
            outcome = name = message = ""
            if (match($0, /outcome="[^"]*"/)) outcome = substr($0, RSTART + 9, RLENGTH - 10)
            if (match($0, /testName="[^"]*"/)) name = substr($0, RSTART + 10, RLENGTH - 11)
            if (match($0, /<Message>[^<]*/)) message = substr($0, RSTART + 9, RLENGTH - 9)
            sub(/^[ \n\r]+/, "", message); sub(/[\n\r].*/, "", message); sub(/^skipped: /, "", message)
            print outcome "\t" name "\t" message
        }' "$1" | sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&#xD;//g; s/&amp;/\&/g'
}

# run_project PROJECT ARGUMENT...: says what failed and what was skipped, and one line of numbers; these also into NAME.counts.
run_project() {
    local project=$1 name code=0 trx table started=$SECONDS p f s; shift
    name=$(basename -- "$project" .csproj) trx=$here/$name.trx
    # Failures with their messages and stacks stand in the log; passed tests are not worth a line each.
    "$dotnet" test "$project" -c Release --no-build --nologo --results-directory "$here" \
        --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" "$@" >"$here/$name.log" 2>&1 </dev/null || code=$?
    table=$([[ -f $trx ]] && results "$trx" || true)
    p=$(grep -c '^Passed' <<<"$table" || true) f=$(grep -c '^\(Failed\|Error\|Timeout\|Aborted\)' <<<"$table" || true) s=$(grep -c '^NotExecuted' <<<"$table" || true)
    if ((code != 0 && f == 0)) && ! grep -q 'No test matches the given testcase filter' "$here/$name.log"; then
        f=1
        tail -n 30 "$here/$name.log"
        echo "$name: the test run broke off (exit code $code)"
    elif ((f > 0)); then
        sed -n '/^ *Failed /,$p' "$here/$name.log"
    fi
    awk -F'\t' '$1 == "NotExecuted" { print "  skipped  " $2 (($3 == "") ? "" : ": " $3) }' <<<"$table"
    printf '%-28s %5d passed %5d failed %5d skipped   %d s\n' "$name" "$p" "$f" "$s" "$((SECONDS - started))"
    printf '%d %d %d\n' "$p" "$f" "$s" >"$here/$name.counts"
}

# run_tests [FILTER | options of dotnet test]: ends the script; 0 when tests ran and none failed.
run_tests() {
    local passed=0 failed=0 skipped=0 project p f s arguments=()
    here=$build/tests
    [[ $# -gt 0 && $1 != -* ]] && { arguments=(--filter "FullyQualifiedName~$1"); shift; }
    rm -rf -- "$here"; mkdir -p "$here"
    # What measures time runs alone. The service and its pages mostly wait, for a database and a browser of their own: they run beside each other, last.
    local together=() index
    ended=()
    for project in "$root"/tests/*/*.csproj; do
        case $project in
            *.Browser.Tests.csproj | *.Server.Tests.csproj) together+=("$project") ;;
            *) run_project "$project" "${arguments[@]}" "$@" ;;
        esac
    done
    # Each in a process group of its own: started in the background without one they would not hear SIGINT, with which they stop what they start.
    set -m
    trap 'for group in "${ended[@]}"; do kill -- "-$group" 2>/dev/null || true; done' EXIT
    for project in "${together[@]}"; do
        run_project "$project" "${arguments[@]}" "$@" >"$here/$(basename -- "$project" .csproj).out" 2>&1 &
        ended+=("$!")
    done
    for index in "${!together[@]}"; do
        wait "${ended[$index]}" || true
        cat "$here/$(basename -- "${together[$index]}" .csproj).out"
    done
    ended=()
    set +m
    for project in "$root"/tests/*/*.csproj; do
        # A run that left no numbers was cut off.
        read -r p f s <"$here/$(basename -- "$project" .csproj).counts" || { p=0 f=1 s=0; }
        ((passed += p, failed += f, skipped += s)) || true
    done
    echo
    ((passed + failed > 0)) || echo "no test ran"
    echo "$passed passed, $failed failed, $skipped skipped"
    ((failed == 0 && passed > 0)) || exit 1
    exit 0
}
