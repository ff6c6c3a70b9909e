/**
 * The catalogue of fields (PRODUCT “Fields”): each is one object that form, validation, summary, mail and
 * console read. The key is the `name` in the form.
 */
import { type Campo, casilla, obligatorio, opcional, unaDe } from './campo.ts'
import { leerClave } from './clave.ts'
import { leerTextoLibre } from './direccion.ts'
import { leerEmail } from './email.ts'
import { leerFechaNacimiento, mostrarFecha } from './fecha.ts'
import { leerNombre } from './nombre.ts'
import { esPregunta, PREGUNTAS } from './respuesta-secreta.ts'
import { leerRut, mostrarRut } from './rut.ts'
import { leerCelular, leerTelefonoFijo } from './telefono.ts'
import { COMUNAS, esComuna, esRegion, REGIONES } from './territorio.ts'
import { largoEnPuntos } from './texto.ts'

const alfabetico = new Intl.Collator('es').compare

const opcionesDeComuna = REGIONES.map((region) => ({
  nombre: region.nombre,
  opciones: COMUNAS.filter((comuna) => comuna.region === region.codigo)
    .map(({ codigo, nombre }) => ({ valor: codigo, texto: nombre }))
    .toSorted((a, b) => alfabetico(a.texto, b.texto)),
}))

const clave = (etiqueta: string, ayuda: string) =>
  obligatorio(
    {
      etiqueta,
      ayuda,
      control: 'clave',
      secreto: true,
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
      etiqueta,
      control: 'clave',
      secreto: true,
      siEsLargo: 'clave_larga',
      autocomplete: 'new-password',
      ancho: 'medio',
    },
    (texto) => ({ ok: true, valor: texto.normalize('NFC') }),
  )

/** A key that is only compared: no rule of its own but a bound on the work (PRODUCT: “no length rule on the current one”). */
const claveParaComparar = (etiqueta: string, ayuda: string) =>
  obligatorio(
    {
      etiqueta,
      ayuda,
      control: 'clave',
      secreto: true,
      siEsLargo: 'clave_larga',
      autocomplete: 'current-password',
      ancho: 'medio',
    },
    (texto) =>
      texto.length <= 200
        ? { ok: true, valor: texto.normalize('NFC') }
        : { ok: false, codigo: 'clave_larga' },
  )

const rutDe = (etiqueta: string, ayuda: string) =>
  obligatorio({ etiqueta, ayuda, ancho: 'medio', autocomplete: 'username', mostrar: mostrarRut }, leerRut)

const direccion = (maximo: number) => (texto: string) => leerTextoLibre(texto, maximo)

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

