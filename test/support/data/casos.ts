import type { Caso } from '../../../src/application/ports.ts'

/** A caso that is open, about whom no cuenta is known. */
export const makeCaso = (of: Partial<Caso> = {}): Caso => ({
  id: `id-${of.number ?? 'ABCD2345'}`,
  number: 'ABCD2345',
  reason: 'ya_registrado',
  perfil: 'natural',
  cuentaId: null,
  subject: 'sujeto',
  encryptedFacts: null,
  createdAt: new Date('2026-01-02T03:04:05.000Z'),
  closedAt: null,
  outcome: null,
  ...of,
})
