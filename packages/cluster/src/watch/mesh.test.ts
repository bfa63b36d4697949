import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { PeerAddress } from './addresses.js'
import { Mesh } from './mesh.js'

const TOKEN = 'token'

/** What is to be closed. */
const opened: { close(): void }[] = []

afterEach(() => {
  for (const { close } of opened.splice(0)) close()
})

/** What each of some ranks has heard, `FROM: LINE`. */
async function listening(ranks: number) {
  const heard = Array.from({ length: ranks }, () => new Set<string>())
  const meshes = heard.map((lines) => new Mesh((from, line) => lines.add(`${from}: ${line ?? 'has ended'}`)))
  for (const mesh of meshes) opened.push({ close: () => mesh.close() })
  const ports = await Promise.all(meshes.map((mesh) => mesh.listen()))
  const peers = ports.map((port): PeerAddress => ({ host: 'here', addresses: [], port }))
  const connectAll = (peers: PeerAddress[]) =>
    Promise.all(meshes.map((mesh, rank) => mesh.connect({ rank, peers, token: TOKEN })))
  return { heard, meshes, peers, connectAll }
}

/** A server that is no rank: it answers the first who connect, and lets the others through to a port. */
async function stranger(answers: readonly string[], port?: number): Promise<number> {
  const left = [...answers]
  const server = createServer((socket) => {
    socket.on('error', () => {})
    const answer = left.shift()
    if (answer !== undefined || port === undefined) return void socket.write(answer ?? '')
    const through = connect({ port }).on('error', () => {})
    socket.pipe(through).pipe(socket)
  }).listen(0)
  await once(server, 'listening')
  opened.push({ close: () => server.close() })
  return (server.address() as AddressInfo).port
}

test('what one says all others hear, and that it has ended', async () => {
  const { heard, meshes, peers, connectAll } = await listening(5)
  await connectAll(peers)
  meshes[2].say('end 4')
  meshes[2].close()
  for (const [rank, lines] of heard.entries()) {
    await expect.poll(() => lines.has('2: has ended')).toBe(rank !== 2)
    expect(lines.has('2: end 4')).toBe(rank !== 2)
  }
})

test('who is no rank of the job, or another, is passed over, whoever connects to whom', async () => {
  const { heard, meshes, peers, connectAll } = await listening(3)
  const port = await stranger(['HTTP/1.1 400 Bad Request\n\n', 'token 1\n'], peers[0].port)
  const intruder = connect({ port: peers[1].port }).on('error', () => {})
  intruder.write('another 2\nend 0\n')
  const endless = connect({ port: peers[1].port }).on('error', () => {})
  const ended = new Promise((resolve) => endless.on('close', resolve))
  endless.resume().write('x'.repeat(100_000))
  await connectAll([{ ...peers[0], port }, peers[1], peers[2]])
  await ended
  meshes[0].say('alive')
  await expect.poll(() => heard[1].has('0: alive')).toBe(true)
  expect([...heard.flatMap((lines) => [...lines])]).not.toContain('2: end 0')
})

test('a rank that is not reached is named, with its host and where it was looked for', async () => {
  const { meshes, peers } = await listening(2)
  const port = await stranger(['another 0\n'])
  const roster = { rank: 1, peers: [{ ...peers[0], port }, peers[1]], token: TOKEN }
  await expect(meshes[1].connect(roster, 500)).rejects.toThrow(
    /^rank 1 \(here\) and rank 0 \(here\) cannot connect by TCP.*port \d+$/,
  )
})
