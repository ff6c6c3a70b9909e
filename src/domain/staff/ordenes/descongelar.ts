import { OF_A_PERSON, OF_AN_ORGANISATION, type OrdenRule } from './rule.ts'

/**
 * A frozen account is given back to whoever showed that it is theirs, by a link to the mailbox that they name. It stays
 * frozen until the link is used: a mistyped mailbox gives it to nobody.
 */
export const descongelar = {
  power: 'descongelar_cuentas',
  reasons: ['vuelve_su_dueno', 'objecion_resuelta', 'congelada_por_error'],
  documents: [...new Set([...OF_A_PERSON, ...OF_AN_ORGANISATION]), 'orden_de_autoridad'],
  asks: ['email'],
  asksOneOf: [],
  restsOn: 'factores',
  refusalOf: ({ estado }) => (estado === 'congelada' ? undefined : 'no_congelada'),
} as const satisfies OrdenRule
