#!/usr/bin/env bash
# MPICH 4.0.2 and Open MPI 4.1.4: after an all-reduce with MAX, ranks hold different numbers if one of them gave NaN
#
# Believed: an all-reduce leaves the same value on every rank; with a NaN among the inputs it is NaN (as in numpy and PyTorch), or else the
#           largest of the others.
# Seen:     ranks 0 to 3 give 1, 2, 3, 4, one of them NaN instead. MPICH, NaN from rank 2: the ranks hold 4, nan, 4 and 2; with two ranks one holds
#           the number and the other the NaN. Open MPI gives all ranks the same, but what it is depends on who had the NaN: nan
#           from rank 0, 4 from rank 1, 2 from rank 2 (a 4 was there), 3 from rank 3. A comparison with NaN is false, so that a step of the
#           reduction keeps its one operand or the other, by the rank's place in the tree. SUM gives NaN on all ranks in both.
# Versions: Debian 12: Open MPI 4.1.4, MPICH 4.0.2; mpi4py 4.1.2, numpy 2.4.6, Python 3.11. Date: 2026-11-29.
# For a trainer: the largest gradient norm, the largest loss or "has any rank diverged?" is asked with MAX, and the answer decides whether to skip a
#           step, to stop or to lower the rate. With a NaN, the very case that is asked for, ranks part: some go on and wait for ever in the next
#           collective, or their weights differ from then on. Reduce a flag (isnan as 0 or 1), or a sum, and compare that.
set -euo pipefail
for program in mpirun.openmpi mpirun.mpich; do
  command -v "$program" >/dev/null || { echo "needs apt-get install openmpi-bin mpich"; exit 2; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
/usr/bin/python3 -m venv env
env/bin/pip install --quiet --retries 0 mpi4py==4.1.2 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >rank.py <<'PY'
import numpy as np
from mpi4py import MPI

ranks = MPI.COMM_WORLD
own, count = ranks.Get_rank(), ranks.Get_size()


def reduced(number, operation):
    result = np.empty(1)
    ranks.Allreduce(np.array([number], np.float64), result, operation)
    return result[0]


for bad in ("no rank", *range(count)):
    number = np.nan if own == bad else own + 1.0
    held = ranks.gather((reduced(number, MPI.MAX), reduced(number, MPI.SUM)))
    if own == 0:
        largest, sums = zip(*held)
        assert np.array_equal(np.isnan(sums), [bad != "no rank"] * count)
        print(f"{count} ranks, NaN from {bad}: MAX is", *(f"{x:g}" for x in largest))
PY
# The wheel looks for MPICH by another name than Debian's.
mkdir lib
ln -s "$(ldconfig -p | awk '/libmpich.so.12 / { print $NF; exit }')" lib/libmpi.so.12
export LD_LIBRARY_PATH=$work/lib
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 UCX_MEM_EVENTS=n
{
  for count in 2 4; do
    echo "Open MPI"
    MPI4PY_MPIABI=openmpi timeout 60 mpirun.openmpi --oversubscribe -n $count env/bin/python rank.py
    echo "MPICH"
    MPI4PY_MPIABI=mpich timeout 60 mpirun.mpich -n $count env/bin/python rank.py
  done
} | tee seen
diff seen - <<'EXPECTED'
Open MPI
2 ranks, NaN from no rank: MAX is 2 2
2 ranks, NaN from 0: MAX is nan nan
2 ranks, NaN from 1: MAX is 1 1
MPICH
2 ranks, NaN from no rank: MAX is 2 2
2 ranks, NaN from 0: MAX is 2 nan
2 ranks, NaN from 1: MAX is nan 1
Open MPI
4 ranks, NaN from no rank: MAX is 4 4 4 4
4 ranks, NaN from 0: MAX is nan nan nan nan
4 ranks, NaN from 1: MAX is 4 4 4 4
4 ranks, NaN from 2: MAX is 2 2 2 2
4 ranks, NaN from 3: MAX is 3 3 3 3
MPICH
4 ranks, NaN from no rank: MAX is 4 4 4 4
4 ranks, NaN from 0: MAX is 4 4 4 nan
4 ranks, NaN from 1: MAX is 4 4 nan 4
4 ranks, NaN from 2: MAX is 4 nan 4 2
4 ranks, NaN from 3: MAX is nan 3 2 3
EXPECTED
echo 'as recorded'
