/** Fast Fourier transform in place, of a power of two of samples (radix 2; Cooley and Tukey, 1965). */
export function fft(real: Float64Array, imaginaria: Float64Array): void {
  const n = real.length
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) {
      ;[real[i], real[j]] = [real[j] ?? 0, real[i] ?? 0]
      ;[imaginaria[i], imaginaria[j]] = [imaginaria[j] ?? 0, imaginaria[i] ?? 0]
    }
  }
  for (let largo = 2; largo <= n; largo <<= 1) {
    const mitad = largo >> 1
    const angulo = (-2 * Math.PI) / largo
    const [pasoReal, pasoImaginario] = [Math.cos(angulo), Math.sin(angulo)]
    for (let i = 0; i < n; i += largo) {
      let [a, b] = [1, 0]
      for (let k = i; k < i + mitad; k++) {
        const m = k + mitad
        const [x, y] = [real[m] ?? 0, imaginaria[m] ?? 0]
        const u = x * a - y * b
        const v = x * b + y * a
        real[m] = (real[k] ?? 0) - u
        imaginaria[m] = (imaginaria[k] ?? 0) - v
        real[k] = (real[k] ?? 0) + u
        imaginaria[k] = (imaginaria[k] ?? 0) + v
        const siguiente = a * pasoReal - b * pasoImaginario
        b = a * pasoImaginario + b * pasoReal
        a = siguiente
      }
    }
  }
}
