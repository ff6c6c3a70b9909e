const giros = new Map<number, { cosenos: Float64Array; senos: Float64Array }>()

function girosDe(n: number) {
  const hechos = giros.get(n) ?? {
    cosenos: Float64Array.from({ length: n / 2 }, (_, k) => Math.cos((-2 * Math.PI * k) / n)),
    senos: Float64Array.from({ length: n / 2 }, (_, k) => Math.sin((-2 * Math.PI * k) / n)),
  }
  giros.set(n, hechos)
  return hechos
}

/** Fast Fourier transform in place, of a power of two of samples (radix 2; Cooley and Tukey, 1965). */
export function fft(real: Float64Array, imaginaria: Float64Array): void {
  const n = real.length
  const { cosenos, senos } = girosDe(n)
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) {
      const [x, y] = [real[i] ?? 0, imaginaria[i] ?? 0]
      real[i] = real[j] ?? 0
      imaginaria[i] = imaginaria[j] ?? 0
      real[j] = x
      imaginaria[j] = y
    }
  }
  for (let largo = 2; largo <= n; largo <<= 1) {
    const mitad = largo >> 1
    const salto = n / largo
    for (let i = 0; i < n; i += largo) {
      for (let k = i, g = 0; k < i + mitad; k++, g += salto) {
        const m = k + mitad
        const a = cosenos[g] ?? 0
        const b = senos[g] ?? 0
        const x = real[m] ?? 0
        const y = imaginaria[m] ?? 0
        const u = x * a - y * b
        const v = x * b + y * a
        real[m] = (real[k] ?? 0) - u
        imaginaria[m] = (imaginaria[k] ?? 0) - v
        real[k] = (real[k] ?? 0) + u
        imaginaria[k] = (imaginaria[k] ?? 0) + v
      }
    }
  }
}
