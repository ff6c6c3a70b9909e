/**
 * Makes the recordings of the captcha's letters, src/security/captcha/clips.s8 (clips.ts says what is in it).
 * Needs espeak-ng (made with 1.51; Debian: apt-get install espeak-ng), which the product itself does not:
 *
 *     node src/launch.mjs bench/clips.ts
 *
 * Each phrase of frases.ts; brought from 22,050 samples a second to half of them, cut where it
 * begins and ends, and made as loud as eight bits hold. The same espeak-ng makes the same bytes.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { FRASES, RITMO, VOZ } from '../src/security/captcha/frases.ts'

const CABECERA = 44
/** Above this there is nothing in the result, whose half is 5,512. */
const CORTE = 5200
/** Sinc terms at each side. */
const TERMINOS = 40
const SILENCIO = 0.015
const TOPE = 120

const correr = promisify(execFile)

async function decir(texto: string, archivo: string) {
  const { nombre, tono, ritmo: palabras } = VOZ
  await correr('espeak-ng', ['-v', nombre, '-p', `${tono}`, '-s', `${palabras}`, '-w', archivo, texto])
  const wav = await readFile(archivo)
  const muestras = (wav.length - CABECERA) >> 1
  const dicho = Float32Array.from({ length: muestras }, (_, i) => wav.readInt16LE(CABECERA + 2 * i))
  return { dicho, ritmo: wav.readUInt32LE(24) }
}

/** Fewer samples a second, without what they cannot hold: a windowed sinc. */
function bajar(dicho: Float32Array, ritmo: number): Float32Array {
  const paso = ritmo / RITMO
  const ancho = (2 * CORTE) / ritmo
  return Float32Array.from({ length: Math.floor(dicho.length / paso) }, (_, i) => {
    const centro = i * paso
    let suma = 0
    for (let k = Math.ceil(centro - TERMINOS); k <= centro + TERMINOS; k++) {
      const t = k - centro
      const sinc = t === 0 ? 1 : Math.sin(Math.PI * ancho * t) / (Math.PI * ancho * t)
      suma += (dicho[k] ?? 0) * ancho * sinc * (0.5 + 0.5 * Math.cos((Math.PI * t) / TERMINOS))
    }
    return suma
  })
}

function recortar(dicho: Float32Array): Int8Array {
  const pico = dicho.reduce((mayor, v) => Math.max(mayor, Math.abs(v)), 0)
  const suena = (v: number) => Math.abs(v) > SILENCIO * pico
  return Int8Array.from(dicho.slice(dicho.findIndex(suena), dicho.findLastIndex(suena) + 1), (v) =>
    Math.round((v / pico) * TOPE),
  )
}

const carpeta = await mkdtemp(join(tmpdir(), 'clips-'))
const clips: Int8Array[] = []
for (const frase of Object.values(FRASES)) {
  const { dicho, ritmo } = await decir(frase, join(carpeta, 'dicho.wav'))
  clips.push(recortar(bajar(dicho, ritmo)))
}
await rm(carpeta, { recursive: true })
const largos = Buffer.alloc(2 * clips.length)
for (const [i, { length }] of clips.entries()) largos.writeUInt16LE(length, 2 * i)
const archivo = Buffer.concat([largos, ...clips.map((clip) => Buffer.from(clip.buffer))])
await writeFile(new URL('../src/security/captcha/clips.s8', import.meta.url), archivo)
console.log(`${clips.length} recordings, ${archivo.length} bytes`)
