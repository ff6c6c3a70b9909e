/** Renders views as Express does, and sample models for them. */

import { fileURLToPath } from 'node:url'
import ejs from 'ejs'
import * as urls from '../../../src/domain/urls.ts'
import { captchaUrls, pasoUrl, paths } from '../../../src/domain/urls.ts'
import type {
  CommonLocals,
  ErrorView,
  FieldView,
  FormView,
  ResultView,
} from '../../../src/http/views/view-models.ts'
import sections from '../../../views/mas-informacion.json' with { type: 'json' }

const VIEWS_FOLDER = fileURLToPath(new URL('../../../views/', import.meta.url))

export const common: CommonLocals = {
  asset: (path) => `/${path}`,
  site: 'https://clave.test',
  csrf: 'ficha-de-la-pagina',
  nonce: 'bm9uY2U=',
  urls,
  menu: [
    ...(['registrar', 'recuperar', 'cambiar', 'actualizar'] as const).map((operacion) => ({
      text: {
        registrar: 'REGÍSTRESE',
        recuperar: 'RECUPERAR CS',
        cambiar: 'CAMBIAR CS',
        actualizar: 'ACTUALIZAR DATOS',
      }[operacion],
      entries: [
        { text: `${operacion} Persona Natural`, url: urls.pasoUrl('natural', operacion) },
        { text: `${operacion} Persona Jurídica`, url: urls.pasoUrl('juridica', operacion) },
        { text: `${operacion} Persona Extranjera`, url: urls.pasoUrl('migrante', operacion) },
      ],
    })),
    {
      text: 'MÁS INFORMACIÓN',
      entries: sections.map(({ id, title }) => ({ text: title, url: urls.sectionUrl(id) })),
    },
  ],
}

/** Renders a view with a model. */
export const render = (view: string, model: object): Promise<string> =>
  ejs.renderFile(`${VIEWS_FOLDER}${view}.ejs`, { ...common, ...model })

/** An empty field, with changes. */
export const field = (name: string, changes: Partial<FieldView> = {}): FieldView => ({
  name,
  label: name,
  control: 'text',
  value: '',
  required: true,
  width: 'full',
  ...changes,
})

const regiones = [
  { value: '15', text: 'Arica y Parinacota' },
  { value: '13', text: 'Metropolitana de Santiago' },
]
const comunas = [
  { name: 'Arica y Parinacota', options: [{ value: '15101', text: 'Arica' }] },
  {
    name: 'Metropolitana de Santiago',
    options: [
      { value: '13101', text: 'Santiago' },
      { value: '13119', text: 'Maipú' },
    ],
  },
]
const explanation =
  'Queremos asegurarnos de que es una persona real quien está utilizando este sistema. Por favor, ingrese en el cuadro de texto las letras que muestra la siguiente imagen:'
const rutHint = 'Con o sin puntos. Por ejemplo: 12.345.678-5'
const claveHint = 'De 8 a 10 caracteres. Distingue mayúsculas de minúsculas.'

/** A form with every kind of control. */
export const form: FormView = {
  title: 'REGISTRAR PERSONA NATURAL',
  action: pasoUrl('natural', 'registrar'),
  opening: [],
  hasFiles: false,
  duration: 'Le tomará unos 5 minutos. Tenga a mano su cédula de identidad y un correo electrónico que use.',
  sections: [
    {
      title: 'Información de Registro',
      fields: [
        field('rut', { label: 'Rut', hint: rutHint, width: 'medium', autocomplete: 'username' }),
        field('nombres', {
          label: 'Nombres',
          value: 'María Jesús',
          autocomplete: 'given-name',
          max: 100,
        }),
        field('apellidoPaterno', {
          label: 'Apellido Paterno',
          value: 'Ñancupil',
          autocomplete: 'family-name',
        }),
        field('apellidoMaterno', {
          label: 'Apellido Materno',
          required: false,
          autocomplete: 'additional-name',
        }),
        field('fechaNacimiento', {
          label: 'Fecha de Nacimiento',
          hint: 'Formato: 01-12-1992',
          width: 'short',
        }),
      ],
    },
    {
      title: 'Domicilio',
      fields: [
        field('direccion', { label: 'Dirección Particular', hint: 'Pasaje o Calle, Dirección' }),
        field('numero', { label: 'N° de Dirección Particular', width: 'short' }),
        field('block', { label: 'Block', width: 'short', required: false }),
        field('departamento', { label: 'N° de Departamento', width: 'short', required: false }),
        field('region', {
          label: 'Región',
          control: 'select',
          value: '13',
          groups: [{ options: regiones }],
        }),
        field('comuna', { label: 'Comuna', control: 'select', value: '13119', groups: comunas }),
      ],
    },
    {
      title: 'Datos de Contacto',
      fields: [
        field('email', { label: 'Email', hint: 'Por ejemplo: nombre@correo.cl', control: 'email' }),
        field('celular', {
          label: 'Celular',
          hint: '+56 9 (8 caracteres)',
          control: 'tel',
          prefix: '+56 9',
          width: 'medium',
        }),
        field('sinCelular', { label: 'Sin Celular', control: 'checkbox', value: 'si', required: false }),
      ],
    },
    {
      title: 'Clave Sence',
      fields: [
        field('clave', {
          label: 'Clave CS',
          hint: claveHint,
          control: 'secret',
          width: 'medium',
          max: 10,
        }),
        field('repetirClave', { label: 'Repetir Clave CS', control: 'secret', width: 'medium' }),
        field('preguntaMostrada', {
          label: 'Pregunta Secreta',
          control: 'shown',
          value: '¿Cómo se llamaba su primera mascota?',
        }),
        field('respuestaSecreta', { label: 'Respuesta Secreta', control: 'secret', autocomplete: 'off' }),
      ],
    },
    {
      title: 'Validación de seguridad anti-Robots',
      text: explanation,
      fields: [
        field('captcha', {
          label: 'Captcha',
          hint: 'Ingresar',
          control: 'captcha',
          width: 'medium',
          autocomplete: 'off',
        }),
      ],
    },
  ],
  captcha: { token: 'ficha-del-captcha', frameUrl: captchaUrls('ficha-del-captcha').frame },
  hiddenFields: { solicitud: '8f14e45f' },
  button: 'Crear Cuenta',
  secondaryActions: [{ value: 'codigo', text: 'Enviar un código a mi correo' }],
  alternatives: [{ text: 'Ya tengo cuenta: recuperar mi CS', url: pasoUrl('natural', 'recuperar') }],
  back: { text: 'Volver', url: '/' },
  finish: true,
  explainsRequired: true,
}

