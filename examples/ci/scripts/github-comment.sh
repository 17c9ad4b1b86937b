#!/bin/sh
# Puts a report into one comment of the pull request: the first time a new one, then the same one again.
# usage: github-comment.sh REPORT   (GITHUB_REPOSITORY, GITHUB_REF and GH_TOKEN are set in a job)
set -eu

number=${GITHUB_REF#refs/pull/}
number=${number%%/*}
MARKER=$(head -n 1 "$1")
export MARKER
id=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$number/comments" \
  --jq '.[] | select(.user.login == "github-actions[bot]" and (.body | startswith(env.MARKER))) | .id' | head -n 1)
if [ -n "$id" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$1"
else
  gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues/$number/comments" --field "body=@$1"
fi
