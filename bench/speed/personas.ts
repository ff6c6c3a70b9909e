import { checkDigit } from '../../src/domain/values/rut.ts'
import { LETTERS } from './environment.ts'

export const CLAVE = 'Tr3bol#99'
export const rutOf = (numero: number): string => `${numero}-${checkDigit(numero)}`

/** A registration as it is typed; each number is another person. */
export const registrationOf = (numero: number): Record<string, string> => ({
  rut: rutOf(numero),
  nombres: 'María Jesús',
  apellidoPaterno: 'Ñancupil',
  apellidoMaterno: "O'Higgins",
  fechaNacimiento: '03-10-1994',
  direccion: 'Pasaje Los Aromos',
  numero: '123',
  region: '13',
  comuna: '13101',
  email: `persona${numero}@correo.test`,
  sinCelular: 'si',
  clave: CLAVE,
  repetirClave: CLAVE,
  preguntaSecreta: 'p01',
  respuestaSecreta: 'Lautaro Pehuen',
  captcha: LETTERS,
})
