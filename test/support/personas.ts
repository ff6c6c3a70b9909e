import { digitoVerificador } from '../../src/domain/rut.ts'
import type { Campos } from './navegador.ts'

/** An RUT with its right digit. */
export const rutDe = (numero: number): string => `${numero}-${digitoVerificador(numero)}`

export const CLAVE = 'Tr3bol#99'
export const RESPUESTA = 'Lautaro Pehuen'

/** A natural person's registration as it is typed; no two tests need share an RUT or an e-mail. */
export const registroNatural = (numero: number, otros: Campos = {}): Campos => ({
  rut: rutDe(numero),
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
  ...otros,
})

/** A foreign document's number that no other test uses. */
export const nieDe = (numero: number): string => `AB${numero}`

/** A migrant's registration as it is typed, without its document. */
export const registroMigrante = (numero: number, otros: Campos = {}): Campos => {
  const { rut, ...deTodos } = registroNatural(numero)
  return {
    ...deTodos,
    nie: nieDe(numero),
    tipoDocumento: 'pasaporte',
    nombres: 'Yulimar',
    apellidoPaterno: 'Rondón',
    apellidoMaterno: '',
    sexo: 'femenino',
    estadoCivil: 'soltero',
    cantidadHijos: '2',
    paisOrigen: 'VEN',
    ...otros,
  }
}

/** An organisation's registration as it is typed. */
export const registroJuridica = (numero: number, otros: Campos = {}): Campos => {
  const {
    nombres,
    apellidoPaterno,
    apellidoMaterno,
    fechaNacimiento,
    telefonoParticular,
    telefonoTrabajo,
    ...deTodos
  } = registroNatural(numero)
  return {
    ...deTodos,
    razonSocial: 'Capacitaciones del Sur Limitada',
    tipoOrganismo: 'otec',
    rutRepresentante: rutDe(12_345_678),
    emailRepresentante: `representante${numero}@correo.test`,
    celularRepresentante: '',
    ...otros,
  }
}
