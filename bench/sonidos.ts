/**
 * How much of the captcha's sound a program without a trained network hears, and how well a person should.
 *
 * The listener knows all that is in this repository but the seed: every recording in every voice, how many letters there are, the
 * ranges of pace and pauses. Two of them:
 * - `wave` slides each recording, at each pace, over the sound itself (normalised cross-correlation);
 * - `spectrum` does so over the loudness of bands of pitch in time, with each band's mean taken away, which
 *   neither the colour of a voice nor its exact pace changes much.
 * Each letter is looked for where the sum of correlations of the whole row is best among rows with plausible
 * pauses (dynamic programming), or, `segments`, where the sound is loudest.
 *
 * For people: decibels of the letters over the rest, and STOI, which goes with how many words are understood
 * (C. Taal et al., “An Algorithm for Intelligibility Prediction of Time–Frequency Weighted Noisy Speech”, 2011):
 * above 0.7 nearly all, of sentences; here up to 4 kHz.
 */
import { azarDelSistema } from '../src/security/azar.ts'
import { sembrar } from '../src/security/captcha/azar-sembrado.ts'
import { clipsDe } from '../src/security/captcha/clips.ts'
import { FRASES, RITMO } from '../src/security/captcha/frases.ts'
import { ALFABETO } from '../src/security/captcha/letras.ts'
import { mezclar } from '../src/security/captcha/mezcla.ts'
import { fuerza, type Onda } from '../src/security/captcha/onda.ts'
import { enWav } from '../src/security/captcha/wav.ts'
import { fft } from './fft.ts'

const NOMBRES = Object.keys(FRASES)
const PASOS = [0.86, 0.92, 0.98, 1.04, 1.1, 1.16]
const SALTO = 80
const VENTANA = 256
const BANDAS = 20
/** Of each correlation: where a letter begins, and how long it is. */
interface Hallazgo {
  r: number
  largo: number
}
/** For each letter, at each place, the best recording that begins there. */
type Hallazgos = Hallazgo[][]

const alPaso = (clip: Onda, paso: number) =>
  Float32Array.from({ length: Math.floor(clip.length / paso) }, (_, i) => {
    const k = Math.floor(i * paso)
    const t = i * paso - k
    return (clip[k] ?? 0) * (1 - t) + (clip[k + 1] ?? 0) * t
  })

/** Energies of overlapping bands, evenly apart to the ear (mel), every hundredth of a second. */
const CENTROS = Array.from({ length: BANDAS + 2 }, (_, i) => {
  const mel = (f: number) => 2595 * Math.log10(1 + f / 700)
  const m = mel(120) + ((mel(3800) - mel(120)) * i) / (BANDAS + 1)
  return (700 * (10 ** (m / 2595) - 1) * VENTANA) / RITMO
})
function espectro(onda: Onda, comprimir: (energia: number) => number): Float32Array {
  const cuadros = Math.max(1, Math.floor((onda.length - VENTANA) / SALTO) + 1)
  const salida = new Float32Array(cuadros * BANDAS)
  for (let c = 0; c < cuadros; c++) {
    const real = Float64Array.from(
      { length: VENTANA },
      (_, i) => (onda[c * SALTO + i] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / VENTANA)),
    )
    const imaginaria = new Float64Array(VENTANA)
    fft(real, imaginaria)
    for (let b = 0; b < BANDAS; b++) {
      const [desde = 0, medio = 0, hasta = 0] = CENTROS.slice(b, b + 3)
      let energia = 0
      for (let k = Math.ceil(desde); k < hasta; k++) {
        const peso = k < medio ? (k - desde) / (medio - desde) : (hasta - k) / (hasta - medio)
        energia += peso * ((real[k] ?? 0) ** 2 + (imaginaria[k] ?? 0) ** 2)
      }
      salida[c * BANDAS + b] = comprimir(energia)
    }
  }
  return salida
}

interface Plantilla {
  letra: number
  largo: number
  datos: Float32Array
}

/** Takes each band's mean away and makes the length of the whole 1. */
function normal(datos: Float32Array): Float32Array {
  const largo = datos.length / BANDAS
  const salida = Float32Array.from(datos)
  for (let b = 0; b < BANDAS; b++) {
    let media = 0
    for (let c = 0; c < largo; c++) media += (datos[c * BANDAS + b] ?? 0) / largo
    for (let c = 0; c < largo; c++) salida[c * BANDAS + b] = (datos[c * BANDAS + b] ?? 0) - media
  }
  const norma = Math.hypot(...salida)
  return salida.map((v) => v / norma)
}

