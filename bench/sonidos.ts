/**
 * How much of the captcha's sound a program without a trained network hears, and how well a person should.
 *
 *     npm run bench sonidos [sounds]
 *
 * The listener knows all that is in this repository but the seed: every recording in every voice, how many
 * letters there are, the ranges of pace and pauses. It slides the recordings over the sound's waves, and over its
 * spectrum in time (bench/oido/), and takes the row of letters with the best sum of correlations among those with
 * plausible pauses, or the letter that is most like what is said at each of the loudest stretches.
 */
import { azarDelSistema } from '../src/security/azar.ts'
import { sembrar } from '../src/security/captcha/azar-sembrado.ts'
import { ALFABETO } from '../src/security/captcha/letras.ts'
import { mezclar, unir } from '../src/security/captcha/mezcla.ts'
import { fuerza, type Onda } from '../src/security/captcha/onda.ts'
import { enWav } from '../src/security/captcha/wav.ts'
import { buscarElastico, plantillasElasticas } from './oido/elastico.ts'
import { buscarEspectro, plantillasDeEspectro } from './oido/espectro.ts'
import { mejorFila, porEnergia } from './oido/filas.ts'
import { buscarOnda, plantillasDeOnda } from './oido/onda.ts'
import type { Hallazgos } from './oido/recortes.ts'
import { stoi } from './oido/stoi.ts'

const LARGOS = [5, 6]
const CABECERA = 44

function oyenteDeEspectro(comprimir: (energia: number) => number) {
  const plantillas = plantillasDeEspectro(comprimir)
  return (onda: Onda) => buscarEspectro(onda, plantillas, comprimir)
}
function oyenteDeOnda() {
  const plantillas = plantillasDeOnda()
  return (onda: Onda) => buscarOnda(onda, plantillas)
}

function oyenteElastico() {
  const plantillas = plantillasElasticas()
  return (onda: Onda) => buscarElastico(onda, plantillas)
}

const sonidos = Number(process.argv[2] ?? 200)
const modos: Record<string, (onda: Onda, hallazgos: Hallazgos, largo: number) => string> = {
  'best row': (_onda, hallazgos, largo) => mejorFila(hallazgos, largo),
  'loudest stretches': porEnergia,
}
const oyentes = [
  { nombre: 'spectrum at any pace', buscar: oyenteElastico() },
  { nombre: 'spectrum, cube root', buscar: oyenteDeEspectro(Math.cbrt) },
  { nombre: 'spectrum, logarithm', buscar: oyenteDeEspectro((energia) => Math.log(energia + 30)) },
  { nombre: 'waves', buscar: oyenteDeOnda() },
].map((oyente) => ({
  ...oyente,
  cuentas: Object.entries(modos).map(([modo, leer]) => ({ modo, leer, enteros: 0, letras: 0 })),
}))

const suma = { letras: 0, bytes: 0, ms: 0, decibeles: 0, stoi: 0 }
let peor = 1
for (let i = 0; i < sonidos; i++) {
  const texto = azarDelSistema.texto(ALFABETO, LARGOS[i % 2] ?? 5).toUpperCase()
  const inicio = process.cpuUsage()
  const mezcla = mezclar(texto, sembrar(azarDelSistema.ficha()))
  const wav = enWav(unir(mezcla))
  const { user, system } = process.cpuUsage(inicio)
  const oida = Float32Array.from(wav.subarray(CABECERA), (byte) => (byte - 127.5) / 28)
  const inteligible = stoi(mezcla.voz, oida)
  suma.letras += texto.length
  suma.bytes += wav.length
  suma.ms += (user + system) / 1000
  suma.decibeles += 20 * Math.log10(fuerza(mezcla.voz) / fuerza(mezcla.fondo))
  suma.stoi += inteligible
  peor = Math.min(peor, inteligible)
  for (const { buscar, cuentas } of oyentes) {
    const hallazgos = buscar(oida)
    for (const cuenta of cuentas) {
      const leido = cuenta.leer(oida, hallazgos, texto.length)
      if (leido === texto) cuenta.enteros++
      cuenta.letras += [...texto].filter((letra, k) => leido[k] === letra).length
    }
  }
}
const medio = (total: number, decimales: number) => (total / sonidos).toFixed(decimales)
const parte = (a: number, b: number) => `${((100 * a) / b).toFixed(1)} %`
console.log(
  `${sonidos} sounds, ${medio(suma.bytes, 0)} bytes and ${medio(suma.ms, 1)} ms of CPU each`,
  `\nthe letters are ${medio(suma.decibeles, 1)} dB over all the rest; STOI ${medio(suma.stoi, 2)}, worst ${peor.toFixed(2)}`,
)
for (const { nombre, cuentas } of oyentes) {
  for (const { modo, enteros, letras } of cuentas) {
    console.log(
      `matching ${nombre}, ${modo}, hears ${parte(enteros, sonidos)} of the captchas and ${parte(letras, suma.letras)} of the letters`,
    )
  }
}
