/** The part of an engine's database through which queries go. */
interface Base<O> {
  prepare(texto: string): O
  close(): void
}

/** More than the product has; there may be texts made of lists of any length besides. */
const TOPE = 300

const CAMBIA_TABLAS = /^\s*(alter|create|drop)\b/i

/**
 * The same database, which prepares each text once: preparing takes longer than most queries. One that is being read
 * from is not given again, and a change of the tables forgets all of them.
 */
export function conPreparadas<O extends { busy: boolean }>(base: Base<O>): Base<O> {
  const preparadas = new Map<string, O>()
  return {
    prepare(texto) {
      if (CAMBIA_TABLAS.test(texto)) {
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

/** A name for each text of a query, under which a server prepares it once for each of its connections. */
export class NombresDeConsultas {
  readonly #nombres = new Map<string, string>()
  #dados = 0

  /** @returns nothing for a text that is not to be kept: it changes the tables, or there are too many. */
  de(texto: string): string | undefined {
    if (CAMBIA_TABLAS.test(texto)) this.olvidar()
    else if (!this.#nombres.has(texto) && this.#nombres.size < TOPE)
      this.#nombres.set(texto, `consulta_${++this.#dados}`)
    return this.#nombres.get(texto)
  }

  /** From now on each text gets a new name, as what was prepared under the old one serves no more. */
  olvidar(): void {
    this.#nombres.clear()
  }
}
