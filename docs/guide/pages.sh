#!/usr/bin/env bash
# How long every page of the web app takes: pages.sh ADDRESS USER MOVIE, such as pages.sh http://127.0.0.1:8080 42 318.
# Each page is asked for twice; the second column of seconds is what a page takes that was asked for before. Needs curl.
set -euo pipefail

address=${1:-http://127.0.0.1:8080}
user=${2:-42}
movie=${3:-318}

ask() {
  curl -s --compressed -o /dev/null -w '%{http_code} %{size_download} %{time_total}' -H 'Accept: text/html' "$address$1"
}

printf '%-60s %8s %9s %9s\n' page bytes first again
for page in / "/overview/top?genre=Drama" /segments /tastes /models /models/train /models/tune /recommendations \
  "/recommendations/users?search=1" "/recommendations?user=$user" "/recommendations?user=$user&diversity=0.5" \
  /visitor "/visitor?rated=$movie:5" /similar "/similar/titles?search=love" "/similar?movie=$movie&by=ratings" \
  "/similar?movie=$movie&by=content" "/similar?movie=$movie&by=mixed" /experiments /data; do
  read -r status _ first < <(ask "$page"; echo)
  read -r again_status again_bytes again < <(ask "$page"; echo)
  if [ "$status" != 200 ] || [ "$again_status" != 200 ]; then
    printf '%-60s answered %s\n' "$page" "$status"
    continue
  fi
  printf '%-60s %8s %9.3f %9.3f\n' "$page" "$again_bytes" "$first" "$again"
done
