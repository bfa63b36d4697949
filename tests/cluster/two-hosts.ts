import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Launcher } from './launchers.js'

const HOSTS = { 'host-a': '10.77.23.1', 'host-b': '10.77.23.2' }

type Host = keyof typeof HOSTS

/** What runs a command on a host, as ssh would. */
export const ON_HOST = fileURLToPath(new URL('on-host.sh', import.meta.url))

/** Two hosts on this machine: network namespaces, with a name and an address each, joined by a cable. */
export class TwoHosts {
  /** Of their files. */
  readonly folder = mkdtempSync(join(tmpdir(), 'antigrad-hosts-'))

  constructor() {
    const lines = Object.entries(HOSTS).map(([host, address]) => `${address} ${host}\n`)
    writeFileSync(join(this.folder, 'hosts'), ['127.0.0.1 localhost\n', ...lines].join(''))
    const [a, b] = this.#namespaces
    for (const namespace of [a, b]) ip('netns', 'add', namespace)
    ip('link', 'add', 'cable', 'netns', a, 'type', 'veth', 'peer', 'name', 'cable', 'netns', b)
    for (const [host, address] of Object.entries(HOSTS)) {
      const namespace = this.#namespaceOf(host)
      ip('-n', namespace, 'addr', 'add', `${address}/24`, 'dev', 'cable')
      for (const device of ['lo', 'cable']) ip('-n', namespace, 'link', 'set', device, 'up')
    }
  }

  /** Variables of the processes that are to run on the hosts. */
  get env(): NodeJS.ProcessEnv {
    return { ANTIGRAD_HOSTS: this.folder }
  }

  /** The address of each host. */
  get addresses(): Readonly<Record<Host, string>> {
    return HOSTS
  }

  /** What starts ranks on both hosts, from the first. */
  launcher({ name, missing }: Launcher): Launcher {
    const hosts = Object.keys(HOSTS)
    const words = {
      'Open MPI': [
        ...['mpirun.openmpi', '--allow-run-as-root', '--bind-to', 'none', '-x', 'NODE_PATH'],
        // Unless it looks after its daemons itself, it waits for those that are cut off for as long as TCP does.
        ...['time 2', 'intvl 1', 'probes 2'].flatMap((text) => [
          '--mca',
          ...`oob_tcp_keepalive_${text}`.split(' '),
        ]),
        ...['--mca', 'plm_rsh_agent', ON_HOST, '--map-by', 'node'],
        ...['--host', hosts.map((host) => `${host}:4`).join()],
      ],
      MPICH: ['mpirun.mpich', '-launcher', 'ssh', '-launcher-exec', ON_HOST, '-hosts', hosts.join()],
    }[name]
    return { name, missing, words: (ranks) => [ON_HOST, hosts[0], ...words, '-n', `${ranks}`] }
  }

  /** Pulls the cable of a host, or plugs it in again. */
  setCable(host: Host, state: 'up' | 'down'): void {
    ip('-n', this.#namespaceOf(host), 'link', 'set', 'cable', state)
  }

  close(): void {
    for (const namespace of this.#namespaces) ip('netns', 'del', namespace)
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 })
  }

  get #namespaces(): string[] {
    return Object.keys(HOSTS).map((host) => this.#namespaceOf(host))
  }

  #namespaceOf(host: string): string {
    return `${basename(this.folder)}-${host}`
  }
}

/** Why there can be no hosts here; undefined where there can. */
export const noHosts = process.platform === 'linux' && mayAdd() ? undefined : 'needs ip and root'

function mayAdd(): boolean {
  const namespace = `antigrad-try-${process.pid}`
  try {
    ip('netns', 'add', namespace)
    execFileSync('ip', ['netns', 'exec', namespace, 'unshare', '--uts', '--mount', 'true'], { stdio: 'pipe' })
    return true
  } catch {
    return false
  } finally {
    try {
      ip('netns', 'del', namespace)
    } catch {
      // There was none.
    }
  }
}

function ip(...words: string[]): void {
  execFileSync('ip', words, { stdio: 'pipe' })
}
