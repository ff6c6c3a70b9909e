/** What those who are invented type, and what the old system had of those who come from there. */
import type { DataOf, PerfilWith } from '../../domain/forms/tramites.ts'
import type { Values } from '../../domain/import/cells.ts'
import { DEMO_CLAVE, DEMO_PREGUNTA, DEMO_RESPUESTA, type Invented, REPRESENTANTE } from './people.ts'

const DOMICILIO = {
  direccion: 'Pasaje Los Aromos',
  numero: '123',
  block: null,
  departamento: null,
  region: '13',
  comuna: '13101',
} as const

/** A picture of one colour stands for the document of a migrante. */
const DOCUMENTO = {
  name: 'documento.png',
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAEAAAAAoCAMAAAB5EAzbAAAAA1BMVEVmu4gPcvYpAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAGUlEQVRIx+3BgQAAAADDoPlTH+AKVQEAwBsKKAABSvrqYAAAAABJRU5ErkJggg==',
    'base64',
  ),
}

/** What one of them types in Registrar. */
export function registrarData(
  one: Invented<PerfilWith<'registrar'>>,
  captcha: string,
): DataOf<'registrar', ''> {
  const celular = one.state === 'sin_celular' ? null : one.celular
  const shared = {
    ...DOMICILIO,
    email: one.email,
    celular,
    sinCelular: celular === null,
    clave: DEMO_CLAVE,
    repetirClave: DEMO_CLAVE,
    preguntaSecreta: DEMO_PREGUNTA,
    respuestaSecreta: DEMO_RESPUESTA,
    captcha,
  }
  if (one.perfil === 'juridica')
    return {
      ...shared,
      perfil: 'juridica',
      rut: one.identificador,
      razonSocial: one.nombres,
      tipoOrganismo: 'empresa',
      rutRepresentante: REPRESENTANTE,
      emailRepresentante: `representante.${one.email}`,
      celularRepresentante: null,
    }
  const person = {
    ...shared,
    nombres: one.nombres,
    apellidoPaterno: one.apellido,
    apellidoMaterno: null,
    fechaNacimiento: one.fechaNacimiento,
    telefonoParticular: null,
    telefonoTrabajo: null,
  }
  if (one.perfil === 'natural') return { ...person, perfil: 'natural', rut: one.identificador }
  return {
    ...person,
    perfil: 'migrante',
    nie: one.identificador,
    tipoDocumento: 'pasaporte',
    documento: DOCUMENTO,
    sexo: 'no_informa',
    estadoCivil: 'soltero',
    cantidadHijos: '0',
    paisOrigen: 'VEN',
  }
}

/** MD5 of {@link DEMO_CLAVE}, as an old system kept it. */
const OLD_HASH = 'md5$f4227c45448e443db6c94e8ce223040f'

/** A line of the old system's file; its mailbox was confirmed there. */
export const importedValues = (one: Invented): Values => ({
  perfil: one.perfil,
  identificador: one.identificador,
  ...(one.perfil === 'juridica'
    ? { razonSocial: one.nombres, tipoOrganismo: 'empresa' }
    : { nombres: one.nombres, apellidoPaterno: one.apellido }),
  email: one.email,
  ...(one.state === 'sin_cs' ? { fechaNacimiento: one.fechaNacimiento } : { claveHash: OLD_HASH }),
})
