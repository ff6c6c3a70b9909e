import { digitoVerificador } from '../../src/domain/rut.ts'
import { LETRAS } from './entorno.ts'

export const CLAVE = 'Tr3bol#99'
export const rutDe = (numero: number): string => `${numero}-${digitoVerificador(numero)}`

/** A registration as it is typed; each number is another person. */
export const registroDe = (numero: number): Record<string, string> => ({
  rut: rutDe(numero),
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
  captcha: LETRAS,
})
