#!/usr/bin/env node
// The command in its workspace. The package that is installed has an entry of its own (packages/antigrad/src/command.ts).
import { readFileSync } from 'node:fs'
import { runCommand } from './run-command.js'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
await runCommand(process.argv.slice(2), { name: 'pnpm antigrad', version })
