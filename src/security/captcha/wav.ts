import { SAMPLE_RATE } from './phrases.ts'
import type { Waveform } from './waveform.ts'

const HEADER_BYTES = 44

/**
 * Encodes a sound as an 8-bit mono WAV at full scale, which every browser plays. The quantisation error is
 * below the noise. (Microsoft and IBM, “Multimedia Programming Interface and Data Specifications 1.0”, WAVE.)
 */
export function toWav(waveform: Waveform): Buffer {
  const wav = Buffer.alloc(HEADER_BYTES + waveform.length + (waveform.length % 2))
  wav.write('RIFF', 0, 'latin1')
  wav.writeUInt32LE(wav.length - 8, 4)
  wav.write('WAVEfmt ', 8, 'latin1')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(SAMPLE_RATE, 24)
  wav.writeUInt32LE(SAMPLE_RATE, 28)
  wav.writeUInt16LE(1, 32)
  wav.writeUInt16LE(8, 34)
  wav.write('data', 36, 'latin1')
  wav.writeUInt32LE(waveform.length, 40)
  const peak = waveform.reduce((highest, v) => Math.max(highest, Math.abs(v)), 1e-6)
  for (let i = 0; i < waveform.length; i++)
    wav[HEADER_BYTES + i] = Math.round(127.5 + (127 * (waveform[i] ?? 0)) / peak)
  return wav
}
