#!/bin/sh
# Carries out exactly the plan that was reviewed: plans again from what is checked out, and goes on only if that is the
# same plan. Anything that has changed since (the files, the state, the instance) ends it with 4 before any write.
# usage: apply.sh ENVIRONMENT REVIEWED-PLAN
set -eu

hash=$(connectctl show "$2" --json | node -p 'JSON.parse(require("fs").readFileSync(0, "utf8")).planHash')
connectctl apply --env "$1" --expect-plan "sha256:$hash" --lock-timeout 5m
