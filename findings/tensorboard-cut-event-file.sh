#!/usr/bin/env bash
# tensorboard 2.21.0: an event file that was cut off and goes on with records of another length is never read on, in silence
#
# Believed: a reader that looks on while a run trains notices that a file became shorter (the run was killed, and goes on from its
#           last checkpoint), and reads it anew or says that it cannot.
# Seen:     EventAccumulator.Reload() goes on at the byte where it was. Steps 1 to 5, cut off after 3, then 4 to 10 with a second
#           tag in each record: the curve stays at 5, also after five more steps, without an error or a warning. With records of the
#           same length as those that were cut off it goes on as if nothing had happened. A new reader has all in both cases.
# Versions: tensorboard 2.21.0, numpy 2.4.6, Python 3.11. Date: 2026-11-29.
# For a trainer: who cuts off what is trained again has to write it with the same tags in the same order, as long as before, or a
#           board that was open all night shows a run that stopped.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 tensorboard==2.21.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import io
from pathlib import Path

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter


def record(**fields):
    buffer = io.BytesIO()
    RecordWriter(buffer).write(Event(wall_time=1.0, **fields).SerializeToString())
    return buffer.getvalue()


def step(number, tags=("loss",)):
    values = [Summary.Value(tag=tag, simple_value=1 / number) for tag in tags]
    return record(step=number, summary=Summary(value=values))


def steps(reader):
    reader.Reload()
    return [event.step for event in reader.Scalars("loss")]


def look_on(name, tags):
    file = Path(name, "events.out.tfevents.1")
    file.parent.mkdir()
    begin = record(file_version="brain.Event:2")
    file.write_bytes(begin + b"".join(step(n) for n in range(1, 6)))
    reader = EventAccumulator(name)
    assert steps(reader) == [1, 2, 3, 4, 5]
    seen = []
    file.write_bytes(begin + b"".join(step(n) for n in range(1, 4)))
    for numbers in (range(4, 11), range(11, 16)):
        with file.open("ab") as opened:
            for n in numbers:
                opened.write(step(n, tags))
        seen.append(steps(reader)[-1])
    fresh = steps(EventAccumulator(name))[-1]
    print(f"{name}: the last step that is seen {seen}, by a new reader {fresh}")
    return seen, fresh


assert look_on("same-length", ("loss",)) == ([10, 15], 15)
assert look_on("another-length", ("loss", "accuracy")) == ([5, 5], 15)
print("as recorded")
PY
env/bin/python see.py