const ERRORS: Record<string, string> = {
  rut: 'Revise el RUT: el dígito después del guion no corresponde. Por ejemplo: 12.345.678-5',
  apellidoPaterno: 'Escriba Apellido Paterno solo con letras, espacios, guion o apóstrofo',
  numero: 'Complete este dato: N° de Dirección Particular',
  comuna: 'Elija una comuna de la región Metropolitana de Santiago',
  sinCelular: 'Escriba su celular o marque «Sin Celular», pero no las dos cosas',
  clave: 'Elija otra clave: no use letras o números seguidos, como 12345678',
  preguntaMostrada: 'Su pregunta cambió mientras completaba esta página',
  captcha: 'Las letras no coinciden. Escriba las nuevas: puede verlas o escucharlas',
}

/** The same form with errors and every optional part. */
export const formWithErrors: FormView = {
  ...form,
  progress: { paso: 1, of: 2 },
  opening: [
    [
      { text: 'Complete sus datos. Si ya los dio, vaya ' },
      { text: 'aquí', url: pasoUrl('natural', 'cambiar') },
      { text: '.' },
    ],
  ],
  important: [
    { text: 'Asegúrese de tener sus datos de ' },
    { text: 'contacto', strong: true },
    { text: ' actualizados.' },
  ],
  errors: {
    title: 'Revise 9 datos',
    errors: [
      ...Object.entries(ERRORS).map(([name, text]) => ({ text, field: name })),
      { sentence: [{ text: 'El formulario estuvo abierto mucho tiempo y venció.' }] },
    ],
    typeAgain: [
      { label: 'Repetir Clave CS', field: 'repetirClave' },
      { label: 'Respuesta Secreta', field: 'respuestaSecreta' },
    ],
  },
  sections: form.sections.map((section) => ({
    ...section,
    fields: section.fields.map((one) => {
      const error = ERRORS[one.name]
      return error ? { ...one, error } : one
    }),
  })),
}

export const result: ResultView = {
  title: 'Su clave provisoria está lista',
  tone: 'success',
  lead: [
    { text: 'Úsela antes del ' },
    { text: '01-12-2026 16:42', unbroken: true },
    { text: ' para crear su nueva CS.' },
  ],
  provisoria: {
    value: 'K7MXPQ4RTA',
    note: '10 caracteres, en mayúsculas. Vale una sola vez.',
    useAt: pasoUrl('natural', 'cambiar'),
  },
  paragraphs: [
    [
      { text: 'Enviamos un aviso a ' },
      { text: 'm*****a@example.cl', strong: true },
      { text: '. No contiene la clave.' },
    ],
    [
      { text: 'Si usted no la pidió, siga el enlace «No fui yo» de ese aviso, o llame al ' },
      { text: '800 80 10 30', url: 'tel:800801030' },
      { text: '.' },
    ],
  ],
  actions: [
    { text: 'Cambiar CS', url: pasoUrl('natural', 'cambiar'), method: 'get', primary: true },
    { text: 'Terminar', url: paths.terminar, method: 'post', primary: false },
  ],
  hiddenFields: { solicitud: '8f14e45f' },
}

/** A stopped solicitud: with a list, without a clave. */
export const stoppedView: ResultView = {
  title: 'Faltan datos mínimos',
  tone: 'stop',
  lead: [{ text: 'No podemos continuar hasta que complete los datos que faltan en su cuenta.' }],
  list: { title: 'Datos que faltan', items: ['Fecha de Nacimiento', 'Pregunta y respuesta secretas'] },
  paragraphs: [[{ text: 'Después volverá al comienzo de lo que estaba haciendo.' }]],
  actions: [
    { text: 'Actualizar Datos', url: pasoUrl('natural', 'actualizar'), method: 'get', primary: true },
  ],
  hiddenFields: {},
}

export const failure: ErrorView = {
  title: 'No pudimos mostrar esta página',
  paragraphs: [
    'Tuvimos un problema. Lo que escribió no se ha enviado.',
    'Espere un momento y vuelva a intentarlo.',
  ],
  reference: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  actions: [{ text: 'Volver al inicio', url: '/' }],
}
