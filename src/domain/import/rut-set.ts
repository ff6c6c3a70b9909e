/** Which RUT were seen, of all that there can be, in memory of one size: a bit for each number of up to 8 digits. */
export class RutSet {
  readonly #bits = new Uint8Array(12_500_000)

  /** @returns whether this canonical RUT was not there before. */
  add(rut: string): boolean {
    const number = Number.parseInt(rut, 10)
    const [position, bit] = [number >> 3, 1 << (number & 7)]
    const before = this.#bits[position] ?? 0
    this.#bits[position] = before | bit
    return (before & bit) === 0
  }

  /** @returns whether this canonical RUT was seen. */
  has(rut: string): boolean {
    const number = Number.parseInt(rut, 10)
    return ((this.#bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0
  }
}
