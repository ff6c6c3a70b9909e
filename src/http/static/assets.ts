import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { paths } from '../../domain/urls.ts'

/** Style sheets of every page, bundled in cascade order: one request, and better compression than apart. */
const STYLESHEET = 'css/site.css'
const STYLESHEET_PARTS = ['fonts', 'base', 'layout', 'blocks', 'pages', 'forms'].map(
  (name) => `css/${name}.css`,
)

/** Written for who changes the styles, not for who waits for them; no text of a style sheet looks like one. */
const COMMENT = /\/\*.*?\*\/\s*/gs

export interface Assets {
  /** Path to serve them under. */
  prefix: string
  /** Address of a file, by its path in the folder. */
  asset: (path: string) => string
  /** Text files by their path in the folder, and the bundled style sheet. */
  texts: ReadonlyMap<string, Buffer>
}

/** Serves a folder under a prefix that changes with its content, so that browsers may cache it for ever. */
export function loadAssets(folder: string): Assets {
  const hash = createHash('sha256')
  const texts = new Map<string, Buffer>()
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  for (const path of files.sort()) {
    const content = readFileSync(path)
    hash.update(relative(folder, path)).update(content)
    if (/\.(css|js|svg)$/.test(path)) texts.set(relative(folder, path), content)
  }
  const styles = Buffer.concat(STYLESHEET_PARTS.flatMap((part) => texts.get(part) ?? [])).toString()
  texts.set(STYLESHEET, Buffer.from(styles.replace(COMMENT, '')))
  const prefix = `${paths.assets}/${hash.digest('hex').slice(0, 12)}`
  return { prefix, asset: (path) => `${prefix}/${path}`, texts }
}
