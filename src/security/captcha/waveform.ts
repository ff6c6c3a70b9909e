/** Samples around zero, SAMPLE_RATE per second. */
export type Waveform = Float32Array

/** Root mean square. */
export function loudness(waveform: Waveform): number {
  let sum = 0
  for (const v of waveform) sum += v * v
  return Math.sqrt(sum / Math.max(1, waveform.length))
}
