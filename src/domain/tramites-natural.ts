/** The forms of a natural person, in the words of the guides. */
import {
  celularOSinCelular,
  clavePermitida,
  comunaEnSuRegion,
  iguales,
  respuestaPermitida,
  rutDePersona,
} from './reglas.ts'
import type { Tramite } from './tramite.ts'

const VALIDACION = {
  titulo: 'Validación de seguridad anti-Robots',
  texto:
    'Queremos asegurarnos de que es una persona real quien está utilizando este sistema. Por favor, ingrese en el cuadro de texto las letras que muestra la siguiente imagen:',
  campos: ['captcha'],
} as const

const DOMICILIO = {
  titulo: 'Domicilio',
  campos: ['direccion', 'numero', 'block', 'departamento', 'region', 'comuna'],
} as const

const CONTACTO = {
  titulo: 'Datos de Contacto',
  campos: ['email', 'telefonoParticular', 'celular', 'sinCelular', 'telefonoTrabajo'],
} as const

const importante = (antesDe: string, sobre: string) =>
  [
    `Asegúrese de tener sus datos de contacto actualizados antes de ${antesDe}, pues podría enviarse la clave a un e-mail que ya no tenga o no utilice. Para actualizar sus datos de contacto vaya a Actualizar Datos y seleccione la opción Actualizar Datos Persona Natural o bien presione `,
    { texto: 'aquí', a: 'actualizar' },
    `. Para cualquier consulta sobre ${sobre}, llame al 800 80 10 30.`,
  ] as const

