/** The closed lists of product.md “Fields”: stored value and displayed text. */
import type { Option } from '../fields/field.ts'

const options = (texts: Readonly<Record<string, string>>): readonly Option[] =>
  Object.entries(texts).map(([value, text]) => ({ value, text }))

export const TIPOS_DOCUMENTO = options({
  pasaporte: 'Pasaporte',
  documento_de_origen: 'Documento de identidad del país de origen',
  identificador_provisorio: 'Identificador provisorio (IPE o IPA)',
  titulo_de_viaje: 'Título de viaje',
  otro: 'Otro',
})

export const SEXOS = options({
  femenino: 'Femenino',
  masculino: 'Masculino',
  otro: 'Otro',
  no_informa: 'Prefiere no informar',
})

export const ESTADOS_CIVILES = options({
  soltero: 'Soltero/a',
  casado: 'Casado/a',
  conviviente_civil: 'Conviviente civil',
  separado: 'Separado/a judicialmente',
  divorciado: 'Divorciado/a',
  viudo: 'Viudo/a',
})

/** OTEC: training provider. OTIC: intermediary between companies and OTECs. */
export const TIPOS_ORGANISMO = options({ empresa: 'Empresa', otec: 'OTEC', otic: 'OTIC' })

/** Displayed text of an organisation type; '' if there is none. */
export const tipoOrganismoText = (tipo: string | null): string =>
  TIPOS_ORGANISMO.find(({ value }) => value === tipo)?.text ?? ''
