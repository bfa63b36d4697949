// Builds what a command needs, through turbo: `node scripts/build.mjs [package]`. Says nothing on stdout, which
// is the command's own, and on stderr no more than needed: a line when it takes a while, everything when it fails.
import { spawn } from 'node:child_process'

const [only] = process.argv.slice(2)
const turbo = spawn(
  'turbo',
  ['run', 'build', '--output-logs=errors-only', ...(only ? [`--filter=${only}`] : [])],
  {
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // On Windows `turbo` is a .cmd file, which only a shell starts.
    shell: process.platform === 'win32',
  },
)
const said = []
turbo.stdout.on('data', (text) => said.push(text))
turbo.stderr.on('data', (text) => said.push(text))

const patience = setTimeout(() => process.stderr.write('building …\n'), 1500)
turbo.on('error', (error) => fail(`turbo did not start: ${error.message}\n`, 1))
turbo.on('close', (code) => {
  clearTimeout(patience)
  if (code !== 0) fail(Buffer.concat(said).toString(), code ?? 1)
})

function fail(text, code) {
  process.stderr.write(text)
  process.exitCode = code
}
