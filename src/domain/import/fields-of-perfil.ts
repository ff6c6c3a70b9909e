/** Which data an account of each perfil has in a file. */

import type { CuentaData } from '../account/cuenta.ts'
import type { Perfil } from '../perfil.ts'

const NOMBRE_FIELDS = ['nombres', 'apellidoPaterno', 'apellidoMaterno'] as const
const DIRECCION_FIELDS = ['direccion', 'numero', 'block', 'departamento', 'region', 'comuna'] as const
const EXTRANJERO_FIELDS = ['tipoDocumento', 'sexo', 'estadoCivil', 'cantidadHijos', 'paisOrigen'] as const
const ORGANISMO_FIELDS = [
  'razonSocial',
  'tipoOrganismo',
  'rutRepresentante',
  'emailRepresentante',
  'celularRepresentante',
] as const
const TELEFONO_FIELDS = ['telefonoParticular', 'celular', 'telefonoTrabajo'] as const

export type Datum = keyof CuentaData

/** The data that the forms of each profile ask for. */
export const FIELDS_OF: Readonly<Record<Perfil, readonly Datum[]>> = {
  natural: [...NOMBRE_FIELDS, 'fechaNacimiento', ...DIRECCION_FIELDS, 'email', ...TELEFONO_FIELDS],
  juridica: [...ORGANISMO_FIELDS, ...DIRECCION_FIELDS, 'email', 'celular'],
  migrante: [
    ...NOMBRE_FIELDS,
    'fechaNacimiento',
    ...EXTRANJERO_FIELDS,
    ...DIRECCION_FIELDS,
    'email',
    ...TELEFONO_FIELDS,
  ],
  facilitador: [...NOMBRE_FIELDS, 'tipoDocumento', 'paisOrigen', 'email'],
}

const ALL_FIELDS = [...new Set(Object.values(FIELDS_OF).flat())]
const fieldsNotOf = (perfil: Perfil) => ALL_FIELDS.filter((datum) => !FIELDS_OF[perfil].includes(datum))
/** The data that only forms of other profiles ask for. */
export const FIELDS_NOT_OF: Readonly<Record<Perfil, readonly Datum[]>> = {
  natural: fieldsNotOf('natural'),
  juridica: fieldsNotOf('juridica'),
  migrante: fieldsNotOf('migrante'),
  facilitador: fieldsNotOf('facilitador'),
}
