#!/bin/bash
# Cleans every file of a folder with rebato, mat2 and exiftool (reading) and prints a table.
#   bench/documents.sh FOLDER [path of rebato]
# Peers from Debian: apt-get install mat2 libimage-exiftool-perl qpdf poppler-utils
set -u
folder=$(realpath "${1:?a folder of files}")
rebato=$(realpath "${2:-$(dirname "$0")/../src/Rebato.Server/bin/Release/net10.0/rebato}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
files=$(find "$folder" -type f | wc -l)
echo "machine: $(nproc) cores, $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2)"
echo "data: $files files, $(du -sb "$folder" | cut -f1) bytes"
printf '%-28s %8s %8s %8s %8s\n' run cleaned wall_s cpu_s rss_MB

measure() { # label, counter, command...
  local label=$1 count=$2; shift 2
  # user and system seconds of the command and its children; the largest resident set of any one of them
  python3 - "$work/figures" "$@" <<'PY'
import os, resource, subprocess, sys, time
start = time.monotonic()
subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
use = resource.getrusage(resource.RUSAGE_CHILDREN)
open(sys.argv[1], 'w').write(f'{time.monotonic() - start:.2f} {use.ru_utime + use.ru_stime:.2f} {use.ru_maxrss / 1024:.0f}')
PY
  read -r wall cpu rss < "$work/figures"
  printf '%-28s %8s %8s %8s %8s\n' "$label" "$(eval "$count")" "$wall" "$cpu" "$rss"
}

measure 'rebato clean' "find $work/rebato -type f 2>/dev/null | wc -l" "$rebato" clean "$folder" -o "$work/rebato" --unsign
cp -r "$folder" "$work/mat2"
measure 'mat2, one call' "find $work/mat2 -name '*.cleaned.*' | wc -l" sh -c "find $work/mat2 -type f -print0 | xargs -0 mat2"
measure 'exiftool, reading, one call' "echo -" exiftool -r -q "$folder"

# Every PDF that came out: valid, and with every word it had.
pdfs=0 valid=0 words=0
while read -r clean; do
  pdfs=$((pdfs + 1))
  qpdf --check "$clean" >/dev/null 2>&1; [ $? -ne 2 ] && valid=$((valid + 1))
  cmp -s <(pdftotext "$folder/${clean#"$work/rebato/"}" - 2>/dev/null) <(pdftotext "$clean" - 2>/dev/null) && words=$((words + 1))
done < <(find "$work/rebato" -name '*.pdf')
echo "PDF: $pdfs cleaned, $valid pass qpdf --check, $words with the same words"
cp -r "$work/rebato" "$work/again"
"$rebato" clean "$work/rebato" -o "$work/again" --unsign >/dev/null
echo "cleaned twice: $(diff -rq "$work/rebato" "$work/again" | wc -l) files differ"
