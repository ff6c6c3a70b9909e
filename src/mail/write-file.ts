import { access, constants, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SendFailed } from '../application/ports.ts'

/** Owner only: messages hold claves and links. */
const makeFolder = (dir: string) => mkdir(dir, { recursive: true, mode: 0o700 })

const succeeds = (promise: Promise<unknown>): Promise<boolean> =>
  promise.then(
    () => true,
    () => false,
  )

/** Whether files can be written into a folder, which is created if missing. */
export const isWritable = (dir: string): Promise<boolean> =>
  succeeds(makeFolder(dir).then(() => access(dir, constants.W_OK)))

/**
 * Writes a message as a file into a folder, creating it if missing. An existing file is not written again.
 * @throws {SendFailed} transient, with the system's error code.
 */
export async function writeOnce(
  dir: string,
  name: string,
  content: Parameters<typeof writeFile>[1],
): Promise<void> {
  const destination = join(dir, name)
  try {
    await makeFolder(dir)
    if (await succeeds(access(destination))) return
    await writeAtomically(destination, content)
  } catch (error) {
    throw new SendFailed((error as NodeJS.ErrnoException).code ?? 'desconocido', false)
  }
}

/** Atomic: writes a temporary file, flushes it to disk, then renames it. */
async function writeAtomically(path: string, content: Parameters<typeof writeFile>[1]): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`
  await writeFile(draft, content, { mode: 0o600, flush: true })
  await rename(draft, path)
}
