#!/usr/bin/env bash
# Open MPI 4.1.4: when one rank leaves with an error after MPI_Finalize, mpirun kills the others in the middle of what they write
#
# Believed: MPI_Finalize is the end of the job as far as MPI is concerned. Ranks that all have passed it are ordinary processes: mpirun
#           waits for each and passes an exit code on. (What MPICH's mpirun does.)
# Seen:     two ranks finalize; rank 1 leaves at once, rank 0 two seconds later, after it has written a file. With exit code 0 of both
#           the file is there. With 3 of both it is missing: mpirun ended rank 0 when rank 1 had left, and says 3, as if both had.
#           MPICH's writes the file with either code.
# Versions: Debian 12: Open MPI 4.1.4, MPICH 4.0.2; mpi4py 4.1.2, Python 3.11. Date: 2026-11-29.
# For a trainer: "stopped by a signal, checkpoint saved" is an exit code other than 0, and on rank 0 the last checkpoint, the report and the
#           line that says where the run stands come after the last collective. The ranks that have nothing to write leave first, and so
#           take it away. Let them wait for the end of rank 0, or end with 0. srun --kill-on-bad-exit=1 does the same.
set -euo pipefail
for program in mpirun.openmpi mpirun.mpich; do
  command -v "$program" >/dev/null || { echo "needs apt-get install openmpi-bin mpich"; exit 2; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
/usr/bin/python3 -m venv env
env/bin/pip install --quiet --retries 0 mpi4py==4.1.2 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >rank.py <<'PY'
import sys
import time

from mpi4py import MPI

_, file, code = sys.argv
rank, ranks = MPI.COMM_WORLD.Get_rank(), MPI.COMM_WORLD.Get_size()
assert ranks == 2
MPI.Finalize()
if rank == 0:
    time.sleep(2)
    with open(file, "w") as report:
        report.write("written")
sys.exit(int(code))
PY
# The wheel looks for MPICH by another name than Debian's.
mkdir lib
ln -s "$(ldconfig -p | awk '/libmpich.so.12 / { print $NF; exit }')" lib/libmpi.so.12
export LD_LIBRARY_PATH=$work/lib
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 UCX_MEM_EVENTS=n

# What is seen of a launcher and an exit code of both ranks.
see() {
  local name=$1 code=$2 launcher=(mpirun.openmpi --oversubscribe) abi=openmpi
  [ "$name" = "Open MPI" ] || { launcher=(mpirun.mpich); abi=mpich; }
  rm -f report
  local ended=0
  MPI4PY_MPIABI=$abi timeout 60 "${launcher[@]}" -n 2 env/bin/python rank.py report "$code" >log 2>&1 || ended=$?
  echo "$name, ranks leave with $code: mpirun says $ended, the file is $(cat report 2>/dev/null || echo missing)"
}
{
  for code in 0 3; do see "Open MPI" $code; done
  for code in 0 3; do see MPICH $code; done
} | tee seen
diff seen - <<'EXPECTED'
Open MPI, ranks leave with 0: mpirun says 0, the file is written
Open MPI, ranks leave with 3: mpirun says 3, the file is missing
MPICH, ranks leave with 0: mpirun says 0, the file is written
MPICH, ranks leave with 3: mpirun says 3, the file is written
EXPECTED
echo 'as recorded'
