#!/usr/bin/env bash
# One run on the machines that the file `hosts` names, a line each, with Open MPI: ./mpirun.sh --data mnist-full --batch-size 1024
# It goes on with --resume, on as many machines as there are then.
set -euo pipefail
hosts=${HOSTS:-hosts}
mpirun --hostfile "$hosts" -n "$(grep -c . "$hosts")" --map-by node --bind-to none ${ANTIGRAD:-npx antigrad} train "$@"
