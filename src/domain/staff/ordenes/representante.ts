import { OF_AN_ORGANISATION, type OrdenRule } from './rule.ts'

/** An organisation gets the legal representative whom its papers name; what rests on the former ends. */
export const representante = {
  power: 'cambiar_representantes',
  reasons: ['nuevo_representante', 'sin_el_anterior'],
  documents: OF_AN_ORGANISATION,
  asks: ['rut', 'nombres'],
  asksOneOf: [],
  // The former one may hold CS and answer, and does not stop it by changing them.
  restsOn: 'identificador',
  refusalOf({ perfil, estado }) {
    if (perfil !== 'juridica') return 'no_corresponde'
    return estado === 'activa' ? undefined : 'congelada'
  },
} as const satisfies OrdenRule
