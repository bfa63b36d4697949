import { spawn } from 'node:child_process'

/** Milliseconds after which a program counts as hanging. */
const PATIENCE = 180_000

/**
 * Runs a program in a folder, without what npm and pnpm tell the programs that they run.
 * @returns what it wrote to its standard output
 */
export function output(folder, [program, ...args], env = {}) {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(?:npm_.*|NODE_OPTIONS|NODE_PATH)$/i.test(name),
  )
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...Object.fromEntries(own), NO_COLOR: '1', CI: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: PATIENCE,
    })
    let said = ''
    let complained = ''
    child.stdout.on('data', (text) => {
      said += text
    })
    child.stderr.on('data', (text) => {
      complained += text
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) resolve(said)
      else
        reject(new Error(`${program} ${args.join(' ')}: ended with ${signal ?? code}\n${complained || said}`))
    })
  })
}

/** The last line of what a program wrote, as JSON. */
export function result(said) {
  return JSON.parse(said.trim().split('\n').at(-1))
}
