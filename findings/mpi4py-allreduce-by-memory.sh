#!/usr/bin/env bash
# mpi4py 4.1.2: Allreduce adds numbers by their place in memory, not by their place in the array
#
# Believed: comm.Allreduce(send, receive) of numpy arrays of one shape gives the sum of the arrays, or refuses what is not laid out row by row, as it
#           refuses strided arrays.
# Seen:     of two ranks with [[1, 2, 3], [4, 5, 6]] laid out column by column, the sum in a fresh np.zeros((2, 3)) is [[2, 8, 4], [10, 6, 12]]. If one rank
#           holds it by rows and the other by columns, each sum is of two different elements: [[2, 6, 5], [9, 8, 12]]. Bcast of
#           columns into rows gives [[1, 4, 2], [5, 3, 6]]. No error; np.empty_like(send) as the receiver hides the first case, since it takes over the layout. With
#           comm.allreduce (small letter) both are right. np.ascontiguousarray before each call mends it.
# Versions: mpi4py 4.1.2, numpy 2.4.6, Debian 12's Open MPI 4.1.4, Python 3.11. Date: 2026-11-29.
# For a trainer: a gradient written as (errors.T @ inputs).T, or a weight that came from a file of another framework, lies by columns, and the step goes in a
#           direction that is none. Square layers and the gradient's norm look right. Test the all-reduce with a matrix whose elements differ.
set -euo pipefail
command -v mpirun.openmpi >/dev/null || { echo "needs apt-get install openmpi-bin"; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
/usr/bin/python3 -m venv env
env/bin/pip install --quiet --retries 0 mpi4py==4.1.2 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >rank.py <<'PY'
import mpi4py
import numpy as np
from mpi4py import MPI

comm = MPI.COMM_WORLD
rank, ranks = comm.Get_rank(), comm.Get_size()
assert ranks == 2
rows = np.array([[1, 2, 3], [4, 5, 6]], np.float32)
columns = np.asfortranarray(rows)
mixed = columns if rank == 0 else rows
assert (rows == columns).all()


def reduced(send, receive):
    comm.Allreduce(send, receive)
    return receive.tolist()


def broadcast():
    matrix = mixed.copy(order="A") if rank == 0 else np.zeros((2, 3), np.float32)
    comm.Bcast(matrix)
    return matrix.tolist()


wanted = [[2, 4, 6], [8, 10, 12]]
seen = {
    "by rows": reduced(rows, np.zeros((2, 3), np.float32)),
    "by columns": reduced(columns, np.zeros((2, 3), np.float32)),
    "by columns, into empty_like": reduced(columns, np.empty_like(columns)),
    "one of each": reduced(mixed, np.zeros((2, 3), np.float32)),
    "one of each, allreduce": comm.allreduce(mixed).tolist(),
    "broadcast": broadcast(),
}
try:
    strided = reduced(np.zeros((2, 6), np.float32)[:, ::2], np.zeros((2, 3), np.float32))
except BufferError as error:
    strided = f"refused, {error}"
if rank == 1:
    print("mpi4py", mpi4py.__version__, MPI.Get_library_version().split("\n")[0].strip())
    for case, matrix in seen.items():
        print(f"{case:28}", matrix)
    print("strided:", strided)
    assert seen["by rows"] == seen["by columns, into empty_like"] == seen["one of each, allreduce"] == wanted
    assert seen["by columns"] == [[2, 8, 4], [10, 6, 12]]
    assert seen["one of each"] == [[2, 6, 5], [9, 8, 12]]
    assert seen["broadcast"] == [[1, 4, 2], [5, 3, 6]]
    assert strided.startswith("refused")
    print("as recorded")
PY
OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 MPI4PY_MPIABI=openmpi mpirun.openmpi --oversubscribe -n 2 env/bin/python rank.py
