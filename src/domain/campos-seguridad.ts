/** Fields that prove who somebody is, or that they are somebody. */
import { type Catalogo, obligatorio, opcional, unaDe } from './campo.ts'
import { leerClave, tieneFormaDeProvisoria } from './clave.ts'
import { leerCodigo } from './codigo.ts'
import { esPregunta, PREGUNTAS } from './respuesta-secreta.ts'
import { largoEnPuntos, sinBordes } from './texto.ts'

/** A key is read as it came: a blank may be part of it. */
const ENTERA = { control: 'clave', secreto: true, recortar: (texto: string) => texto } as const

const clave = (etiqueta: string, ayuda: string) =>
  obligatorio(
    {
      ...ENTERA,
      etiqueta,
      ayuda,
      siEsLargo: 'clave_larga',
      autocomplete: 'new-password',
      ancho: 'medio',
    },
    leerClave,
  )

/** The same key again: it is only compared with the first, which tells what is wrong with both. */
const claveRepetida = (etiqueta: string) =>
  obligatorio(
    {
      ...ENTERA,
      etiqueta,
      siEsLargo: 'clave_larga',
      autocomplete: 'new-password',
      ancho: 'medio',
    },
    (texto) => ({ ok: true, valor: texto.normalize('NFC') }),
  )

/** A temporary key is copied from a message with whatever stands around it; any other key is read as it came. */
function recortarProvisoria(texto: string): string {
  const limpia = sinBordes(texto)
  return tieneFormaDeProvisoria(limpia) ? limpia : texto
}

const aspectoDeClaveActual = (etiqueta: string, ayuda: string) =>
  ({
    etiqueta,
    ayuda,
    control: 'clave',
    secreto: true,
    recortar: recortarProvisoria,
    siEsLargo: 'clave_larga',
    autocomplete: 'current-password',
    ancho: 'medio',
  }) as const

/** A key that is only compared: no rule of its own but a bound on the work (PRODUCT: “no length rule on the current one”). */
const leerClaveActual = (texto: string) =>
  texto.length <= 200
    ? ({ ok: true, valor: texto.normalize('NFC') } as const)
    : ({ ok: false, codigo: 'clave_larga' } as const)

const claveParaComparar = (etiqueta: string, ayuda: string) =>
  obligatorio(aspectoDeClaveActual(etiqueta, ayuda), leerClaveActual)

const aspectoRespuesta = {
  etiqueta: 'Respuesta Secreta',
  ayuda: 'No importan las mayúsculas ni los acentos.',
  control: 'clave',
  secreto: true,
  siEsLargo: 'respuesta_larga',
  autocomplete: 'off',
} as const

const leerRespuesta = (texto: string) =>
  largoEnPuntos(texto) <= 100
    ? ({ ok: true, valor: texto } as const)
    : ({ ok: false, codigo: 'respuesta_larga' } as const)

const aspectoPregunta = {
  etiqueta: 'Pregunta Secreta',
  control: 'lista',
  grupos: [{ opciones: PREGUNTAS.map(({ id, texto }) => ({ valor: id, texto })) }],
} as const

export const camposDeSeguridad = {
  clave: clave('Clave CS', 'De 8 a 10 caracteres. Distingue mayúsculas de minúsculas.'),
  repetirClave: claveRepetida('Repetir Clave CS'),
  preguntaSecreta: obligatorio(aspectoPregunta, unaDe(esPregunta)),
  respuestaSecreta: obligatorio(aspectoRespuesta, leerRespuesta),
  preguntaNueva: opcional(aspectoPregunta, unaDe(esPregunta)),
  respuestaNueva: opcional(aspectoRespuesta, leerRespuesta),
  claveActual: claveParaComparar('CS Actual', 'Distingue mayúsculas de minúsculas.'),
  claveParaConfirmar: opcional(
    aspectoDeClaveActual('CS Actual', 'Distingue mayúsculas de minúsculas.'),
    leerClaveActual,
  ),
  claveOtec: claveParaComparar('CS OTEC', 'La Clave Sence de la OTEC. Distingue mayúsculas de minúsculas.'),
  claveNueva: clave('CS Nueva', 'De 8 a 10 caracteres. Distingue mayúsculas de minúsculas.'),
  repetirClaveNueva: claveRepetida('Repetir CS Nueva'),
  codigo: obligatorio(
    {
      etiqueta: 'Código de 6 números',
      ayuda: 'Lo enviamos por correo. Vence en 15 minutos.',
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      ancho: 'corto',
    },
    leerCodigo,
  ),
  captcha: obligatorio(
    {
      etiqueta: 'Captcha',
      ayuda: 'Ingresar',
      control: 'captcha',
      secreto: true,
      autocomplete: 'off',
      ancho: 'medio',
    },
    (texto) => ({ ok: true, valor: texto.slice(0, 50) }),
  ),
} satisfies Catalogo
