import { access, constants, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SendFailed } from '../application/ports.ts'

/** Only of its owner: messages hold keys and links. */
const makeFolder = (dir: string) => mkdir(dir, { recursive: true, mode: 0o700 })

const succeeds = (promise: Promise<unknown>): Promise<boolean> =>
  promise.then(
    () => true,
    () => false,
  )

/** Whether files can be left in a folder, which is made when missing. */
export const isWritable = (dir: string): Promise<boolean> =>
  succeeds(makeFolder(dir).then(() => access(dir, constants.W_OK)))

/**
 * Leaves a message as a file in a folder, which is made when missing. One that is already there is not written again.
 * @throws {EnvioFallido} for now, with the code of the system.
 */
export async function leaveOnce(
  dir: string,
  name: string,
  content: Parameters<typeof writeFile>[1],
): Promise<void> {
  const destination = join(dir, name)
  try {
    await makeFolder(dir)
    if (await succeeds(access(destination))) return
    await writeWhole(destination, content)
  } catch (error) {
    throw new SendFailed((error as NodeJS.ErrnoException).code ?? 'desconocido', false)
  }
}

/** Nobody ever sees half a message: it is written beside, flushed to the disk, and then given its name. */
async function writeWhole(path: string, content: Parameters<typeof writeFile>[1]): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`
  await writeFile(draft, content, { mode: 0o600, flush: true })
  await rename(draft, path)
}
