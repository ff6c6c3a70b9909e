import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** At most this many are listed: the page reads each whole. */
const LIMIT = 100

/** Names of the files in a folder; none when it cannot be read (it may not exist yet). */
export const fileNamesIn = (dir: string): Promise<string[]> => readdir(dir).catch(() => [])

/** The files whose name matches, newest first. */
export async function latestIn(dir: string, pattern: RegExp): Promise<{ name: string; modifiedAt: Date }[]> {
  const matching = (await fileNamesIn(dir)).filter((name) => pattern.test(name))
  const files = await Promise.all(
    matching.map(async (name) => ({ name, modifiedAt: (await stat(join(dir, name))).mtime })),
  )
  return files.sort((a, b) => b.modifiedAt.getTime() - a.modifiedAt.getTime()).slice(0, LIMIT)
}
