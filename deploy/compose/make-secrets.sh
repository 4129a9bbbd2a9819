#!/bin/sh
# Makes the secrets that compose.yaml reads, each random, in the folder secrets beside it. It overwrites nothing.
set -eu
cd "$(dirname "$0")"
if [ -e secrets ]; then
    echo "The folder secrets is there already. What was made with it needs it: remove it only together with the volumes." >&2
    exit 1
fi

# The folder is the owner's alone; its files are read by containers whose users are others.
mkdir -m 700 secrets
umask 022
random() { head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n'; }
postgres=$(random)
service=$(random)
printf '%s' "$postgres" >secrets/postgres_password
printf '%s' "$service" >secrets/retailbus_service_key
printf '%s' "$(random)" >secrets/grafana_password
: >secrets/retailbus_api_key
printf 'RETAILBUS_SERVICE_KEY=%s\n' "$service" >secrets/retailbus.env
printf 'Orchestrator__PostgreSql=Host=postgres;Port=5432;Database=retailbus;Username=retailbus;Password=%s\n' "$postgres" >secrets/runs.env
echo "Made: secrets/. Next: an account, and Prometheus's key (README.md)."
