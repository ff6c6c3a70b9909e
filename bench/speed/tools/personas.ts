import { CLAVE, RESPUESTA, rutOf } from '../../../test/support/data/personas.ts'
import { LETTERS } from './environment.ts'

/** A registration as typed; a different person for each number. */
export const registrationOf = (number: number): Record<string, string> => ({
  rut: rutOf(number),
  nombres: 'María Jesús',
  apellidoPaterno: 'Ñancupil',
  apellidoMaterno: "O'Higgins",
  fechaNacimiento: '03-10-1994',
  direccion: 'Pasaje Los Aromos',
  numero: '123',
  region: '13',
  comuna: '13101',
  email: `persona${number}@correo.test`,
  sinCelular: 'si',
  clave: CLAVE,
  repetirClave: CLAVE,
  preguntaSecreta: 'p03',
  respuestaSecreta: RESPUESTA,
  captcha: LETTERS,
})
