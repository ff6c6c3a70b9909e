/** The part of an engine's database through which queries go. */
interface Base<O> {
  prepare(texto: string): O
  close(): void
}

/** More than the product has; texts made of lists of any length push out the oldest. */
const TOPE = 300

/**
 * The same database, which prepares each text once: preparing takes longer than most queries. One that is being read
 * from is not given again, and a change of the tables forgets all of them.
 */
export function conPreparadas<O extends { busy: boolean }>(base: Base<O>): Base<O> {
  const preparadas = new Map<string, O>()
  return {
    prepare(texto) {
      if (/^\s*(alter|create|drop)\b/i.test(texto)) {
        preparadas.clear()
        return base.prepare(texto)
      }
      const hecha = preparadas.get(texto)
      if (hecha && !hecha.busy) return hecha
      const nueva = base.prepare(texto)
      preparadas.set(texto, nueva)
      const [primera] = preparadas.keys()
      if (preparadas.size > TOPE && primera !== undefined) preparadas.delete(primera)
      return nueva
    },
    close: () => base.close(),
  }
}
