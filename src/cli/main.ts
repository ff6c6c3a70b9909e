/**
 * The operator's CLI: `npm run cli -- <orden>`. Together with src/main.ts, the only code that reads the
 * environment.
 */
import { statfs } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { systemClock } from '../security/clock.ts'
import { PASSPHRASE_COST } from './backup/key.ts'
import { runCommand } from './run.ts'
import { askOnTerminal, drawOnTerminal } from './terminal.ts'

// The reader of a pipe may stop early (`… | head`).
process.stdout.on('error', () => {})

process.exitCode = await runCommand(
  {
    env: process.env,
    who: userInfo().username,
    clock: systemClock,
    print: (line) => console.log(line),
    warn: (line) => console.error(line),
    ...(process.stderr.isTTY && { progressBar: drawOnTerminal }),
    ask: askOnTerminal,
    passphraseCost: PASSPHRASE_COST,
    async freeDisk(folder) {
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
  },
  process.argv.slice(2),
)