const plantillasDe = (comprimir: (e: number) => number): Plantilla[] =>
  NOMBRES.flatMap((letra, indice) =>
    clipsDe(letra).flatMap((clip) =>
      PASOS.map((paso) => {
        const datos = normal(espectro(alPaso(clip, paso), comprimir))
        return { letra: indice, largo: datos.length / BANDAS, datos }
      }),
    ),
  )

function buscarEspectro(onda: Onda, plantillas: Plantilla[], comprimir: (e: number) => number): Hallazgos {
  const foto = espectro(onda, comprimir)
  const cuadros = foto.length / BANDAS
  const sumas = new Float64Array((cuadros + 1) * BANDAS)
  const cuadrados = new Float64Array(cuadros + 1)
  for (let c = 0; c < cuadros; c++) {
    let total = 0
    for (let b = 0; b < BANDAS; b++) {
      const v = foto[c * BANDAS + b] ?? 0
      sumas[(c + 1) * BANDAS + b] = (sumas[c * BANDAS + b] ?? 0) + v
      total += v * v
    }
    cuadrados[c + 1] = (cuadrados[c] ?? 0) + total
  }
  const mejores: Hallazgos = NOMBRES.map(() => Array.from({ length: cuadros }, () => ({ r: -1, largo: 1 })))
  for (const { letra, largo, datos } of plantillas) {
    for (let c = 0; c + largo <= cuadros; c++) {
      let energia = (cuadrados[c + largo] ?? 0) - (cuadrados[c] ?? 0)
      for (let b = 0; b < BANDAS; b++) {
        const suma = (sumas[(c + largo) * BANDAS + b] ?? 0) - (sumas[c * BANDAS + b] ?? 0)
        energia -= (suma * suma) / largo
      }
      let cruz = 0
      for (let i = 0, j = c * BANDAS; i < datos.length; i++, j++) cruz += (datos[i] ?? 0) * (foto[j] ?? 0)
      const r = cruz / Math.sqrt(Math.max(1e-9, energia))
      const hallado = mejores[letra]?.[c]
      if (hallado && r > hallado.r) Object.assign(hallado, { r, largo })
    }
  }
  return mejores
}

/** The row of so many letters with the best sum, with 0.03 to 0.6 seconds between them. */
function mejorFila(mejores: Hallazgos, largo: number): string {
  const cuadros = mejores[0]?.length ?? 0
  let capa = Array.from({ length: cuadros + 1 }, () => ({ valor: 0, texto: '' }))
  for (let k = 0; k < largo; k++) {
    const nueva = Array.from({ length: cuadros + 200 }, () => ({ valor: -99, texto: '' }))
    for (let c = 0; c < cuadros; c++) {
      let antes = { valor: k === 0 && c < 90 ? 0 : -99, texto: '' }
      for (let pausa = 3; k > 0 && pausa <= 60; pausa++) {
        const previa = capa[c - pausa]
        if (previa && previa.valor > antes.valor) antes = previa
      }
      if (antes.valor < -50) continue
      for (const [i, fila] of mejores.entries()) {
        const { r, largo: dura } = fila[c] ?? { r: -1, largo: 1 }
        const fin = nueva[c + dura]
        if (fin && antes.valor + r > fin.valor) {
          fin.valor = antes.valor + r
          fin.texto = antes.texto + NOMBRES[i]
        }
      }
    }
    capa = nueva
  }
  return capa.reduce((a, b) => (b.valor > a.valor ? b : a)).texto
}

/** The letters at the loudest stretches: where energy, smoothed, is over its median for long enough. */
function porEnergia(onda: Onda, mejores: Hallazgos, largo: number): string {
  const cuadros = mejores[0]?.length ?? 0
  const energia = Array.from({ length: cuadros }, (_, c) => {
    const desde = Math.max(0, (c - 6) * SALTO)
    return fuerza(onda.subarray(desde, desde + 13 * SALTO))
  })
  const umbral = energia.toSorted((a, b) => a - b)[Math.floor(cuadros * 0.35)] ?? 0
  const tramos: { desde: number; peso: number }[] = []
  for (const [c, e] of energia.entries()) {
    if (e <= umbral) continue
    const ultimo = tramos.at(-1)
    if (ultimo && (energia[c - 1] ?? 0) > umbral) ultimo.peso += e
    else tramos.push({ desde: c, peso: e })
  }
  const elegidos = tramos.toSorted((a, b) => b.peso - a.peso).slice(0, largo)
  return elegidos
    .sort((a, b) => a.desde - b.desde)
    .map(({ desde }) => {
      let [letra, r] = [0, -1]
      for (const [i, fila] of mejores.entries())
        for (const hallado of fila.slice(Math.max(0, desde - 12), desde + 25))
          if (hallado.r > r) [letra, r] = [i, hallado.r]
      return NOMBRES[letra] ?? ''
    })
    .join('')
}

