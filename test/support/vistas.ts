/** Renders views as Express does, and models to render them with. */
import { fileURLToPath } from 'node:url'
import ejs from 'ejs'
import type {
  CampoVista,
  Comunes,
  ErrorVista,
  FormularioVista,
  ResultadoVista,
} from '../../src/http/vista.ts'
import secciones from '../../views/mas-informacion.json' with { type: 'json' }

const VISTAS = fileURLToPath(new URL('../../views/', import.meta.url))

export const comunes: Comunes = {
  recurso: (ruta) => `/${ruta}`,
  sitio: 'https://clave.test',
  csrf: 'ficha-de-la-pagina',
  nonce: 'bm9uY2U=',
  menu: [
    ...(['registrar', 'recuperar', 'cambiar', 'actualizar'] as const).map((operacion) => ({
      texto: {
        registrar: 'REGÍSTRESE',
        recuperar: 'RECUPERAR CS',
        cambiar: 'CAMBIAR CS',
        actualizar: 'ACTUALIZAR DATOS',
      }[operacion],
      entradas: [
        { texto: `${operacion} Persona Natural`, url: `/natural/${operacion}` },
        { texto: `${operacion} Persona Jurídica`, url: `/juridica/${operacion}` },
        { texto: `${operacion} Persona Extranjera`, url: `/migrante/${operacion}` },
      ],
    })),
    {
      texto: 'MÁS INFORMACIÓN',
      entradas: secciones.map(({ id, titulo }) => ({ texto: titulo, url: `/mas-informacion#${id}` })),
    },
  ],
}

/** The page that a view draws of a model. */
export const pintar = (vista: string, modelo: object): Promise<string> =>
  ejs.renderFile(`${VISTAS}${vista}.ejs`, { ...comunes, ...modelo })

/** A field with nothing in it; what is given stands over it. */
export const campo = (nombre: string, cambios: Partial<CampoVista> = {}): CampoVista => ({
  nombre,
  etiqueta: nombre,
  control: 'texto',
  valor: '',
  obligatorio: true,
  ancho: 'largo',
  ...cambios,
})

const regiones = [
  { valor: '15', texto: 'Arica y Parinacota' },
  { valor: '13', texto: 'Metropolitana de Santiago' },
]
const comunas = [
  { nombre: 'Arica y Parinacota', opciones: [{ valor: '15101', texto: 'Arica' }] },
  {
    nombre: 'Metropolitana de Santiago',
    opciones: [
      { valor: '13101', texto: 'Santiago' },
      { valor: '13119', texto: 'Maipú' },
    ],
  },
]
const explicacion =
  'Queremos asegurarnos de que es una persona real quien está utilizando este sistema. Por favor, ingrese en el cuadro de texto las letras que muestra la siguiente imagen:'
const ayudaRut = 'Con o sin puntos. Por ejemplo: 12.345.678-5'
const ayudaClave = 'De 8 a 10 caracteres. Distingue mayúsculas de minúsculas.'

/** A form with a control of every kind. */
export const formulario: FormularioVista = {
  titulo: 'REGISTRAR PERSONA NATURAL',
  perfil: 'natural',
  accion: '/natural/registrar',
  apertura: [],
  conArchivos: false,
  duracion: 'Le tomará unos 5 minutos. Tenga a mano su cédula de identidad y un correo electrónico que use.',
  secciones: [
    {
      titulo: 'Información de Registro',
      campos: [
        campo('rut', { etiqueta: 'Rut', ayuda: ayudaRut, ancho: 'medio', autocomplete: 'username' }),
        campo('nombres', {
          etiqueta: 'Nombres',
          valor: 'María Jesús',
          autocomplete: 'given-name',
          maximo: 100,
        }),
        campo('apellidoPaterno', {
          etiqueta: 'Apellido Paterno',
          valor: 'Ñancupil',
          autocomplete: 'family-name',
        }),
        campo('apellidoMaterno', {
          etiqueta: 'Apellido Materno',
          obligatorio: false,
          autocomplete: 'additional-name',
        }),
        campo('fechaNacimiento', {
          etiqueta: 'Fecha de Nacimiento',
          ayuda: 'Formato: 01-12-1992',
          ancho: 'corto',
        }),
      ],
    },
    {
      titulo: 'Domicilio',
      campos: [
        campo('direccion', { etiqueta: 'Dirección Particular', ayuda: 'Pasaje o Calle, Dirección' }),
        campo('numero', { etiqueta: 'N° de Dirección Particular', ancho: 'corto' }),
        campo('block', { etiqueta: 'Block', ancho: 'corto', obligatorio: false }),
        campo('departamento', { etiqueta: 'N° de Departamento', ancho: 'corto', obligatorio: false }),
        campo('region', {
          etiqueta: 'Región',
          control: 'lista',
          valor: '13',
          grupos: [{ opciones: regiones }],
        }),
        campo('comuna', { etiqueta: 'Comuna', control: 'lista', valor: '13119', grupos: comunas }),
      ],
    },
    {
      titulo: 'Datos de Contacto',
      campos: [
        campo('email', { etiqueta: 'Email', ayuda: 'Por ejemplo: nombre@correo.cl', control: 'email' }),
        campo('celular', {
          etiqueta: 'Celular',
          ayuda: '+56 9 (8 caracteres)',
          control: 'tel',
          prefijo: '+56 9',
          ancho: 'medio',
        }),
        campo('sinCelular', { etiqueta: 'Sin Celular', control: 'casilla', valor: 'si', obligatorio: false }),
      ],
    },
    {
      titulo: 'Clave Sence',
      campos: [
        campo('clave', {
          etiqueta: 'Clave CS',
          ayuda: ayudaClave,
          control: 'clave',
          ancho: 'medio',
          maximo: 10,
        }),
        campo('repetirClave', { etiqueta: 'Repetir Clave CS', control: 'clave', ancho: 'medio' }),
        campo('preguntaMostrada', {
          etiqueta: 'Pregunta Secreta',
          control: 'muestra',
          valor: '¿Cómo se llamaba su primera mascota?',
        }),
        campo('respuestaSecreta', { etiqueta: 'Respuesta Secreta', control: 'clave', autocomplete: 'off' }),
      ],
    },
    {
      titulo: 'Validación de seguridad anti-Robots',
      texto: explicacion,
      campos: [
        campo('captcha', {
          etiqueta: 'Captcha',
          ayuda: 'Ingresar',
          control: 'captcha',
          ancho: 'medio',
          autocomplete: 'off',
        }),
      ],
    },
  ],
  captcha: { ficha: 'ficha-del-captcha', marco: '/captcha/ficha-del-captcha' },
  ocultos: { solicitud: '8f14e45f' },
  boton: 'Crear Cuenta',
  otras: [{ valor: 'codigo', texto: 'Enviar un código a mi correo' }],
  alternativas: [{ texto: 'Ya tengo cuenta: recuperar mi CS', url: '/natural/recuperar' }],
  volver: { texto: 'Volver', url: '/' },
  terminar: true,
  conObligatorios: true,
}

