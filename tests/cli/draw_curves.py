"""TensorBoard's own reader of event files: for each line of stdin, prints the curves that it would draw of a folder.

python3 draw_curves.py FOLDER; tested with TensorBoard 2.21.0.
"""

import json
import sys

from tensorboard.backend.event_processing.event_multiplexer import EventMultiplexer

multiplexer = EventMultiplexer(size_guidance={"scalars": 0})
for _ in sys.stdin:
    multiplexer.AddRunsFromDirectory(sys.argv[1])
    multiplexer.Reload()
    curves = {
        run: {
            tag: [(event.step, event.value) for event in multiplexer.Scalars(run, tag)]
            for tag in tags["scalars"]
        }
        for run, tags in multiplexer.Runs().items()
    }
    print(json.dumps(curves), flush=True)
