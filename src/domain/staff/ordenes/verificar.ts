import { OF_A_PERSON, OF_AN_ORGANISATION, type OrdenRule } from './rule.ts'

/** Settles what the register of organisations holds against an account, until its entry changes. */
export const SETTLES = 'registro_atrasado'

/** Whose the account is was seen on paper: its identity becomes `verificada` (product.md “Proofs”, 7). */
export const verificar = {
  power: 'verificar_cuentas',
  reasons: ['papeles_vistos', SETTLES],
  documents: [...new Set([...OF_A_PERSON, ...OF_AN_ORGANISATION])],
  documentsOfOrganisation: OF_AN_ORGANISATION,
  asks: [],
  asksOneOf: [],
  // The papers show whoever has it then, and nobody who came by another way since.
  restsOn: 'factores',
  refusalOf({ estado, identidad, tipoOrganismo }) {
    if (estado !== 'activa') return 'congelada'
    // One that lost its force is stopped although it is verified: only the register tells.
    return identidad === 'verificada' && tipoOrganismo !== 'otec' ? 'ya_verificada' : undefined
  },
} as const satisfies OrdenRule
