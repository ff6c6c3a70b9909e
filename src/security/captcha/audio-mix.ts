import { clipOf } from './clips.ts'
import { SAMPLE_RATE } from './phrases.ts'
import type { SeededRandom } from './seeded-random.ts'
import type { Waveform } from './waveform.ts'

/** Seconds before the first letter and after the last. */
const MARGIN = 0.4
/** Seconds between letters: time to type one. */
const PAUSE = [0.75, 0.9] as const
/** Amplitude of the noise; its RMS is 0.58 of this, 30 dB below the letters. */
const NOISE = 0.055

/** Spells a text over a soft hiss, with a pause between letters. */
export function mix(text: string, random: SeededRandom): Waveform {
  const clips = [...text].map(clipOf)
  let end = MARGIN * SAMPLE_RATE
  const starts = clips.map(({ length }, i) => {
    const start = Math.floor(end + (i === 0 ? 0 : random.between(...PAUSE) * SAMPLE_RATE))
    end = start + length
    return start
  })
  const waveform = random.noise(Math.floor(end + MARGIN * SAMPLE_RATE)).map((v) => v * NOISE)
  for (const [i, clip] of clips.entries()) {
    const start = starts[i] ?? 0
    for (let k = 0; k < clip.length; k++) waveform[start + k] = (waveform[start + k] ?? 0) + (clip[k] ?? 0)
  }
  return waveform
}
