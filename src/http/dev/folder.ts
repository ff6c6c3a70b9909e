import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Files listed at most, since each one is read whole. */
const LIMIT = 100

/** Names of the files in a folder; none when it does not exist yet. */
export const fileNamesIn = (dir: string): Promise<string[]> => readdir(dir).catch(() => [])

/** The files whose name matches, newest first. */
export async function latestIn(dir: string, names: RegExp): Promise<{ name: string; at: Date }[]> {
  const matching = (await fileNamesIn(dir)).filter((name) => names.test(name))
  const files = await Promise.all(
    matching.map(async (name) => ({ name, at: (await stat(join(dir, name))).mtime })),
  )
  return files.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, LIMIT)
}
