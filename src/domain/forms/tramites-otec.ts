/** An OTEC's forms to request, recover and remove its foreign facilitators (product.md “Facilitador”). */
import type { OtecOperacion } from '../perfil.ts'
import { nieOfFacilitador } from './rules.ts'
import { CAPTCHA_SECTION } from './shared-tramites.ts'
import type { Tramite } from './tramite.ts'

const PROVE_OTEC_PASO = {
  sections: [
    {
      title: 'Validar Datos',
      text: 'Escriba el RUT de la OTEC y su Clave Sence (CS). Nunca pida la CS de un facilitador.',
      fields: ['rutOtec', 'claveOtec'],
    },
  ],
  button: 'Validar',
  progress: { paso: 1, of: 2 },
} as const

const OPENING =
  'Solo una OTEC verificada y vigente puede usar esta página. La Clave Sence del facilitador es personal: la elige el facilitador, con un enlace que enviamos a su correo.'

const FACILITADOR_SECTION = {
  title: 'Información del Facilitador',
  fields: [
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

export const otecTramites = {
  'facilitador/solicitar': {
    title: 'SOLICITAR CS (CLAVE\u00a0SENCE) FACILITADOR EXTRANJERO',
    opening: [[OPENING]],
    duration:
      'Le tomará unos 3 minutos. Tenga a mano el número del documento y el correo personal del facilitador.',
    pasos: {
      '': PROVE_OTEC_PASO,
      nuevo: {
        sections: [FACILITADOR_SECTION, CAPTCHA_SECTION],
        rules: [nieOfFacilitador],
        labels: {
          continuarDeTodosModos: 'Continuar de todos modos: es el número de su documento extranjero',
        },
        button: 'Solicitar CS',
        progress: { paso: 2, of: 2 },
        hints: {
          nie: 'El número del pasaporte o documento del facilitador. Por ejemplo: AB123456',
          email: 'El correo personal del facilitador. No el de la OTEC ni el de su representante legal.',
        },
        aboutSomeoneElse: true,
      },
      retirar: {
        sections: [
          {
            title: 'Retirar a un Facilitador',
            text: 'El facilitador ya no estará activo en la lista de la OTEC. Si había aceptado, le avisaremos por correo. Su Clave Sence no cambia. Para volver a tenerlo deberá solicitarlo otra vez.',
            fields: ['facilitador'],
          },
          CAPTCHA_SECTION,
        ],
        button: 'Retirar al facilitador',
      },
    },
  },
  'facilitador/recuperar': {
    title: 'RECUPERAR CS (CLAVE\u00a0SENCE) FACILITADOR EXTRANJERO',
    opening: [[OPENING]],
    duration: 'Le tomará unos 2 minutos.',
    pasos: {
      '': PROVE_OTEC_PASO,
      elegir: {
        sections: [
          {
            title: 'Información para Recuperar CS',
            text: 'Elija al facilitador. Enviaremos un enlace a su correo registrado, que no se muestra ni se cambia aquí.',
            fields: ['facilitador'],
          },
          CAPTCHA_SECTION,
        ],
        button: 'Enviar enlace al facilitador',
        progress: { paso: 2, of: 2 },
      },
    },
  },
} as const satisfies Record<OtecOperacion, Tramite>
