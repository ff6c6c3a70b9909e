import { checkDigit } from '../../../src/domain/values/rut.ts'
import type { FormFields } from '../http/script-free-browser.ts'

/** The RUT with that number and its check digit. */
export const rutOf = (number: number): string => `${number}-${checkDigit(number)}`

export const CLAVE = 'Tr3bol#99'
export const RESPUESTA = 'Lautaro Pehuen'

/** A natural person's registration as typed. RUT and email depend on the number, so tests can avoid sharing them. */
export const naturalRegistration = (number: number, others: FormFields = {}): FormFields => ({
  rut: rutOf(number),
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
  email: `persona${number}@correo.test`,
  telefonoParticular: '',
  celular: '',
  sinCelular: 'si',
  telefonoTrabajo: '',
  clave: CLAVE,
  repetirClave: CLAVE,
  preguntaSecreta: 'p03',
  respuestaSecreta: RESPUESTA,
  ...others,
})

/** The NIE with that number. */
export const nieOf = (number: number): string => `AB${number}`

/** A migrante's registration as typed, without the documento. */
export const migranteRegistration = (number: number, others: FormFields = {}): FormFields => {
  const { rut, ...common } = naturalRegistration(number)
  return {
    ...common,
    nie: nieOf(number),
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

/** An organizacion's registration as typed. */
export const juridicaRegistration = (number: number, others: FormFields = {}): FormFields => {
  const {
    nombres,
    apellidoPaterno,
    apellidoMaterno,
    fechaNacimiento,
    telefonoParticular,
    telefonoTrabajo,
    ...common
  } = naturalRegistration(number)
  return {
    ...common,
    razonSocial: 'Capacitaciones del Sur Limitada',
    tipoOrganismo: 'otec',
    rutRepresentante: rutOf(12_345_678),
    emailRepresentante: `representante${number}@correo.test`,
    celularRepresentante: '',
    ...others,
  }
}
