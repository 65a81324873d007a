#!/usr/bin/env bash
# Fuzzes one target for some seconds, beginning with its corpus in tests/corpora.
#
#   fuzz/run.sh pack_loader 300         new inputs go to fuzz/found/, crashes to fuzz/crashes/
#   fuzz/run.sh pack_loader FILE        runs one input
#   fuzz/run.sh pack_loader smallest    keeps what adds coverage, 40 at most, in tests/corpora
#
# Stable Rust is enough: the compiler's coverage counters are switched on by hand, as
# cargo-fuzz does. Only address checks would need a nightly compiler, and there is no
# unsafe code here for them to check.
set -euo pipefail
cd "$(dirname "$0")"

targets=$(sed -n 's/^name = "\(.*\)"/\1/p' Cargo.toml | tail -n +2 | tr '\n' ' ')
target=${1:?"one of $targets"}
what=${2:-60}
corpus=../tests/corpora/$target
found=found/$target
mkdir -p "$found" "crashes/$target"

host=$(rustc -vV | sed -n 's/^host: //p')
passes="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4"
for counter in inline-8bit-counters pc-table trace-compares; do
    passes+=" -Cllvm-args=-sanitizer-coverage-$counter"
done
# With --target the flags leave build scripts alone.
RUSTFLAGS=$passes cargo build --release --target "$host" --bin "$target"
program=${CARGO_TARGET_DIR:-target}/$host/release/$target

case $what in
smallest)
    # Names stay what they are in the corpus; what fuzzing adds is named by its hash.
    "$program" -merge=1 -max_len=4096 "$corpus" "$found"
    ls -S "$corpus" | grep -E '^[0-9a-f]{40}$' | head -n -40 | while read -r name; do
        rm "$corpus/$name"
    done
    ;;
*[!0-9]*)
    exec "$program" "$what"
    ;;
*)
    words=()
    [ -f "dictionaries/$target.txt" ] && words=(-dict="dictionaries/$target.txt")
    # The time that counts is the processor's, and each target checks it; this bound is
    # for what never ends. One process looks on while another fuzzes, so that a crash
    # doesn't end the search.
    exec nice -n 15 "$program" -fork=1 -ignore_crashes=1 -ignore_timeouts=1 \
        -max_total_time="$what" -timeout=120 -rss_limit_mb=2048 -max_len="${MAX_LEN:-4096}" \
        -artifact_prefix="crashes/$target/" ${words[@]+"${words[@]}"} "$found" "$corpus"
    ;;
esac
