/** Servers that we did not write, started by tests on free ports. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * The first of some files that exists; undefined when none does.
 * @throws Error when CI is set and none does: CI must not skip tests.
 */
export function findInstalled(name: string, locations: readonly string[]): string | undefined {
  const path = locations.find((one) => existsSync(one))
  if (!path && process.env.CI) throw new Error(`${name} was not found in its usual places`)
  return path
}

/** How often a program is started on other ports: another test may have taken one that was free. */
const STARTS = 3

/** Starts a program, again where it fails. */
export async function startAgain<T>(start: () => Promise<T>): Promise<T> {
  for (let left = STARTS - 1; left > 0; left -= 1) {
    const started = await start().catch(() => undefined)
    if (started) return started
  }
  return start()
}

/** Runs a program until it takes connections. @returns what ends it. @throws Error when it ends before. */
export async function runProgram(
  path: string,
  args: readonly string[],
  port: number,
): Promise<() => Promise<unknown>> {
  const program = spawn(path, args, { stdio: 'ignore' })
  await accepting(program, port)
  return () => {
    const ended = once(program, 'exit')
    program.kill()
    return ended
  }
}

async function accepting(program: ChildProcess, port: number): Promise<void> {
  while (program.exitCode === null) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (isOpen) return
    await sleep(20)
  }
  throw new Error(`${program.spawnfile} did not start: ${program.exitCode}`)
}
