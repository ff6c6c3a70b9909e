import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** The sheets of every page go as one: one request, and less than each compressed on its own. The order is that of the cascade. */
const STYLESHEET = 'css/site.css'
const STYLESHEET_PARTS = ['fonts', 'base', 'layout', 'blocks', 'pages', 'forms'].map(
  (name) => `css/${name}.css`,
)

export interface Assets {
  /** What to serve them under. */
  prefix: string
  /** The address of one. */
  asset: (path: string) => string
  /** Those that are text, by their path in the folder, and the sheet of all pages. */
  texts: ReadonlyMap<string, Buffer>
}

/** Gives the files of a folder an address that changes with their content, so that browsers keep them for ever. */
export function loadAssets(folder: string): Assets {
  const hash = createHash('sha256')
  const texts = new Map<string, Buffer>()
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((input) => input.isFile())
    .map((input) => join(input.parentPath, input.name))
  for (const path of paths.sort()) {
    const content = readFileSync(path)
    hash.update(relative(folder, path)).update(content)
    if (/\.(css|js|svg)$/.test(path)) texts.set(relative(folder, path), content)
  }
  texts.set(STYLESHEET, Buffer.concat(STYLESHEET_PARTS.flatMap((part) => texts.get(part) ?? [])))
  const prefix = `/recursos/${hash.digest('hex').slice(0, 12)}`
  return { prefix, asset: (path) => `${prefix}/${path}`, texts }
}