/** At 2,000 samples a second, where most of a voice's energy is. */
const DIEZMO = 4
const diezmar = (onda: Onda) =>
  Float32Array.from({ length: Math.floor(onda.length / DIEZMO) }, (_, i) => {
    let suma = 0
    for (let k = -4; k <= 4; k++) suma += (onda[i * DIEZMO + k] ?? 0) * (5 - Math.abs(k))
    return suma / 25
  })

const LARGO_FFT = 16384
function plantillasDeOnda() {
  return NOMBRES.flatMap((letra, indice) =>
    clipsDe(letra).flatMap((clip) =>
      [0.86, 0.9, 0.94, 0.98, 1.02, 1.06, 1.1, 1.14].map((paso) => {
        const dicho = diezmar(alPaso(clip, paso))
        const real = new Float64Array(LARGO_FFT)
        const imaginaria = new Float64Array(LARGO_FFT)
        real.set(dicho)
        fft(real, imaginaria)
        return {
          letra: indice,
          largo: dicho.length,
          norma: Math.hypot(...dicho),
          real: Float32Array.from(real),
          imaginaria: Float32Array.from(imaginaria),
        }
      }),
    ),
  )
}

function buscarOnda(onda: Onda, plantillas: ReturnType<typeof plantillasDeOnda>): Hallazgos {
  const baja = diezmar(onda)
  const [fr, fi] = [new Float64Array(LARGO_FFT), new Float64Array(LARGO_FFT)]
  fr.set(baja)
  fft(fr, fi)
  const sumas = new Float64Array(baja.length + 1)
  for (const [i, v] of baja.entries()) sumas[i + 1] = (sumas[i] ?? 0) + v * v
  const cuadros = Math.floor((onda.length - VENTANA) / SALTO) + 1
  const porCuadro = SALTO / DIEZMO
  const mejores: Hallazgos = NOMBRES.map(() => Array.from({ length: cuadros }, () => ({ r: -1, largo: 1 })))
  const [real, imaginaria] = [new Float64Array(LARGO_FFT), new Float64Array(LARGO_FFT)]
  for (const p of plantillas) {
    // The inverse transform is the transform with real and imaginary parts exchanged.
    for (let k = 0; k < LARGO_FFT; k++) {
      const [a, b, c, d] = [fr[k] ?? 0, fi[k] ?? 0, p.real[k] ?? 0, p.imaginaria[k] ?? 0]
      real[k] = a * c + b * d
      imaginaria[k] = b * c - a * d
    }
    fft(imaginaria, real)
    for (let i = 0; i + p.largo <= baja.length; i++) {
      const energia = (sumas[i + p.largo] ?? 0) - (sumas[i] ?? 0)
      const r = Math.abs(real[i] ?? 0) / LARGO_FFT / (p.norma * Math.sqrt(energia + 1e-9))
      const hallado = mejores[p.letra]?.[Math.floor(i / porCuadro)]
      if (hallado && r > hallado.r) Object.assign(hallado, { r, largo: Math.round(p.largo / porCuadro) })
    }
  }
  return mejores
}

