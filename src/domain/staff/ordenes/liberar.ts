import { OF_A_PERSON, OF_AN_ORGANISATION, type OrdenRule } from './rule.ts'

/** The account ends, so that whoever the identificador belongs to can register. */
export const liberar = {
  power: 'liberar_cuentas',
  reasons: ['creada_por_otra_persona', 'no_representa', 'orden_de_autoridad'],
  documents: [...new Set([...OF_A_PERSON, ...OF_AN_ORGANISATION]), 'orden_de_autoridad'],
  asks: [],
  asksOneOf: [],
  restsOn: 'identificador',
  refusalOf: () => undefined,
} as const satisfies OrdenRule
