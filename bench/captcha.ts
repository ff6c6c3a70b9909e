/**
 * How much of the captcha a program without a trained network reads: template matching against the font's
 * own glyphs.
 *
 *     npm run bench captcha [pictures]
 *
 * The reader knows all that is in this repository but the seed: the outlines, how many letters there are, and
 * the ranges of turn, slant and size. It looks at the ink after a morphological opening, which wipes thin lines
 * and specks, and at the edges after a median filter, which are the same for light on dark as for dark on light.
 * It slides each letter in each pose over the picture (normalised correlation) and takes the row of letters
 * with the best sum among those at plausible distances (dynamic programming). About one second a picture.
 */
import { renderAsync } from '@resvg/resvg-js'
import { azarDelSistema } from '../src/security/azar.ts'
import { sembrar } from '../src/security/captcha/azar-sembrado.ts'
import { dibujar, MARCO } from '../src/security/captcha/dibujo.ts'
import { ALFABETO, contornosDe } from '../src/security/captcha/letras.ts'
import { rasterizar } from '../src/security/captcha/png.ts'
import { fft } from './oido/fft.ts'

const LARGOS = [5, 6]
const FINO = MARCO.ancho
const GIROS = [-27, -18, -9, 0, 9, 18, 27]
const SESGOS = [-0.15, 0, 0.15]
const ALTURAS = [31, 37, 44]

interface Plana {
  ancho: number
  alto: number
  tinta: Float32Array
}
interface Plantilla extends Plana {
  letra: number
  norma: number
  espectro: Espectro
}
interface Espectro {
  real: Float64Array
  imaginaria: Float64Array
}

/** Of a picture's rows one after another, each as long as those of the picture that is read. */
const PUNTOS = 4096
function espectroDe({ ancho, tinta }: Plana, fila: number): Espectro {
  const [real, imaginaria] = [new Float64Array(PUNTOS), new Float64Array(PUNTOS)]
  for (const [i, v] of tinta.entries()) real[Math.floor(i / ancho) * fila + (i % ancho)] = v
  fft(real, imaginaria)
  return { real, imaginaria }
}

/** Sums of products at each shift: where a template lies whole inside the picture, row ends do not matter. */
function cruzar(foto: Espectro, plantilla: Espectro): Float64Array {
  const [real, imaginaria] = [new Float64Array(PUNTOS), new Float64Array(PUNTOS)]
  for (let k = 0; k < PUNTOS; k++) {
    const [a, b] = [foto.real[k] ?? 0, foto.imaginaria[k] ?? 0]
    const [c, d] = [plantilla.real[k] ?? 0, plantilla.imaginaria[k] ?? 0]
    real[k] = (a * c + b * d) / PUNTOS
    imaginaria[k] = (b * c - a * d) / PUNTOS
  }
  // The inverse transform is the transform with real and imaginary parts exchanged.
  fft(imaginaria, real)
  return real
}

const grises = async (svg: string, ancho: number): Promise<Plana> => {
  const { pixels, width, height } = await renderAsync(svg, { fitTo: { mode: 'width', value: ancho } })
  const tinta = Float32Array.from({ length: width * height }, (_, i) => 1 - (pixels[i * 4] ?? 255) / 255)
  return { ancho: width, alto: height, tinta }
}

const leerPng = (png: Buffer, ancho: number) => {
  const href = `data:image/png;base64,${png.toString('base64')}`
  const alto = png.readUInt32BE(20) / png.readUInt32BE(16)
  return grises(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 ${alto}"><image href="${href}" width="1" height="${alto}"/></svg>`,
    ancho,
  )
}

/** The extreme of each pixel's neighbours: erosion with Math.min, dilation with Math.max. */
const vecinos = ({ ancho, alto, tinta }: Plana, extremo: (...v: number[]) => number): Plana => {
  const en = (x: number, y: number) =>
    tinta[Math.min(alto - 1, Math.max(0, y)) * ancho + Math.min(ancho - 1, Math.max(0, x))] ?? 0
  const salida = Float32Array.from({ length: ancho * alto }, (_, i) => {
    const [x, y] = [i % ancho, Math.floor(i / ancho)]
    return extremo(en(x, y), en(x - 1, y), en(x + 1, y), en(x, y - 1), en(x, y + 1))
  })
  return { ancho, alto, tinta: salida }
}

const abrir = (plana: Plana) => vecinos(vecinos(plana, Math.min), Math.max)