export const natural = {
  registrar: {
    titulo: 'REGISTRAR PERSONA NATURAL',
    apertura: [],
    duracion:
      'Le tomará unos 5 minutos. Tenga a mano su cédula de identidad y un correo electrónico que use.',
    pasos: {
      '': {
        secciones: [
          {
            titulo: 'Información de Registro',
            campos: [
              'rut',
              'continuarDeTodosModos',
              'nombres',
              'apellidoPaterno',
              'apellidoMaterno',
              'fechaNacimiento',
            ],
          },
          DOMICILIO,
          CONTACTO,
          {
            titulo: 'Clave Sence',
            campos: ['clave', 'repetirClave', 'preguntaSecreta', 'respuestaSecreta'],
          },
          VALIDACION,
        ],
        reglas: [
          rutDePersona,
          comunaEnSuRegion,
          celularOSinCelular,
          clavePermitida,
          iguales('clave', 'repetirClave'),
          respuestaPermitida('preguntaSecreta', 'respuestaSecreta'),
        ],
        boton: 'Crear Cuenta',
      },
    },
  },
  recuperar: {
    titulo: 'RECUPERAR CS (CLAVE SENCE) PERSONA NATURAL',
    apertura: [
      [
        'Debe ingresar en primera instancia su RUT y responder la pregunta secreta para validar la cuenta y luego realizar una comprobación de seguridad Captcha.',
      ],
    ],
    importante: importante('recuperar la CS', 'recuperar la CS'),
    duracion: 'Le tomará unos 2 minutos.',
    pasos: {
      '': {
        secciones: [{ titulo: 'Información para Recuperar CS', campos: ['rut'] }],
        boton: 'Validar',
        progreso: 'Paso 1 de 2',
      },
      pregunta: {
        secciones: [{ titulo: 'Pregunta Secreta', campos: ['respuestaSecreta'] }, VALIDACION],
        boton: 'Generar Nueva Clave',
        progreso: 'Paso 2 de 2',
      },
      correo: {
        secciones: [{ titulo: 'Información para Recuperar CS', campos: [] }, VALIDACION],
        boton: 'Enviar enlace',
        progreso: 'Paso 2 de 2',
      },
    },
  },
  cambiar: {
    titulo: 'CAMBIAR CS (CLAVE SENCE) PERSONA NATURAL',
    apertura: [
      [
        'Debe ingresar en primera instancia su RUT y CS actual (con mayúscula) para validar la cuenta, si sus datos son correctos podrá cambiar su CS por otra, finalmente deberá realizar una comprobación de seguridad Captcha. En el caso que la CS ingresada no sea válida considere generar una nueva haciendo clic ',
        { texto: 'aquí', a: 'recuperar' },
        '.',
      ],
    ],
    importante: importante('cambiar su CS', 'cambio de CS'),
    duracion: 'Le tomará unos 2 minutos.',
    pasos: {
      '': {
        secciones: [
          {
            titulo: 'Validar Datos',
            texto: 'Si recuperó su CS, escriba la clave provisoria en CS Actual.',
            campos: ['rut', 'claveActual'],
          },
        ],
        boton: 'Validar',
        progreso: 'Paso 1 de 2',
      },
      nueva: {
        secciones: [{ titulo: 'Cambiar CS', campos: ['claveNueva', 'repetirClaveNueva'] }, VALIDACION],
        reglas: [iguales('claveNueva', 'repetirClaveNueva')],
        boton: 'Cambiar Clave',
        progreso: 'Paso 2 de 2',
      },
    },
  },
  actualizar: {
    titulo: 'ACTUALIZAR DATOS PERSONA NATURAL',
    apertura: [
      [
        'Debe ingresar en primera instancia RUT, Fecha de Nacimiento y Correo Electrónico utilizado al momento de registrarse, posteriormente se habilitarán los campos para que pueda actualizar sus datos. Finalmente, se le pedirá ingresar un código de comprobación de seguridad Captcha.',
      ],
    ],
    importante: [
      'Para actualizar sus datos primero debe estar registrado en Sence, para registrarse presione ',
      { texto: 'aquí', a: 'registrar' },
      '.',
    ],
    duracion: 'Le tomará unos 4 minutos.',
    pasos: {
      '': {
        secciones: [{ titulo: 'Validar Datos', campos: ['rut', 'fechaNacimiento', 'emailRegistrado'] }],
        boton: 'Validar',
        progreso: 'Paso 1 de 3',
      },
      clave: {
        secciones: [
          {
            titulo: 'Validar Datos',
            texto:
              'Use esta página si su cuenta no tiene fecha de nacimiento o correo: valide con su CS actual y complete los datos que faltan.',
            campos: ['rut', 'claveActual'],
          },
        ],
        boton: 'Validar',
        progreso: 'Paso 1 de 3',
      },
      seguridad: {
        secciones: [
          {
            titulo: 'Datos de Seguridad',
            texto: 'Elija su pregunta secreta y respóndala, o pida un código a su correo registrado.',
            campos: ['preguntaSecreta', 'respuestaSecreta'],
          },
        ],
        boton: 'Validar',
        progreso: 'Paso 2 de 3',
      },
      codigo: {
        secciones: [
          {
            titulo: 'Datos de Seguridad',
            texto: 'Escriba el código que enviamos a su correo registrado.',
            campos: ['codigo'],
          },
        ],
        boton: 'Validar',
        progreso: 'Paso 2 de 3',
      },
      datos: {
        secciones: [
          { titulo: 'Información de Registro', campos: ['fechaNacimiento'] },
          DOMICILIO,
          CONTACTO,
          {
            titulo: 'Pregunta Secreta',
            texto: 'Si quiere conservar la que tiene, deje en blanco estos dos datos.',
            campos: ['preguntaNueva', 'respuestaNueva'],
          },
          VALIDACION,
        ],
        reglas: [comunaEnSuRegion, celularOSinCelular, respuestaPermitida('preguntaNueva', 'respuestaNueva')],
        boton: 'Actualizar Datos',
        progreso: 'Paso 3 de 3',
        etiquetas: { email: 'Email Actual', celular: 'Celular Nuevo' },
      },
    },
  },
} as const satisfies Record<string, Tramite>
