import type { OrdenRule } from './rule.ts'

/**
 * A person has an account by their NIE and another by their RUT: that of the NIE closes, and its NIE leads to that of the
 * RUT from then on. Nothing is copied.
 */
export const reunir = {
  power: 'reunir_cuentas',
  reasons: ['tiene_las_dos', 'no_puede_pasar'],
  // A passport says nothing of an RUT.
  documents: ['cedula', 'certificado'],
  asks: ['rut'],
  asksOneOf: [],
  otherPerfil: 'natural',
  // Whoever took the account must not be able to stop it by changing something of it.
  restsOn: 'identificador',
  // Also of a frozen one: what its owner objected to is granted again, or not, while it is frozen.
  refusalOf: ({ perfil }) => (perfil === 'migrante' ? undefined : 'no_corresponde'),
} as const satisfies OrdenRule
