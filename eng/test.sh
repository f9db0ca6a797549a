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

# run_tests [FILTER | options of dotnet test]: ends the script; 0 when tests ran and none failed.
run_tests() {
    local passed=0 failed=0 skipped=0 project name code trx started arguments=() here table
    [[ $# -gt 0 && $1 != -* ]] && { arguments=(--filter "FullyQualifiedName~$1"); shift; }
    here=$build/tests
    rm -rf -- "$here"; mkdir -p "$here"
    for project in "$root"/tests/*/*.csproj; do
        name=$(basename -- "$project" .csproj) started=$SECONDS code=0
        # Failures with their messages and stacks stand in the log; passed tests are not worth a line each.
        "$dotnet" test "$project" -c Release --no-build --nologo --results-directory "$here" \
            --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" "${arguments[@]}" "$@" >"$here/$name.log" 2>&1 </dev/null || code=$?
        trx=$here/$name.trx
        table=$([[ -f $trx ]] && results "$trx" || true)
        local p f s
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
        ((passed += p, failed += f, skipped += s)) || true
    done
    echo
    ((passed + failed > 0)) || echo "no test ran"
    echo "$passed passed, $failed failed, $skipped skipped"
    ((failed == 0 && passed > 0)) || exit 1
    exit 0
}