/** How steeply the ink changes: what a letter keeps when it is drawn in white on dark. */
const bordes = ({ ancho, alto, tinta }: Plana): Plana => {
  const en = (x: number, y: number) =>
    tinta[Math.min(alto - 1, Math.max(0, y)) * ancho + Math.min(ancho - 1, Math.max(0, x))] ?? 0
  const salida = Float32Array.from({ length: ancho * alto }, (_, i) => {
    const [x, y] = [i % ancho, Math.floor(i / ancho)]
    return Math.hypot(en(x + 1, y) - en(x - 1, y), en(x, y + 1) - en(x, y - 1))
  })
  return { ancho, alto, tinta: salida }
}

/** The middle of each pixel and its eight neighbours: wipes specks and keeps edges. */
const mediana = ({ ancho, alto, tinta }: Plana): Plana => {
  const nueve = new Float32Array(9)
  const salida = Float32Array.from({ length: ancho * alto }, (_, i) => {
    const [x, y] = [i % ancho, Math.floor(i / ancho)]
    for (let k = 0; k < 9; k++) {
      const [u, v] = [x + (k % 3) - 1, y + Math.floor(k / 3) - 1]
      nueve[k] = tinta[Math.min(alto - 1, Math.max(0, v)) * ancho + Math.min(ancho - 1, Math.max(0, u))] ?? 0
    }
    return nueve.sort()[4] ?? 0
  })
  return { ancho, alto, tinta: salida }
}

/** Mean of each square of four pixels. */
const reducir = ({ ancho, alto, tinta }: Plana): Plana => {
  const [a, b] = [ancho >> 1, alto >> 1]
  const salida = Float32Array.from({ length: a * b }, (_, i) => {
    const j = Math.floor(i / a) * 2 * ancho + (i % a) * 2
    return ((tinta[j] ?? 0) + (tinta[j + 1] ?? 0) + (tinta[j + ancho] ?? 0) + (tinta[j + ancho + 1] ?? 0)) / 4
  })
  return { ancho: a, alto: b, tinta: salida }
}

const VISTAS = {
  tinta: (foto: Plana) => reducir(abrir(foto)),
  bordes: (foto: Plana) => reducir(bordes(mediana(foto))),
}
type Vista = keyof typeof VISTAS

async function plantillas(vista: Vista): Promise<Plantilla[]> {
  const hechas: Plantilla[] = []
  for (const [indice, letra] of [...ALFABETO].entries()) {
    const contornos = contornosDe(letra)
    const ys = contornos.flat().map(([, y]) => y)
    const alturaPropia = Math.max(...ys) - Math.min(...ys)
    for (const giro of GIROS)
      for (const sesgo of SESGOS)
        for (const altura of ALTURAS) {
          const escala = altura / alturaPropia
          const r = (giro * Math.PI) / 180
          const puntos = contornos.map((c) =>
            c.map(([x, y]) => {
              const [a, b] = [(x * 0.92 + y * sesgo) * escala, y * escala]
              return [a * Math.cos(r) - b * Math.sin(r), a * Math.sin(r) + b * Math.cos(r)] as const
            }),
          )
          const xs = puntos.flat().map(([x]) => x)
          const yes = puntos.flat().map(([, y]) => y)
          const [x0, y0] = [Math.min(...xs) - 2, Math.min(...yes) - 2]
          const [w, h] = [Math.max(...xs) + 2 - x0, Math.max(...yes) + 2 - y0]
          const d = puntos.map((c) => `M${c.map(([x, y]) => `${x - x0} ${y - y0}`).join('L')}Z`).join('')
          const ancho = Math.round(w)
          const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}"><rect width="100%" height="100%" fill="#fff"/><path fill-rule="evenodd" stroke="#000" stroke-width="1.8" d="${d}"/></svg>`
          const cruda = await grises(svg, ancho)
          const plana = vista === 'tinta' ? reducir(cruda) : reducir(bordes(cruda))
          const media = plana.tinta.reduce((a, b) => a + b, 0) / plana.tinta.length
          const tinta = plana.tinta.map((v) => v - media)
          const espectro = espectroDe({ ...plana, tinta }, FINO >> 1)
          hechas.push({ ...plana, tinta, letra: indice, norma: Math.hypot(...tinta), espectro })
        }
  }
  return hechas
}

