/** What a rehearsal of an import remembers in place of a database. */

/** A number that stands for a text: two of them among millions hardly ever meet (53 bits; Bob Jenkins' mix as cyrb53 uses it). */
function numeroDe(texto: string): number {
  let [alto, bajo] = [0xdeadbeef, 0x41c6ce57]
  for (let i = 0; i < texto.length; i++) {
    const letra = texto.charCodeAt(i)
    alto = Math.imul(alto ^ letra, 2654435761)
    bajo = Math.imul(bajo ^ letra, 1597334677)
  }
  alto = Math.imul(alto ^ (alto >>> 16), 2246822507) ^ Math.imul(bajo ^ (bajo >>> 13), 3266489909)
  bajo = Math.imul(bajo ^ (bajo >>> 16), 2246822507) ^ Math.imul(alto ^ (alto >>> 13), 3266489909)
  return 4294967296 * (2097151 & bajo) + (alto >>> 0)
}

/** Counts texts without keeping them: some 50 MB for each million of different ones. */
export class Vistas {
  readonly #firmes = new Map<number, number>()
  #nuevas = new Map<number, number>()

  /** How often a text was added. */
  veces(texto: string): number {
    const numero = numeroDe(texto)
    return (this.#firmes.get(numero) ?? 0) + (this.#nuevas.get(numero) ?? 0)
  }

  agregar(texto: string): void {
    const numero = numeroDe(texto)
    this.#nuevas.set(numero, (this.#nuevas.get(numero) ?? 0) + 1)
  }

  /** Keeps what was added since the last time. */
  confirmar(): void {
    for (const [numero, veces] of this.#nuevas) {
      this.#firmes.set(numero, (this.#firmes.get(numero) ?? 0) + veces)
    }
    this.#nuevas = new Map()
  }

  /** Forgets it: what added them runs again. */
  descartar(): void {
    this.#nuevas = new Map()
  }
}
