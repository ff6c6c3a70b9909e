/**
 * The only place where domain values become columns and back: times are ISO-8601 UTC text with milliseconds
 * (sorts chronologically), booleans are 0 and 1, lists and objects are JSON.
 */
type Column<V> = V extends Date ? string : V extends boolean ? number : V extends object ? string : V

/** The row of a T: one column per property. */
export type Row<T> = { -readonly [K in keyof T]: Column<T[K]> }

type ColumnKind<V> = V extends Date ? 'date' : V extends boolean ? 'boolean' : 'json'

/** The properties of T whose columns hold another type; forgetting one does not compile. */
type ConvertedKinds<T> = {
  [K in keyof T as NonNullable<T[K]> extends Date | boolean | object ? K : never]: ColumnKind<
    NonNullable<T[K]>
  >
}

const READ = {
  date: (value: unknown) => new Date(String(value)),
  boolean: (value: unknown) => value === 1,
  json: (value: unknown) => JSON.parse(String(value)) as unknown,
}

function column(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}

/** Creates the conversions between a T and its row, or some of its columns. */
export function conversion<T extends object>(
  kinds: ConvertedKinds<T>,
): { toRow(value: T): Row<T>; toColumns(values: Partial<T>): Partial<Row<T>>; fromRow(row: Row<T>): T } {
  const converted = Object.entries(kinds) as [keyof T, keyof typeof READ][]
  const toColumns = (values: Partial<T>) =>
    Object.fromEntries(Object.entries(values).map(([k, v]) => [k, column(v)])) as Partial<Row<T>>
  return {
    toColumns,
    toRow: (value) => toColumns(value) as Row<T>,
    fromRow(row) {
      const value: Record<keyof T, unknown> = { ...row }
      for (const [key, kind] of converted) {
        if (value[key] !== null) value[key] = READ[kind](value[key])
      }
      return value as T
    },
  }
}
