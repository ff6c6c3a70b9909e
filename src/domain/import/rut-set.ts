/** A set of RUTs in constant memory (12.5 MB): one bit per number of up to 8 digits. */
export class RutSet {
  readonly #bits = new Uint8Array(12_500_000)

  /** @returns whether this canonical RUT is new. */
  add(rut: string): boolean {
    const number = Number.parseInt(rut, 10)
    const [byteIndex, bit] = [number >> 3, 1 << (number & 7)]
    const before = this.#bits[byteIndex] ?? 0
    this.#bits[byteIndex] = before | bit
    return (before & bit) === 0
  }

  /** @returns whether this canonical RUT was added. */
  has(rut: string): boolean {
    const number = Number.parseInt(rut, 10)
    return ((this.#bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0
  }
}
