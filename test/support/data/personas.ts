import { checkDigit } from '../../../src/domain/values/rut.ts'
import type { FormFields } from '../http/script-free-browser.ts'

/** An RUT with its right digit. */
export const rutOf = (numero: number): string => `${numero}-${checkDigit(numero)}`

export const CLAVE = 'Tr3bol#99'
export const RESPUESTA = 'Lautaro Pehuen'

/** A natural person's registration as it is typed; no two tests need share an RUT or an e-mail. */
export const naturalRegistration = (numero: number, others: FormFields = {}): FormFields => ({
  rut: rutOf(numero),
  nombres: 'María Jesús',
  apellidoPaterno: 'Ñancupil',
  apellidoMaterno: "O'Higgins",
  fechaNacimiento: '03-10-1994',
  direccion: 'Pasaje Los Aromos',
  numero: '123',
  block: '',
  departamento: '',
  region: '13',
  comuna: '13101',
  email: `persona${numero}@correo.test`,
  telefonoParticular: '',
  celular: '',
  sinCelular: 'si',
  telefonoTrabajo: '',
  clave: CLAVE,
  repetirClave: CLAVE,
  preguntaSecreta: 'p01',
  respuestaSecreta: RESPUESTA,
  ...others,
})

/** A foreign document's number that no other test uses. */
export const nieOf = (numero: number): string => `AB${numero}`

/** A migrant's registration as it is typed, without its document. */
export const migranteRegistration = (numero: number, others: FormFields = {}): FormFields => {
  const { rut, ...ofAll } = naturalRegistration(numero)
  return {
    ...ofAll,
    nie: nieOf(numero),
    tipoDocumento: 'pasaporte',
    nombres: 'Yulimar',
    apellidoPaterno: 'Rondón',
    apellidoMaterno: '',
    sexo: 'femenino',
    estadoCivil: 'soltero',
    cantidadHijos: '2',
    paisOrigen: 'VEN',
    ...others,
  }
}

/** An organisation's registration as it is typed. */
export const juridicaRegistration = (numero: number, others: FormFields = {}): FormFields => {
  const {
    nombres,
    apellidoPaterno,
    apellidoMaterno,
    fechaNacimiento,
    telefonoParticular,
    telefonoTrabajo,
    ...ofAll
  } = naturalRegistration(numero)
  return {
    ...ofAll,
    razonSocial: 'Capacitaciones del Sur Limitada',
    tipoOrganismo: 'otec',
    rutRepresentante: rutOf(12_345_678),
    emailRepresentante: `representante${numero}@correo.test`,
    celularRepresentante: '',
    ...others,
  }
}
