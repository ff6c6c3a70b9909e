import { readFileSync } from 'node:fs'
import { LETTER_PHRASES } from './phrases.ts'
import { loudness, type Waveform } from './waveform.ts'

const LETTERS = Object.keys(LETTER_PHRASES)

/**
 * The recordings: the length of each in samples (16-bit little endian), letter by letter, then the samples
 * (signed 8-bit). Made by bench/captcha/clips.ts.
 */
const RECORDINGS = readFileSync(new URL('clips.s8', import.meta.url))

const lengthOf = (index: number) => RECORDINGS.readUInt16LE(2 * index)
const starts: number[] = []
let offset = 2 * LETTERS.length
for (let index = 0; index < LETTERS.length; index++) {
  starts.push(offset)
  offset += lengthOf(index)
}

const clips = new Map<number, Waveform>()

/** The recording of a letter, in either case. All are equally loud (RMS 1). */
export function clipOf(letter: string): Waveform {
  const index = LETTERS.indexOf(letter.toUpperCase())
  const from = starts[index]
  if (from === undefined) throw new Error('a letter without a recording')
  // Decoded on demand, to keep startup fast.
  const clip = clips.get(index) ?? equalize(new Int8Array(RECORDINGS.subarray(from, from + lengthOf(index))))
  clips.set(index, clip)
  return clip
}

function equalize(samples: Int8Array): Waveform {
  const waveform = new Float32Array(samples)
  const level = loudness(waveform)
  return waveform.map((v) => v / level)
}
