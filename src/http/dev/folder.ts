import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** More than this are not listed: each is read whole. */
const LIMIT = 100

/** The files of a folder; none when it is not there yet. */
export const fileNamesIn = (dir: string): Promise<string[]> => readdir(dir).catch(() => [])

/** The files of a folder that have such a name, newest first. */
export async function latestIn(dir: string, names: RegExp): Promise<{ name: string; at: Date }[]> {
  const own = (await fileNamesIn(dir)).filter((name) => names.test(name))
  const files = await Promise.all(
    own.map(async (name) => ({ name, at: (await stat(join(dir, name))).mtime })),
  )
  return files.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, LIMIT)
}
