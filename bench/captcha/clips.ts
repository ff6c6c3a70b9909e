/**
 * Makes the recordings of the captcha's letters: src/security/captcha/clips.s8 (clips.ts there describes its format).
 * Needs espeak-ng, which the product itself does not (made with 1.51; Debian: apt-get install espeak-ng):
 *
 *     node src/launch.mjs bench/captcha/clips.ts
 *
 * Each phrase of phrases.ts is spoken, downsampled from 22,050 Hz to half, trimmed of silence and normalised to
 * eight bits. The same version of espeak-ng makes the same bytes.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { LETTER_PHRASES, SAMPLE_RATE, VOICE } from '../../src/security/captcha/phrases.ts'

const HEADER_BYTES = 44
/** Low-pass frequency in Hz, under the Nyquist limit of the result (5,512 Hz). */
const CUTOFF = 5200
/** Sinc terms on each side. */
const SINC_TERMS = 40
const SILENCE = 0.015
const PEAK = 120

const run = promisify(execFile)

async function speak(text: string, file: string) {
  const { name, pitch, wordsPerMinute } = VOICE
  await run('espeak-ng', ['-v', name, '-p', `${pitch}`, '-s', `${wordsPerMinute}`, '-w', file, text])
  const wav = await readFile(file)
  const sampleCount = (wav.length - HEADER_BYTES) >> 1
  const samples = Float32Array.from({ length: sampleCount }, (_, i) => wav.readInt16LE(HEADER_BYTES + 2 * i))
  return { samples, rate: wav.readUInt32LE(24) }
}

/** Downsamples with a windowed-sinc low-pass filter. */
function downsample(samples: Float32Array, rate: number): Float32Array {
  const ratio = rate / SAMPLE_RATE
  const width = (2 * CUTOFF) / rate
  return Float32Array.from({ length: Math.floor(samples.length / ratio) }, (_, i) => {
    const center = i * ratio
    let sum = 0
    for (let k = Math.ceil(center - SINC_TERMS); k <= center + SINC_TERMS; k++) {
      const t = k - center
      const sinc = t === 0 ? 1 : Math.sin(Math.PI * width * t) / (Math.PI * width * t)
      sum += (samples[k] ?? 0) * width * sinc * (0.5 + 0.5 * Math.cos((Math.PI * t) / SINC_TERMS))
    }
    return sum
  })
}

function trim(samples: Float32Array): Int8Array {
  const peak = samples.reduce((highest, v) => Math.max(highest, Math.abs(v)), 0)
  const isAudible = (v: number) => Math.abs(v) > SILENCE * peak
  return Int8Array.from(
    samples.slice(samples.findIndex(isAudible), samples.findLastIndex(isAudible) + 1),
    (v) => Math.round((v / peak) * PEAK),
  )
}

const folder = await mkdtemp(join(tmpdir(), 'clips-'))
const clips: Int8Array[] = []
for (const phrase of Object.values(LETTER_PHRASES)) {
  const { samples, rate } = await speak(phrase, join(folder, 'spoken.wav'))
  clips.push(trim(downsample(samples, rate)))
}
await rm(folder, { recursive: true })
const lengths = Buffer.alloc(2 * clips.length)
for (const [i, { length }] of clips.entries()) lengths.writeUInt16LE(length, 2 * i)
const file = Buffer.concat([lengths, ...clips.map((clip) => Buffer.from(clip.buffer))])
await writeFile(new URL('../../src/security/captcha/clips.s8', import.meta.url), file)
console.log(`${clips.length} recordings, ${file.length} bytes`)
