/** A name as files write it, without what they differ in: `Razón Social` and `razon_social` are one. */
const llano = (nombre: string): string =>
  nombre
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/**
 * Finds the columns of a table by their headings, in any case, with or without accents, blanks and signs.
 * @param otros how else a column may be called.
 * @returns undefined for a heading that names none.
 */
export function buscadorDeColumnas<C extends string>(
  columnas: readonly C[],
  otros: Readonly<Record<string, C>> = {},
): (titulo: string) => C | undefined {
  const porNombre = new Map<string, C>([
    ...columnas.map((columna) => [llano(columna), columna] as const),
    ...Object.entries(otros),
  ])
  return (titulo) => porNombre.get(llano(titulo))
}
