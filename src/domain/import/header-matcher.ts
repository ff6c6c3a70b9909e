/** A name as files write it, without what they differ in: `Razón Social` and `razon_social` are one. */
const plain = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/**
 * Finds the columns of a table by their headings, in any case, with or without accents, blanks and signs.
 * @param others how else a column may be called.
 * @returns undefined for a heading that names none.
 */
export function createHeaderMatcher<C extends string>(
  columns: readonly C[],
  others: Readonly<Record<string, C>> = {},
): (title: string) => C | undefined {
  const byName = new Map<string, C>([
    ...columns.map((column) => [plain(column), column] as const),
    ...Object.entries(others),
  ])
  return (title) => byName.get(plain(title))
}
