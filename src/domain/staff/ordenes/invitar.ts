import { OF_A_PERSON, OF_AN_ORGANISATION, type OrdenRule } from './rule.ts'

/** Somebody who has nothing to prove the account with gets a link at a mailbox that they name. */
export const invitar = {
  power: 'invitar_personas',
  reasons: ['sin_clave_ni_correo', 'sin_correo', 'correo_perdido'],
  documents: [...new Set([...OF_A_PERSON, ...OF_AN_ORGANISATION])],
  asks: ['email'],
  asksOneOf: [],
  restsOn: 'factores',
  refusalOf: ({ estado }) => (estado === 'activa' ? undefined : 'congelada'),
} as const satisfies OrdenRule
