#!/bin/sh
# Plans an environment and leaves plan.json, plan.md and plan.html behind.
# usage: plan.sh ENVIRONMENT
set -eu

connectctl plan --env "$1" --out plan.json --markdown plan.md --html plan.html
