#!/bin/sh
# Fetches plan.json as it was reviewed, from the last successful plan of the pull request that this commit came from.
# usage: github-reviewed-plan.sh WORKFLOW ARTIFACT FOLDER   (GITHUB_REPOSITORY, GITHUB_SHA and GH_TOKEN are set in a job)
set -eu

head=$(gh api "repos/$GITHUB_REPOSITORY/commits/$GITHUB_SHA/pulls" --jq '.[0].head.sha // empty')
if [ -z "$head" ]; then
  echo "Nobody reviewed a plan: $GITHUB_SHA came from no pull request." >&2
  exit 1
fi
run=$(gh run list --workflow "$1" --commit "$head" --event pull_request --status success --limit 1 \
  --json databaseId --jq '.[0].databaseId // empty')
if [ -z "$run" ]; then
  echo "Nobody reviewed a plan: $1 did not succeed for $head." >&2
  exit 1
fi
gh run download "$run" --name "$2" --dir "$3"
