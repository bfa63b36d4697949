#!/usr/bin/env bash
# One run on the machines that the file `hosts` names, a line each, with Open MPI: ./mpirun.sh --data mnist-full --batch-size 1024
# It goes on with --resume, on as many machines as there are then.
set -euo pipefail
hosts=${HOSTS:-hosts}
# That mpirun notices in seconds, and not in a quarter of an hour, where a machine is cut off.
noticing=(--mca oob_tcp_keepalive_time 2 --mca oob_tcp_keepalive_intvl 1 --mca oob_tcp_keepalive_probes 2)
mpirun --hostfile "$hosts" -n "$(grep -c . "$hosts")" --map-by node --bind-to none "${noticing[@]}" \
  ${ANTIGRAD:-npx antigrad} train "$@"
