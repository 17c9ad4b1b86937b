#!/bin/sh
# Fetches plan.json as it was reviewed, from the last successful plan of the merge request that this commit came from.
# usage: gitlab-reviewed-plan.sh JOB FOLDER   (the CI_ variables are set in a job; GITLAB_TOKEN as for gitlab-note.sh)
set -eu

project="$CI_API_V4_URL/projects/$CI_PROJECT_ID"
api() { curl --fail --silent --show-error --location --header "PRIVATE-TOKEN: $GITLAB_TOKEN" "$@"; }

iid=$(api "$project/repository/commits/$CI_COMMIT_SHA/merge_requests" | node -p '
  JSON.parse(require("fs").readFileSync(0, "utf8")).find(({ state }) => state === "merged")?.iid ?? ""')
if [ -z "$iid" ]; then
  echo "Nobody reviewed a plan: $CI_COMMIT_SHA came from no merge request." >&2
  exit 1
fi
mkdir -p "$2"
api --output "$2/plan.json" "$project/jobs/artifacts/refs%2Fmerge-requests%2F$iid%2Fhead/raw/plan.json?job=$1"
