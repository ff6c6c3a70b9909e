/** Where databases of tests are: what they write need not survive, and each commit and each copy waits for a disk. */
import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEMORY = join('/', 'dev', 'shm')
/** Databases of tests are small, but a container may have little of it. */
const ROOM_BYTES = 2 ** 30

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize > ROOM_BYTES
  } catch {
    return false
  }
}

/** A folder in memory where there is room, else that of temporary files. */
export const databaseFolder = (): string => (hasRoom(MEMORY) ? MEMORY : tmpdir())
