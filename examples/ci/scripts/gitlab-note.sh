#!/bin/sh
# Puts a report into one note of the merge request: the first time a new one, then the same one again.
# usage: gitlab-note.sh REPORT   (the CI_ variables are set in a job; GITLAB_TOKEN is a project access token, scope api)
set -eu

notes="$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"
api() { curl --fail --silent --show-error --header "PRIVATE-TOKEN: $GITLAB_TOKEN" "$@"; }

MARKER=$(head -n 1 "$1")
export MARKER
id=$(api "$notes?per_page=100&sort=asc&order_by=created_at" | node -p '
  const notes = JSON.parse(require("fs").readFileSync(0, "utf8"));
  notes.find(({ body }) => body.startsWith(process.env.MARKER))?.id ?? ""')
if [ -n "$id" ]; then
  api --output /dev/null --request PUT --data-urlencode "body@$1" "$notes/$id"
else
  api --output /dev/null --request POST --data-urlencode "body@$1" "$notes"
fi
