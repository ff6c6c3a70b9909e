import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path/posix'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Reads all files with that extension in some folders, recursively. @returns text by path from the project root. */
export async function readSources(
  folders: readonly string[],
  extension: string,
): Promise<Record<string, string>> {
  const paths: string[] = []
  for (const folder of folders) {
    for (const file of await readdir(join(ROOT, folder), { recursive: true })) {
      if (file.endsWith(extension)) paths.push(join(folder, file))
    }
  }
  const texts = paths.sort().map(async (path) => [path, await readFile(join(ROOT, path), 'utf8')] as const)
  return Object.fromEntries(await Promise.all(texts))
}
