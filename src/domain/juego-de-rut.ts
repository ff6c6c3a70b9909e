/** Which RUT were seen, of all that there can be, in memory of one size: a bit for each number of up to 8 digits. */
export class JuegoDeRut {
  readonly #bits = new Uint8Array(12_500_000)

  /** @returns whether this canonical RUT was not there before. */
  agregar(rut: string): boolean {
    const numero = Number.parseInt(rut, 10)
    const [lugar, bit] = [numero >> 3, 1 << (numero & 7)]
    const antes = this.#bits[lugar] ?? 0
    this.#bits[lugar] = antes | bit
    return (antes & bit) === 0
  }

  /** @returns whether this canonical RUT was seen. */
  tiene(rut: string): boolean {
    const numero = Number.parseInt(rut, 10)
    return ((this.#bits[numero >> 3] ?? 0) & (1 << (numero & 7))) !== 0
  }
}
