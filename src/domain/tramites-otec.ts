/** The forms with which an OTEC asks for, recovers and lets go of its foreign facilitators (PRODUCT “Facilitador extranjero”). */
import type { OperacionDeOtec } from './perfil.ts'
import { nieDeFacilitador } from './reglas.ts'
import type { Tramite } from './tramite.ts'
import { VALIDACION } from './tramites-comunes.ts'

const PROBAR_OTEC = {
  secciones: [
    {
      titulo: 'Validar Datos',
      texto: 'Escriba el RUT de la OTEC y su Clave Sence (CS). Nunca pida la CS de un facilitador.',
      campos: ['rutOtec', 'claveOtec'],
    },
  ],
  boton: 'Validar',
  progreso: 'Paso 1 de 2',
} as const

const APERTURA =
  'Solo una OTEC verificada y vigente puede usar esta página. La Clave Sence del facilitador es personal: la elige el facilitador, con un enlace que enviamos a su correo.'

const DATOS_DEL_FACILITADOR = {
  titulo: 'Información del Facilitador',
  campos: [
    'nie',
    'continuarDeTodosModos',
    'tipoDocumento',
    'nombres',
    'apellidoPaterno',
    'apellidoMaterno',
    'paisOrigen',
    'email',
  ],
} as const

export const deOtec = {
  'facilitador/solicitar': {
    titulo: 'SOLICITAR CS (CLAVE\u00a0SENCE) FACILITADOR EXTRANJERO',
    apertura: [[APERTURA]],
    duracion:
      'Le tomará unos 3 minutos. Tenga a mano el número del documento y el correo personal del facilitador.',
    pasos: {
      '': PROBAR_OTEC,
      nuevo: {
        secciones: [DATOS_DEL_FACILITADOR, VALIDACION],
        reglas: [nieDeFacilitador],
        etiquetas: {
          continuarDeTodosModos: 'Continuar de todos modos: es el número de su documento extranjero',
        },
        boton: 'Solicitar CS',
        progreso: 'Paso 2 de 2',
        ayudas: {
          nie: 'El número del pasaporte o documento del facilitador. Por ejemplo: AB123456',
          email: 'El correo personal del facilitador. No el de la OTEC ni el de su representante legal.',
        },
        deOtraPersona: true,
      },
      retirar: {
        secciones: [
          {
            titulo: 'Retirar a un Facilitador',
            texto:
              'El facilitador ya no estará activo en la lista de la OTEC. Si había aceptado, le avisaremos por correo. Su Clave Sence no cambia. Para volver a tenerlo deberá solicitarlo otra vez.',
            campos: ['facilitador'],
          },
          VALIDACION,
        ],
        boton: 'Retirar al facilitador',
      },
    },
  },
  'facilitador/recuperar': {
    titulo: 'RECUPERAR CS (CLAVE\u00a0SENCE) FACILITADOR EXTRANJERO',
    apertura: [[APERTURA]],
    duracion: 'Le tomará unos 2 minutos.',
    pasos: {
      '': PROBAR_OTEC,
      elegir: {
        secciones: [
          {
            titulo: 'Información para Recuperar CS',
            texto:
              'Elija al facilitador. Enviaremos un enlace a su correo registrado, que no se muestra ni se cambia aquí.',
            campos: ['facilitador'],
          },
          VALIDACION,
        ],
        boton: 'Enviar enlace al facilitador',
        progreso: 'Paso 2 de 2',
      },
    },
  },
} as const satisfies Record<OperacionDeOtec, Tramite>