export const campos = {
  rut: rutDe('Rut', 'Con o sin puntos. Por ejemplo: 12.345.678-5'),
  continuarDeTodosModos: casilla('Continuar de todos modos: es mi RUT personal'),
  nombres: obligatorio({ etiqueta: 'Nombres', autocomplete: 'given-name', maximo: 100 }, leerNombre),
  apellidoPaterno: obligatorio(
    { etiqueta: 'Apellido Paterno', autocomplete: 'family-name', maximo: 100 },
    leerNombre,
  ),
  apellidoMaterno: opcional(
    { etiqueta: 'Apellido Materno', autocomplete: 'additional-name', maximo: 100 },
    leerNombre,
  ),
  fechaNacimiento: obligatorio(
    {
      etiqueta: 'Fecha de Nacimiento',
      ayuda: 'Formato: 01-12-1992',
      autocomplete: 'bday',
      ancho: 'corto',
      mostrar: mostrarFecha,
    },
    (texto, { hoy }) => leerFechaNacimiento(texto, hoy),
  ),
  direccion: obligatorio(
    {
      etiqueta: 'Dirección Particular',
      ayuda: 'Pasaje o Calle, Dirección',
      autocomplete: 'address-line1',
      maximo: 150,
    },
    direccion(150),
  ),
  numero: obligatorio({ etiqueta: 'N° de Dirección Particular', ancho: 'corto', maximo: 20 }, direccion(20)),
  block: opcional({ etiqueta: 'Block', ancho: 'corto', maximo: 20 }, direccion(20)),
  departamento: opcional({ etiqueta: 'N° de Departamento', ancho: 'corto', maximo: 20 }, direccion(20)),
  region: obligatorio(
    {
      etiqueta: 'Región',
      control: 'lista',
      autocomplete: 'address-level1',
      grupos: [{ opciones: REGIONES.map(({ codigo, nombre }) => ({ valor: codigo, texto: nombre })) }],
    },
    unaDe(esRegion),
  ),
  comuna: obligatorio(
    { etiqueta: 'Comuna', control: 'lista', autocomplete: 'address-level2', grupos: opcionesDeComuna },
    unaDe(esComuna),
  ),
  email: obligatorio(
    { etiqueta: 'Email', ayuda: 'Por ejemplo: nombre@correo.cl', control: 'email', autocomplete: 'email' },
    leerEmail,
  ),
  emailRegistrado: obligatorio(
    {
      etiqueta: 'Email Registrado',
      ayuda: 'El correo que usó al registrarse.',
      control: 'email',
      autocomplete: 'email',
    },
    leerEmail,
  ),
  telefonoParticular: opcional(
    {
      etiqueta: 'Teléfono Particular',
      ayuda: '9 números, con código de área',
      control: 'tel',
      autocomplete: 'home tel',
      ancho: 'medio',
    },
    leerTelefonoFijo,
  ),
  celular: opcional(
    {
      etiqueta: 'Celular',
      ayuda: '+56 9 (8 caracteres). Si no tiene celular, marque «Sin Celular».',
      control: 'tel',
      autocomplete: 'mobile tel',
      ancho: 'medio',
      prefijo: '+56 9',
      mostrar: (valor) => valor.slice(1),
    },
    leerCelular,
  ),
  sinCelular: casilla('Sin Celular'),
  telefonoTrabajo: opcional(
    {
      etiqueta: 'Teléfono Trabajo',
      ayuda: '9 números, con código de área',
      control: 'tel',
      autocomplete: 'work tel',
      ancho: 'medio',
    },
    leerTelefonoFijo,
  ),
  clave: clave('Clave CS', 'De 8 a 10 caracteres. Distingue mayúsculas de minúsculas.'),
  repetirClave: claveRepetida('Repetir Clave CS'),
  preguntaSecreta: obligatorio(aspectoPregunta, unaDe(esPregunta)),
  respuestaSecreta: obligatorio(aspectoRespuesta, leerRespuesta),
  preguntaNueva: opcional(aspectoPregunta, unaDe(esPregunta)),
  respuestaNueva: opcional(aspectoRespuesta, leerRespuesta),
  claveActual: claveParaComparar('CS Actual', 'Distingue mayúsculas de minúsculas.'),
  claveNueva: clave('CS Nueva', 'De 8 a 10 caracteres. Distingue mayúsculas de minúsculas.'),
  repetirClaveNueva: claveRepetida('Repetir CS Nueva'),
  codigo: obligatorio(
    {
      etiqueta: 'Código de 6 números',
      ayuda: 'Lo enviamos a su correo registrado. Vence en 15 minutos.',
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      ancho: 'corto',
    },
    (texto) => {
      const codigo = texto.replace(/\s/g, '')
      return /^\d{6}$/.test(codigo) ? { ok: true, valor: codigo } : { ok: false, codigo: 'codigo_formato' }
    },
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
} satisfies Record<string, Campo<string> | Campo<string | null> | Campo<boolean>>

export type NombreCampo = keyof typeof campos
/** The value that a field reads to. */
export type ValorDe<N extends NombreCampo> = (typeof campos)[N] extends Campo<infer T> ? T : never
