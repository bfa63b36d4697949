#!/usr/bin/env bash
# @uwdata/flechette 2.6.0: an Arrow file with its dictionaries behind its rows, as polars writes categories, cannot be read
#
# Believed: in the file format of Arrow dictionaries may lie anywhere, for the footer says where, so any reader takes polars' files.
# Seen:     write_ipc of a frame with a Categorical column puts the dictionary behind the rows. pyarrow reads it; tableFromIPC throws
#           "Cannot read properties of undefined (reading 'cache')", for it takes the dictionaries before each batch alone.
# Versions: @uwdata/flechette 2.6.0, polars 1.44.2, pyarrow 25.0.1, Node 20. Date: 2026-11-29.
# For a trainer: a table of kinds that polars wrote seems to be damaged. Put the dictionaries first, with their places in the footer,
#           or write a stream (write_ipc_stream), which has them first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 polars==1.44.2 pyarrow==25.0.1 >pip.log 2>&1 || { cat pip.log; exit 2; }
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund --save-exact @uwdata/flechette@2.6.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat >write.py <<'PY'
import polars
import pyarrow.ipc

frame = polars.DataFrame({"kind": polars.Series(["u", "v"] * 5, dtype=polars.Categorical)})
frame.write_ipc("file.arrow")
frame.write_ipc_stream("stream.arrow")
with pyarrow.ipc.open_file("file.arrow") as file:
    assert file.read_all()["kind"].to_pylist() == ["u", "v"] * 5
PY
cat >see.mjs <<'JS'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tableFromIPC } from '@uwdata/flechette';

const open = (name) => tableFromIPC(new Uint8Array(readFileSync(name)));
console.log('stream:', Array.from(open('stream.arrow').getChild('kind')).join(' '));
assert.equal(open('stream.arrow').getChild('kind').at(1), 'v');
assert.throws(() => open('file.arrow'), (error) => {
  console.log('file:', error.message);
  return error instanceof TypeError && /reading 'cache'/.test(error.message);
});
console.log('as recorded');
JS
env/bin/python write.py
node see.mjs
