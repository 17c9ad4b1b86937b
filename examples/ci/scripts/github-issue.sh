#!/bin/sh
# Tells of drift in one issue: opened where there is drift, kept up to date, closed where there is none.
# usage: github-issue.sh ENVIRONMENT REPORT   (GH_TOKEN and GH_REPO are set in a job)
set -eu

label="connectctl-drift-$1"
number=$(gh issue list --label "$label" --state open --limit 1 --json number --jq '.[0].number // empty')
if [ -f drift.found ]; then
  if [ -n "$number" ]; then
    gh issue edit "$number" --body-file "$2"
  else
    gh label create "$label" --force --description "What was changed by hand in $1"
    gh issue create --title "Drift in $1" --label "$label" --body-file "$2"
  fi
elif [ -n "$number" ]; then
  gh issue close "$number" --comment "No drift any more."
fi
