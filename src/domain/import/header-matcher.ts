/** Key that makes `Razón Social` and `razon_social` equal. */
const headerKey = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/**
 * Creates a function that finds a column by its header, ignoring case, accents, spaces and punctuation.
 * @param aliases other names of columns, in lower case without accents or punctuation.
 * @returns a function that gives undefined for an unknown header.
 */
export function createHeaderMatcher<C extends string>(
  columns: readonly C[],
  aliases: Readonly<Record<string, C>> = {},
): (title: string) => C | undefined {
  const byName = new Map<string, C>([
    ...columns.map((column) => [headerKey(column), column] as const),
    ...Object.entries(aliases),
  ])
  return (title) => byName.get(headerKey(title))
}
