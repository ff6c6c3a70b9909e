import type { Values } from '../../domain/import/cells.ts'
import { type Column, columnFor } from '../../domain/import/importacion.ts'

/**
 * Creates a reader of lines that hold a JSON object each.
 * @param onUnknownColumn called once, with the first line that has an unknown name. The name itself may be
 *   data of a broken file.
 */
export function createNdjsonReader(onUnknownColumn: (line: number) => void) {
  /** Bounded: a hostile file can bring new names in every line. */
  const known = new Map<string, Column | undefined>()
  const MAX_KNOWN = 1000
  let warned = false

  const lookUpColumn = (name: string): Column | undefined => {
    if (known.has(name)) return known.get(name)
    const column = columnFor(name)
    if (known.size < MAX_KNOWN) known.set(name, column)
    return column
  }

  /**
   * @returns the values of a line by column; or why it has none: it is not an object of texts and numbers, or
   *   gives a column twice.
   */
  return function read(line: string, number: number): Values | 'linea_json' | 'linea_repetida' {
    const object = parseObject(line)
    if (!object) return 'linea_json'
    const columns = keysOf(line).flatMap((name) => lookUpColumn(name) ?? [])
    if (new Set(columns).size < columns.length) return 'linea_repetida'
    const values: Values = {}
    for (const [name, value] of Object.entries(object)) {
      const column = lookUpColumn(name)
      if (!column && !warned) {
        warned = true
        onUnknownColumn(number)
      }
      if (!column || value === null) continue
      if (typeof value !== 'string' && typeof value !== 'number') return 'linea_json'
      values[column] = String(value)
    }
    return values
  }
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? { ...value } : undefined
  } catch {
    return undefined
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g

/** The names in the text of an object, also those given twice, of which JSON.parse keeps the last. */
function keysOf(line: string): string[] {
  const keys: string[] = []
  let depth = 0
  for (const [token, colon] of line.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    else if (colon && depth === 1) keys.push(JSON.parse(token.slice(0, -colon.length)))
  }
  return keys
}
