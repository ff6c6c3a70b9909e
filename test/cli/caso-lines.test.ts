import { expect, it } from 'vitest'
import type { CasoSheet } from '../../src/application/staff/casos/read-caso.ts'
import { foundLines } from '../../src/cli/caso-lines.ts'

it('a caso whose account two people closed says so, with the id that other systems know, as it is', () => {
  const id = 'f63eb0a5-f282-4352-a480-496b7c9f49ed'
  const now = new Date('2026-11-22T15:00:00.000Z')
  const caso: CasoSheet = {
    caso: {
      ...{ id: 'un-caso', number: 'ABCD2345', reason: 'objecion', perfil: 'natural' },
      ...{ createdAt: now, closedAt: null, outcome: null },
    },
    facts: { identificador: '12345678-5', network: null, proofs: [] },
    cuenta: {
      ...{ perfil: 'natural', identificador: id, estado: 'cerrada' },
      ...{ maskedEmail: null, emailConfirmedAt: null, maskedCelular: null, celularConfirmedAt: null },
    },
  }
  const lines = foundLines({ caso, errors: [] })
  expect(lines).toContain('Escribió: 12.345.678-5')
  expect(lines).toContain(`Cuenta: natural ${id}, cerrada`)
})
