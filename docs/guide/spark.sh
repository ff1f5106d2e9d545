#!/bin/sh
# From made-up ratings to an answer, by way of Spark: spark.sh FOLDER. MATINEE names the command, ./matinee unless it is set; SCALE how
# many of the 20 million ratings there are to be.
set -eu

folder=${1:?name a folder to work in}
matinee=${MATINEE:-./matinee}
scale=${SCALE:-0.01}
port=${PORT:-8080}
workspace=$folder/workspace

say() { printf '\n== %s\n' "$*"; }

say "Ratings with the shape of MovieLens 20M, as Parquet"
$matinee generate --like ml-20m --scale "$scale" --layout parquet --to "$folder/ratings"

say "Spark reads and judges them"
$matinee ingest "$folder/ratings" --engine spark --workspace "$workspace"

say "Spark trains"
$matinee train implicit-als --engine spark --set factors=16 --set iterations=5 --workspace "$workspace"

say "Spark recommends to everybody"
$matinee recommend --all "$folder/lists.parquet" --top 5 --engine spark --workspace "$workspace"

say "One machine serves"
$matinee serve --port "$port" --workspace "$workspace" &
service=$!
trap 'kill $service' EXIT
until curl --silent --fail --output /dev/null "http://127.0.0.1:$port/health/ready"; do
  kill -0 $service
  sleep 0.2
done
ask() { curl --silent --show-error --fail-with-body "http://127.0.0.1:$port/api/v1/$1"; }
user=$(ask "users?top=1" | sed 's/.*"user":"\([^"]*\)".*/\1/')
ask "users/$user/recommendations?top=3"
echo