/** Short-time objective intelligibility of a sound whose clean speech is known. */
export function stoi(voz: Onda, oida: Onda): number {
  const limites = Array.from({ length: 15 }, (_, i) => (150 * 2 ** ((i - 0.5) / 3) * VENTANA) / RITMO)
  const bandas = (onda: Onda) => {
    const cuadros = Math.floor((onda.length - VENTANA) / 128)
    return Array.from({ length: cuadros }, (_, c) => {
      const real = Float64Array.from(
        { length: VENTANA },
        (_v, i) => (onda[c * 128 + i] ?? 0) * Math.sin((Math.PI * (i + 0.5)) / VENTANA) ** 2,
      )
      const imaginaria = new Float64Array(VENTANA)
      fft(real, imaginaria)
      return limites.slice(0, -1).map((desde, b) => {
        let energia = 0
        for (let k = Math.round(desde); k < Math.min(128, Math.round(limites[b + 1] ?? 0)); k++)
          energia += (real[k] ?? 0) ** 2 + (imaginaria[k] ?? 0) ** 2
        return Math.sqrt(energia)
      })
    })
  }
  const [limpia, sucia] = [bandas(voz), bandas(oida)]
  const total = limpia.map((cuadro) => Math.hypot(...cuadro))
  const pico = Math.max(...total)
  const suenan = limpia.flatMap((_, c) => ((total[c] ?? 0) > pico * 0.01 ? [c] : []))
  let [suma, veces] = [0, 0]
  for (let fin = 24; fin <= suenan.length; fin += 2) {
    const tramo = suenan.slice(fin - 24, fin)
    for (let b = 0; b < limites.length - 1; b++) {
      const x = tramo.map((c) => limpia[c]?.[b] ?? 0)
      let y = tramo.map((c) => sucia[c]?.[b] ?? 0)
      const veces_ = Math.hypot(...x) / Math.max(1e-12, Math.hypot(...y))
      y = y.map((v, i) => Math.min(v * veces_, (x[i] ?? 0) * (1 + 10 ** (15 / 20))))
      const media = (v: number[]) => v.reduce((p, q) => p + q, 0) / v.length
      const [mx, my] = [media(x), media(y)]
      const [dx, dy] = [x.map((v) => v - mx), y.map((v) => v - my)]
      const norma = Math.hypot(...dx) * Math.hypot(...dy)
      if (norma < 1e-12) continue
      suma += dx.reduce((p, v, i) => p + v * (dy[i] ?? 0), 0) / norma
      veces++
    }
  }
  return suma / veces
}

const COMPRESIONES = {
  'spectrum (cube root)': (energia: number) => Math.cbrt(energia),
  'spectrum (logarithm)': (energia: number) => Math.log(energia + 30),
}

/** Listens to so many sounds and writes what was heard. */
export function medirSonidos(cuantos: number): void {
  const lectores = [
    ...Object.entries(COMPRESIONES).map(([nombre, comprimir]) => {
      const plantillas = plantillasDe(comprimir)
      return { nombre, buscar: (onda: Onda) => buscarEspectro(onda, plantillas, comprimir) }
    }),
    ...(globalThis.NOWAVE
      ? []
      : [
          (() => {
            const plantillas = plantillasDeOnda()
            return { nombre: 'wave', buscar: (onda: Onda) => buscarOnda(onda, plantillas) }
          })(),
        ]),
  ].flatMap((lector) => ['rows', 'segments'].map((modo) => ({ ...lector, modo, enteros: 0, letras: 0 })))
  let [total, bytes, ms, decibeles, inteligible, peor] = [0, 0, 0, 0, 0, 1]
  for (let i = 0; i < cuantos; i++) {
    const texto = azarDelSistema.texto(ALFABETO, i % 2 ? 6 : 5).toUpperCase()
    total += texto.length
    const inicio = process.cpuUsage()
    const { voz, fondo } = mezclar(texto, sembrar(azarDelSistema.ficha()))
    const wav = enWav(voz.map((v, k) => v + (fondo[k] ?? 0)))
    const { user, system } = process.cpuUsage(inicio)
    ms += (user + system) / 1000
    bytes += wav.length
    decibeles += 20 * Math.log10(fuerza(voz) / fuerza(fondo))
    const oida = Float32Array.from(wav.subarray(44), (byte) => (byte - 127.5) / 28)
    const puntos = stoi(voz, oida)
    inteligible += puntos
    peor = Math.min(peor, puntos)
    const hallazgos = new Map(lectores.map(({ nombre, buscar }) => [nombre, buscar]))
    for (const [nombre, buscar] of hallazgos) {
      const mejores = buscar(oida)
      for (const lector of lectores.filter((uno) => uno.nombre === nombre)) {
        const leido =
          lector.modo === 'rows' ? mejorFila(mejores, texto.length) : porEnergia(oida, mejores, texto.length)
        if (leido === texto) lector.enteros++
        lector.letras += [...texto].filter((letra, k) => leido[k] === letra).length
      }
    }
  }
  const parte = (a: number, b: number) => `${((100 * a) / b).toFixed(1)} %`
  console.log(
    `${cuantos} sounds, ${Math.round(bytes / cuantos)} bytes and ${(ms / cuantos).toFixed(1)} ms of CPU each; letters ${(decibeles / cuantos).toFixed(1)} dB over the rest, STOI ${(inteligible / cuantos).toFixed(2)} (worst ${peor.toFixed(2)})`,
  )
  for (const { nombre, modo, enteros, letras } of lectores)
    console.log(
      `matching ${nombre}, ${modo}, hears ${parte(enteros, cuantos)} of the captchas and ${parte(letras, total)} of the letters`,
    )
}
