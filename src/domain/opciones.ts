/** The closed lists of PRODUCT “Fields”: what is kept, and how people read it. */
import type { Opcion } from './campo.ts'

const opciones = (textos: Readonly<Record<string, string>>): readonly Opcion[] =>
  Object.entries(textos).map(([valor, texto]) => ({ valor, texto }))

export const TIPOS_DE_DOCUMENTO = opciones({
  pasaporte: 'Pasaporte',
  documento_de_origen: 'Documento de identidad del país de origen',
  identificador_provisorio: 'Identificador provisorio (IPE o IPA)',
  titulo_de_viaje: 'Título de viaje',
  otro: 'Otro',
})

export const SEXOS = opciones({
  femenino: 'Femenino',
  masculino: 'Masculino',
  otro: 'Otro',
  no_informa: 'Prefiere no informar',
})

export const ESTADOS_CIVILES = opciones({
  soltero: 'Soltero/a',
  casado: 'Casado/a',
  conviviente_civil: 'Conviviente civil',
  separado: 'Separado/a judicialmente',
  divorciado: 'Divorciado/a',
  viudo: 'Viudo/a',
})

/** OTEC: training provider. OTIC: intermediary. */
export const TIPOS_DE_ORGANISMO = opciones({ empresa: 'Empresa', otec: 'OTEC', otic: 'OTIC' })

/** How people read a type of organisation; '' when it is none. */
export const tipoLegible = (tipo: string | null): string =>
  TIPOS_DE_ORGANISMO.find(({ valor }) => valor === tipo)?.texto ?? ''
