import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const PLAYGROUND = fileURLToPath(new URL('../../apps/playground/', import.meta.url))

test.skipIf(process.platform !== 'linux')(
  'serves, and says where, on a machine without a browser',
  async () => {
    const nothing = await mkdtemp(join(tmpdir(), 'antigrad-'))
    const server = spawn(
      process.execPath,
      ['node_modules/vite/bin/vite.js', 'preview', '--open', '--port', '0', '--host', '127.0.0.1'],
      { cwd: PLAYGROUND, env: { PATH: nothing, NO_COLOR: '1' } },
    )
    try {
      const said = await new Promise<string>((resolve, reject) => {
        let text = ''
        const hear = (part: Buffer) => {
          text += part
          if (/No browser|Error/.test(text)) resolve(text)
        }
        server.stdout.on('data', hear)
        server.stderr.on('data', hear)
        server.on('exit', () => reject(new Error(text)))
      })
      expect(said).toContain('No browser was found here')
      expect(said).not.toContain('    at ')
      const [address] = /http:\S+/.exec(said) ?? []
      const response = await fetch(String(address))
      expect(await response.text()).toContain('<title>antigrad</title>')
      expect(response.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp')
    } finally {
      server.kill()
      await rm(nothing, { recursive: true })
    }
  },
)