/** Best correlation of each letter around each column. */
function correlaciones(foto: Plana, todas: Plantilla[]): Float32Array[] {
  const { ancho, alto, tinta } = foto
  const suma = new Float64Array((ancho + 1) * (alto + 1))
  const cuadrados = new Float64Array((ancho + 1) * (alto + 1))
  for (let y = 0; y < alto; y++)
    for (let x = 0; x < ancho; x++) {
      const v = tinta[y * ancho + x] ?? 0
      const i = (y + 1) * (ancho + 1) + x + 1
      for (const [tabla, w] of [
        [suma, v],
        [cuadrados, v * v],
      ] as const)
        tabla[i] = w + (tabla[i - 1] ?? 0) + (tabla[i - ancho - 1] ?? 0) - (tabla[i - ancho - 2] ?? 0)
    }
  const area = (t: Float64Array, x: number, y: number, w: number, h: number) => {
    const a = y * (ancho + 1) + x
    const b = a + h * (ancho + 1)
    return (t[b + w] ?? 0) - (t[b] ?? 0) - (t[a + w] ?? 0) + (t[a] ?? 0)
  }
  const espectro = espectroDe(foto, ancho)
  const mejores = [...ALFABETO].map(() => new Float32Array(ancho).fill(-1))
  for (const p of todas) {
    const fila = mejores[p.letra]
    if (!fila) continue
    const { ancho: w, alto: h } = p
    const cruces = cruzar(espectro, p.espectro)
    for (let y = 0; y + h <= alto; y++)
      for (let x = 0; x + w <= ancho; x++) {
        const s = area(suma, x, y, w, h)
        const energia = area(cuadrados, x, y, w, h) - (s * s) / (w * h)
        if (energia < 1) continue
        const r = (cruces[y * ancho + x] ?? 0) / (p.norma * Math.sqrt(energia))
        const centro = x + (w >> 1)
        if (r > (fila[centro] ?? 1)) fila[centro] = r
      }
  }
  return mejores
}

/** The row of letters with the best sum, its neighbours 9 to 27 columns apart. */
function mejorFila(mejores: Float32Array[], ancho: number, largo: number): string {
  let capa = Array.from({ length: ancho }, () => ({ valor: 0, texto: '' }))
  for (let k = 0; k < largo; k++) {
    capa = Array.from({ length: ancho }, (_, x) => {
      let antes = { valor: k === 0 ? 0 : -99, texto: '' }
      for (let salto = 9; k > 0 && salto <= 27; salto++) {
        const previa = capa[x - salto]
        if (previa && previa.valor > antes.valor) antes = previa
      }
      let [letra, r] = [0, -9]
      for (const [i, fila] of mejores.entries()) if ((fila[x] ?? -9) > r) [letra, r] = [i, fila[x] ?? -9]
      return { valor: antes.valor + r, texto: antes.texto + ALFABETO.charAt(letra) }
    })
  }
  return capa.reduce((a, b) => (b.valor > a.valor ? b : a)).texto
}

const fotos = Number(process.argv[2] ?? 500)
const parte = (a: number, b: number) => `${((100 * a) / b).toFixed(1)} %`
let [bytes, ms, total] = [0, 0, 0]
const lectores = await Promise.all(
  (['tinta', 'bordes'] as const).map(async (vista) => ({
    vista,
    todas: await plantillas(vista),
    enteras: 0,
    letras: 0,
  })),
)
for (let i = 0; i < fotos; i++) {
  const texto = azarDelSistema.texto(ALFABETO, LARGOS[i % 2] ?? 5)
  total += texto.length
  const inicio = process.cpuUsage()
  const png = await rasterizar(dibujar(texto, sembrar(azarDelSistema.ficha())), 2 * MARCO.ancho)
  const { user, system } = process.cpuUsage(inicio)
  ms += (user + system) / 1000
  bytes += png.length
  const foto = await leerPng(png, FINO)
  for (const lector of lectores) {
    const mirada = VISTAS[lector.vista](foto)
    const leido = mejorFila(correlaciones(mirada, lector.todas), mirada.ancho, texto.length)
    if (leido === texto) lector.enteras++
    lector.letras += [...texto].filter((letra, k) => leido[k] === letra).length
  }
}
console.log(
  `${fotos} pictures, ${Math.round(bytes / fotos)} bytes and ${(ms / fotos).toFixed(1)} ms of CPU each`,
)
for (const { vista, enteras, letras } of lectores) {
  console.log(
    `matching ${vista} reads ${parte(enteras, fotos)} of the captchas and ${parte(letras, total)} of the letters`,
  )
}
