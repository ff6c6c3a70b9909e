import { RITMO } from './frases.ts'
import type { Onda } from './onda.ts'

const CABECERA = 44

/**
 * A sound as a WAV file of one channel and eight bits, as loud as they hold, which every browser plays: what
 * eight bits lose lies below the noise. (Microsoft and IBM, “Multimedia Programming Interface and Data
 * Specifications 1.0”, WAVE.)
 */
export function enWav(onda: Onda): Buffer {
  const wav = Buffer.alloc(CABECERA + onda.length + (onda.length % 2))
  wav.write('RIFF', 0, 'latin1')
  wav.writeUInt32LE(wav.length - 8, 4)
  wav.write('WAVEfmt ', 8, 'latin1')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(RITMO, 24)
  wav.writeUInt32LE(RITMO, 28)
  wav.writeUInt16LE(1, 32)
  wav.writeUInt16LE(8, 34)
  wav.write('data', 36, 'latin1')
  wav.writeUInt32LE(onda.length, 40)
  const pico = onda.reduce((mayor, v) => Math.max(mayor, Math.abs(v)), 1e-6)
  for (let i = 0; i < onda.length; i++) wav[CABECERA + i] = Math.round(127.5 + (127 * (onda[i] ?? 0)) / pico)
  return wav
}