const ERRORES: Record<string, string> = {
  rut: 'Revise el RUT: el dígito después del guion no corresponde. Por ejemplo: 12.345.678-5',
  apellidoPaterno: 'Escriba Apellido Paterno solo con letras, espacios, guion o apóstrofo',
  numero: 'Complete este dato: N° de Dirección Particular',
  comuna: 'Elija una comuna de la región Metropolitana de Santiago',
  sinCelular: 'Escriba su celular o marque «Sin Celular», pero no las dos cosas',
  clave: 'Elija otra clave: no use letras o números seguidos, como 12345678',
  preguntaMostrada: 'Su pregunta cambió mientras completaba esta página',
  captcha: 'Las letras no coinciden. Escriba las nuevas: puede verlas o escucharlas',
}

/** The same form, come back with mistakes and with all its other parts. */
export const formularioConErrores: FormularioVista = {
  ...formulario,
  paso: 'Paso 1 de 2: Información de Registro',
  apertura: [
    [
      { texto: 'Complete sus datos. Si ya los dio, vaya ' },
      { texto: 'aquí', url: '/natural/cambiar' },
      { texto: '.' },
    ],
  ],
  importante: [
    { texto: 'Asegúrese de tener sus datos de ' },
    { texto: 'contacto', fuerte: true },
    { texto: ' actualizados.' },
  ],
  errores: {
    titulo: 'Revise 9 datos',
    errores: [
      ...Object.entries(ERRORES).map(([nombre, texto]) => ({ texto, campo: nombre })),
      { texto: 'El formulario estuvo abierto mucho tiempo y venció.' },
    ],
    deNuevo: [
      { etiqueta: 'Repetir Clave CS', campo: 'repetirClave' },
      { etiqueta: 'Respuesta Secreta', campo: 'respuestaSecreta' },
    ],
  },
  secciones: formulario.secciones.map((seccion) => ({
    ...seccion,
    campos: seccion.campos.map((uno) => {
      const error = ERRORES[uno.nombre]
      return error ? { ...uno, error } : uno
    }),
  })),
}

export const resultado: ResultadoVista = {
  titulo: 'Su clave provisoria está lista',
  tono: 'exito',
  entrada: 'Úsela antes de las 16:42 de hoy para crear su nueva CS.',
  clave: { valor: 'K7MXPQ4RTA', nota: '10 caracteres, en mayúsculas. Vale una sola vez.' },
  parrafos: [
    [
      { texto: 'Enviamos un aviso a ' },
      { texto: 'm*****a@example.cl', fuerte: true },
      { texto: '. No contiene la clave.' },
    ],
    [
      { texto: 'Si usted no la pidió, siga el enlace «No fui yo» de ese aviso, o llame al ' },
      { texto: '800 80 10 30', url: 'tel:800801030' },
      { texto: '.' },
    ],
  ],
  acciones: [
    { texto: 'Cambiar CS', url: '/natural/cambiar', metodo: 'get', principal: true },
    { texto: 'Terminar', url: '/terminar', metodo: 'post', principal: false },
  ],
  ocultos: { solicitud: '8f14e45f' },
}

/** A process that stops, with a list and without a key. */
export const alto: ResultadoVista = {
  titulo: 'Faltan datos mínimos',
  tono: 'alto',
  entrada: 'No podemos continuar hasta que complete los datos que faltan en su cuenta.',
  lista: { titulo: 'Datos que faltan', elementos: ['Fecha de Nacimiento', 'Pregunta y respuesta secretas'] },
  parrafos: [[{ texto: 'Después volverá al comienzo de lo que estaba haciendo.' }]],
  acciones: [{ texto: 'Actualizar Datos', url: '/natural/actualizar', metodo: 'get', principal: true }],
  ocultos: {},
}

export const fallo: ErrorVista = {
  titulo: 'No pudimos mostrar esta página',
  parrafos: [
    'Tuvimos un problema. Lo que escribió no se ha enviado.',
    'Espere un momento y vuelva a intentarlo.',
  ],
  referencia: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  acciones: [{ texto: 'Volver al inicio', url: '/' }],
}
