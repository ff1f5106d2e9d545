#!/usr/bin/env bash
# Makes the pictures of the guide anew, from the embedded sample: docs/guide/pictures.sh, in a checkout. Needs Debian's chromium and
# chromium-driver. The class path of the server's tests comes from MATINEE_TEST_CLASSPATH, or from Maven.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
scratch=$(mktemp -d)
service=
trap '[ -z "$service" ] || kill "$service" 2>/dev/null || true; rm -rf "$scratch"' EXIT

classpath=${MATINEE_TEST_CLASSPATH:-}
if [ -z "$classpath" ]; then
  mvn -q -B -pl server -am -DskipTests test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
  classpath=server/target/test-classes:server/target/classes:$(cat server/target/test.classpath)
fi
matinee=${MATINEE:-./matinee}
workspace=$scratch/workspace

for command in "ingest sample" segment factors "evaluate popularity biases item-neighbors pure-svd implicit-als ease" \
  "train implicit-als" "train ease"; do
  # shellcheck disable=SC2086
  $matinee $command -w "$workspace" >"$scratch/log"
done
$matinee serve --port 0 -w "$workspace" 2>"$scratch/served" &
service=$!
until grep -q ' at http' "$scratch/served"; do sleep 0.2; done
address=$(sed -n 's/.* at \(http[^ ]*\) .*/\1/p' "$scratch/served")

"${MATINEE_JAVA_HOME:-${JAVA_HOME:-/usr}}/bin/java" -Dmatinee.pictures=window -cp "$classpath" dev.matinee.server.web.Screenshots "$address" "$scratch" \
  overview=/ segments=/segments models=/models "recommendations=/recommendations?user=42" \
  "visitor=/visitor?rated=260:5,2571:4.5"
for picture in overview segments models recommendations visitor; do
  mv "$scratch/$picture-wide-light.png" "docs/pictures/$picture.png"
done
echo "the pictures are in docs/pictures"
