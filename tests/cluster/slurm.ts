import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll } from 'vitest'
import type { Launcher } from './launchers.js'
import { noHosts, ON_HOST, TwoHosts } from './two-hosts.js'

/** What srun has to speak with each library, and what the library is loaded by. */
const LIBRARIES = {
  'Open MPI': { spoken: 'pmix', file: 'libmpi.so.40' },
  MPICH: { spoken: 'pmi2', file: 'libmpich.so.12' },
} as const

/** Why there can be no Slurm here; undefined where there can. Debian's loads PMIx by what only the package for developers has. */
export const noSlurm =
  noHosts ??
  (['munged', 'slurmctld', 'slurmd', 'srun'].every(isHere) && hasFile('libpmix-dev', /\/libpmix\.so$/m)
    ? undefined
    : 'needs apt-get install slurm-wlm munge libpmix-dev')

/** Slurm on two hosts, which are there while the tests of a suite run. */
export function slurmOfSuite(): () => Slurm {
  let hosts: TwoHosts
  let slurm: Slurm

  beforeAll(async () => {
    hosts = new TwoHosts()
    slurm = new Slurm(hosts)
    await slurm.start()
  }, 60_000)

  afterAll(async () => {
    await slurm.close()
    hosts.close()
  })

  return () => slurm
}

/** Slurm on two hosts: its controller on the first, a daemon on each. */
export class Slurm {
  readonly #hosts: TwoHosts
  readonly #daemons: ChildProcess[] = []
  /** Variables of its daemons. */
  readonly #env: NodeJS.ProcessEnv

  constructor(hosts: TwoHosts) {
    this.#hosts = hosts
    const { folder } = hosts
    this.#env = { ...hosts.env, SLURM_CONF: join(folder, 'slurm.conf') }
    for (const name of ['state', 'spool-host-a', 'spool-host-b', 'tmp-host-a', 'tmp-host-b'])
      mkdirSync(join(folder, name))
    writeFileSync(join(folder, 'slurm.conf'), configuration(folder, hosts.addresses))
    writeFileSync(join(folder, 'cgroup.conf'), 'CgroupPlugin=cgroup/v1\n')
    writeFileSync(join(folder, 'munge.key'), randomBytes(128), { mode: 0o600 })
  }

  /** Starts it, and waits until both hosts take jobs. */
  async start(): Promise<void> {
    const { folder } = this.#hosts
    const [a, b] = Object.keys(this.#hosts.addresses)
    const files = [
      'key-file munge.key',
      'socket munge.socket',
      'pid-file munge.pid',
      'log-file munge.log',
      'seed-file munge.seed',
    ]
    const flags = files.flatMap((text) => {
      const [flag, file] = text.split(' ')
      return [`--${flag}`, join(folder, file)]
    })
    this.#start('munged', ['munged', '--foreground', '--force', ...flags])
    await sleep(500)
    this.#start('slurmctld', [ON_HOST, a, 'exec', 'slurmctld', '-D'])
    for (const host of [a, b]) this.#start(`slurmd-${host}`, [ON_HOST, host, 'exec', 'slurmd', '-D'])
    await this.#untilIdle()
  }

  /** Variables of ranks of a library. */
  envOf({ name }: Launcher): NodeJS.ProcessEnv {
    return { ...this.#env, ANTIGRAD_MPI_LIBRARY: LIBRARIES[name].file }
  }

  /** What starts ranks on both hosts, by srun. */
  launcher({ name, missing }: Launcher): Launcher {
    const [host] = Object.keys(this.#hosts.addresses)
    const words = [
      'srun',
      `--mpi=${LIBRARIES[name].spoken}`,

      '-N',
      '2',
      '--cpus-per-task=1',
    ]
    return { name, missing, words: (ranks) => [ON_HOST, host, ...words, '-n', `${ranks}`] }
  }

  /** Runs a command of Slurm, such as sbatch, and gives what it prints. */
  run(words: readonly string[], env: NodeJS.ProcessEnv = {}): string {
    const [host] = Object.keys(this.#hosts.addresses)
    return execFileSync(ON_HOST, [host, ...words], {
      env: { ...process.env, ...this.#env, ...env },
      encoding: 'utf8',
      stdio: 'pipe',
    })
  }

  /** Ends its daemons, when jobs have ended. */
  async close(): Promise<void> {
    await this.#untilIdle()
    for (const daemon of this.#daemons.reverse()) {
      const ended = once(daemon, 'exit')
      daemon.kill('SIGKILL')
      await ended
    }
  }

  #start(name: string, [program, ...words]: string[]): void {
    const log = openSync(join(this.#hosts.folder, `${name}.out`), 'w')
    const env = { ...process.env, ...this.#env }
    this.#daemons.push(spawn(program, words, { env, stdio: ['ignore', log, log] }))
    closeSync(log)
  }

  async #untilIdle(): Promise<void> {
    while (this.#idle() < 2) await sleep(200)
  }

  /** Hosts that have no job and take one. */
  #idle(): number {
    try {
      const states = this.run(['sinfo', '--noheader', '--Node', '--format=%t'])
      return states.split('\n').filter((state) => state.trim() === 'idle').length
    } catch {
      return 0
    }
  }
}

function configuration(folder: string, addresses: Readonly<Record<string, string>>): string {
  const hosts = Object.entries(addresses)
  const [[first, address]] = hosts
  return [
    'ClusterName=antigrad',
    `SlurmctldHost=${first}(${address})`,
    'SlurmUser=root',
    'SlurmdUser=root',
    'AuthType=auth/munge',
    `AuthInfo=socket=${join(folder, 'munge.socket')}`,
    'CredType=cred/munge',
    `StateSaveLocation=${join(folder, 'state')}`,
    `SlurmdSpoolDir=${join(folder, 'spool-%n')}`,
    `SlurmctldPidFile=${join(folder, 'slurmctld.pid')}`,
    `SlurmdPidFile=${join(folder, 'slurmd-%n.pid')}`,
    // Or the PMIx servers of both hosts would have one folder.
    `TmpFS=${join(folder, 'tmp-%n')}`,
    'ProctrackType=proctrack/linuxproc',
    'TaskPlugin=task/none',
    'SelectType=select/cons_tres',
    'SelectTypeParameters=CR_Core',
    'MpiDefault=none',
    'ReturnToService=2',
    'KillWait=5',
    ...hosts.map(([host, address]) => `NodeName=${host} NodeAddr=${address} CPUs=2 State=UNKNOWN`),
    `PartitionName=all Nodes=${hosts.map(([host]) => host).join()} Default=YES State=UP`,
    '',
  ].join('\n')
}

/** Whether a package of Debian is installed that has such a file. */
function hasFile(name: string, file: RegExp): boolean {
  try {
    return file.test(execFileSync('dpkg', ['-L', name], { encoding: 'utf8', stdio: 'pipe' }))
  } catch {
    return false
  }
}

function isHere(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}
