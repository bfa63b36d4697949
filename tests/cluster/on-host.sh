#!/bin/bash
# Runs a command on one of the hosts of two-hosts.ts, as ssh would: on-host.sh [OPTION …] HOST COMMAND…
while [[ $1 == -* ]]; do shift; done
host=$1
shift
name=$(basename "$ANTIGRAD_HOSTS")
exec ip netns exec "$name-$host" unshare --uts --mount bash -c \
  "hostname $host; mount --bind '$ANTIGRAD_HOSTS/hosts' /etc/hosts; $*"
