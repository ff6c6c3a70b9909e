/** The closed lists of product.md “Fields”: what is kept, and how people read it. */
import type { Option } from '../fields/field.ts'

const options = (texts: Readonly<Record<string, string>>): readonly Option[] =>
  Object.entries(texts).map(([value, text]) => ({ value, text }))

export const TIPOS_DE_DOCUMENTO = options({
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

/** OTEC: training provider. OTIC: intermediary. */
export const TIPOS_DE_ORGANISMO = options({ empresa: 'Empresa', otec: 'OTEC', otic: 'OTIC' })

/** How people read a type of organisation; '' when it is none. */
export const readableTipo = (tipo: string | null): string =>
  TIPOS_DE_ORGANISMO.find(({ value }) => value === tipo)?.text ?? ''
