#!/usr/bin/env bash
# jpeg-js 0.4.4: of one JPEG file it makes other pixels than Python does, by up to 29 levels of 255
#
# Believed: decoders of JPEG differ by rounding, one or two levels.
# Seen:     for a picture of 64 x 64 with colours that change every few pixels, saved by Pillow with quality 90, they are apart by up to 29 and by 5.3 on
#           average; from what was saved Pillow is 2.2 away, jpeg-js 5.8. Saved with full resolution of colours (subsampling=0) 3 at most, of a grey
#           picture 1. Pillow, like most programs, saves colours at half the resolution; its decoder interpolates them, jpeg-js repeats
#           each for four pixels.
# Versions: jpeg-js 0.4.4, Pillow 12.3.0, numpy 2.4.6, Node 20. Date: 2026-11-29.
# For a trainer: a network trained on what Pillow (torchvision, Keras, datasets) reads and served from JavaScript sees shifted colours at every edge, and the other
#           way round; evaluation with the same decoder as training does not show it. Compare the decoded pixels before the accuracies.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund --save-exact jpeg-js@0.4.4 >npm.log 2>&1 || { cat npm.log; exit 2; }
python3 -m venv env
env/bin/pip install --quiet --retries 0 pillow==12.3.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >decode.cjs <<'JS'
const { decode } = require('jpeg-js');
process.stdout.write(decode(require('fs').readFileSync(process.argv[2]), { formatAsRGBA: false, useTArray: true }).data);
JS
cat >see.py <<'PY'
import subprocess

import numpy as np
import PIL
from PIL import Image

SIZE = 64
down, right = np.mgrid[:SIZE, :SIZE]
colours = np.stack([127 + 120 * np.sin(right / 5), 127 + 120 * np.sin(down / 6), 127 + 120 * np.sin((right + down) / 7)], -1)
grey = np.repeat(colours.mean(-1, keepdims=True), 3, -1)


def differences(name, pixels, **options):
    """Largest and mean difference of the decoders, and how far each is from what was written, on average."""
    Image.fromarray(pixels.astype(np.uint8)).save(name, quality=90, **options)
    python = np.asarray(Image.open(name)).astype(int)
    output = subprocess.run(["node", "decode.cjs", name], check=True, capture_output=True).stdout
    script = np.frombuffer(output, np.uint8).reshape(SIZE, SIZE, 3).astype(int)
    apart = np.abs(python - script)
    return apart.max().item(), apart.mean().item(), *(np.abs(decoded - pixels).mean().item() for decoded in (python, script))


print("Pillow", PIL.__version__)
seen = {
    "colours": differences("a.jpg", colours),
    "colours, full resolution": differences("b.jpg", colours, subsampling=0),
    "grey": differences("c.jpg", grey),
}
for case, (most, mean, python, script) in seen.items():
    print(f"{case:25} apart by at most {most}, {mean:.2f} on average; from the original: Pillow {python:.2f}, jpeg-js {script:.2f}")
most, mean, python, script = seen["colours"]
assert most > 20 and 4 < mean < 7 and python < 2.5 and script > 5
assert seen["colours, full resolution"][0] <= 4 and seen["grey"][0] <= 2
print("as recorded")
PY
env/bin/python see.py
