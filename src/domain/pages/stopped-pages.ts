/** The pages of a solicitud that cannot go on: why, and what to do next. */
import type { MinimumDatum } from '../account/cuenta.ts'
import type { StopReason } from '../account/progress.ts'
import { OPERACIONES, type Perfil, type TramiteOperacion } from '../perfil.ts'
import { actualizarWithClaveUrl, casoUrl, pasoUrl, urlOfPaso } from '../urls.ts'
import { identificadorName } from '../values/identificador.ts'
import { otecNotVigentePage, otherRepresentantePage } from './juridica-pages.ts'
import {
  CALL_US,
  casoNumberParts,
  DATUM_LABEL,
  type FinalPage,
  goTo,
  HOME_ACTION,
  OPERACION_NAME,
  type PageAction,
} from './page.ts'
import { wording } from './wording.ts'

/** @param caso its number, once the person has requested one. */
export function stoppedPage(
  reason: StopReason,
  { perfil, operacion, missing, caso }: Omit<Stop, 'hasCaso' | 'requestCaso'> & { caso: string | undefined },
): FinalPage {
  const requestCaso = (text: string): PageAction => ({
    text,
    to: 'caso',
    url: casoUrl(perfil, operacion),
    primary: false,
  })
  const page = STOPS[reason]({ perfil, operacion, missing, hasCaso: caso !== undefined, requestCaso })
  if (!caso) return page
  return {
    ...page,
    paragraphs: [
      casoNumberParts(caso),
      // The phone number is already in the paragraph above.
      ...page.paragraphs.filter((paragraph) => paragraph !== CALL_US),
    ],
    actions: page.actions.filter(({ to }) => to !== 'caso'),
  }
}

function lackingPage({ perfil, operacion, missing, requestCaso }: Stop): FinalPage {
  return {
    title: 'Faltan datos mínimos',
    tone: 'stop',
    lead: 'Para continuar debe completar los datos de su cuenta.',
    paragraphs: [
      [
        {
          text: `Vaya a Actualizar Datos y valide con su CS actual. Después vuelva a ${OPERACION_NAME[operacion]} desde el inicio.`,
        },
      ],
      [{ text: '¿No recuerda su CS? ' }, ...CALL_US],
    ],
    list: lackingList(missing),
    actions: [
      {
        text: 'Actualizar Datos',
        to: 'tramite',
        url: actualizarWithClaveUrl(
          perfil,
          OPERACIONES.find((own) => own === operacion),
        ),
        primary: true,
      },
      requestCaso('Pedir un número de caso'),
    ],
  }
}

/** A facilitador has no form with which to complete anything. */
const lackingForCallCentre = ({ missing, hasCaso, requestCaso }: Stop): FinalPage => ({
  title: 'Faltan datos mínimos',
  tone: 'stop',
  lead: 'Para continuar, su cuenta necesita datos que usted no puede agregar en esta página.',
  paragraphs: [
    [
      { text: hasCaso ? 'Dígalos por teléfono. ' : 'Pida un número de caso y dígalos por teléfono. ' },
      ...CALL_US,
    ],
  ],
  list: lackingList(missing),
  actions: [requestCaso('Pedir un número de caso'), HOME_ACTION],
})

const lackingList = (missing: readonly MinimumDatum[]): NonNullable<FinalPage['list']> => ({
  title: 'Datos que faltan',
  items: missing.map((datum) => DATUM_LABEL[datum]),
})

interface Stop {
  perfil: Perfil
  operacion: TramiteOperacion
  missing: readonly MinimumDatum[]
  /** Its number is on the page: nothing says any more how to get one. */
  hasCaso: boolean
  /** Makes the button that requests a caso. */
  requestCaso: (text: string) => PageAction
}

const STOPS: Record<StopReason, (stop: Stop) => FinalPage> = {
  ya_registrado: ({ perfil, hasCaso, requestCaso }) => ({
    title: wording[perfil].alreadyRegistered.title,
    tone: 'info',
    lead: `Ya existe una Clave Sence para este ${identificadorName(perfil)}.`,
    paragraphs: [
      [{ text: wording[perfil].alreadyRegistered.advice }],
      ...(hasCaso ? [] : [[{ text: wording[perfil].alreadyRegistered.disown }]]),
    ],
    actions: [
      goTo('Recuperar CS', perfil, 'recuperar'),
      goTo('Cambiar CS', perfil, 'cambiar', { primary: false }),
      requestCaso('Yo no creé esta cuenta'),
    ],
  }),
  otec_no_vigente: ({ operacion, requestCaso }) => otecNotVigentePage(operacion, requestCaso),
  otro_representante: ({ requestCaso }) => otherRepresentantePage(requestCaso),
  congelada: ({ perfil, requestCaso }) => ({
    title: 'Su cuenta está congelada',
    tone: 'stop',
    lead: 'La congelamos por seguridad: alguien lo pidió desde su correo, o lo decidió SENCE. Sus datos están a salvo.',
    paragraphs: [
      [
        {
          text: 'Para usarla otra vez, haga lo que dice el correo que le enviamos al congelarla: trae un enlace o un número de caso. ',
        },
        ...(perfil === 'facilitador'
          ? [{ text: 'Si no lo encuentra, pida a su OTEC que le envíe otro.' }]
          : [
              { text: 'Si no lo encuentra, pida otro en ' },
              { text: 'No recuerdo la respuesta', url: urlOfPaso({ perfil, operacion: 'recuperar' }) },
              { text: ' de Recuperar CS.' },
            ]),
      ],
      [{ text: '¿No tiene ese correo? ' }, ...CALL_US],
    ],
    actions: [requestCaso('Pedir un número de caso'), HOME_ACTION],
  }),
  congelada_mesa: ({ hasCaso, requestCaso }) => ({
    title: 'Su cuenta está congelada',
    tone: 'stop',
    lead: 'La congelamos por seguridad: alguien lo pidió desde su correo, o lo decidió SENCE. Sus datos están a salvo.',
    paragraphs: [
      [
        {
          text: `Para usarla otra vez, haga lo que dice el correo que le enviamos al congelarla. Si trae un número de caso, diga ese.${hasCaso ? '' : ' Si no lo encuentra, pida aquí un número de caso.'}`,
        },
      ],
      CALL_US,
    ],
    actions: [requestCaso('Pedir un número de caso'), HOME_ACTION],
  }),
  cerrada: ({ requestCaso }) => ({
    title: 'Esta cuenta está cerrada',
    tone: 'stop',
    lead: 'No se puede usar ni recuperar desde esta página.',
    paragraphs: [CALL_US],
    actions: [requestCaso('Pedir un número de caso'), HOME_ACTION],
  }),
  faltan_datos: (stop) => (stop.perfil === 'facilitador' ? lackingForCallCentre(stop) : lackingPage(stop)),
  datos_completos: ({ perfil }) => ({
    title: 'Su cuenta tiene todos sus datos',
    tone: 'info',
    lead: wording[perfil].completeData,
    paragraphs: [[{ text: '¿No recuerda el correo que registró? ' }, ...CALL_US]],
    actions: [goTo('Actualizar Datos', perfil, 'actualizar'), HOME_ACTION],
  }),
  use_su_rut: ({ operacion }) => ({
    title: 'Ahora use su RUT',
    tone: 'info',
    lead: 'Su NIE lleva a su cuenta de Persona Natural, la de su RUT.',
    paragraphs: [
      [{ text: 'Es esta misma cuenta, con la misma CS. Escriba su RUT en lugar de su NIE.' }],
      [
        { text: '¿No lo pidió usted? Si el correo que le enviamos tiene el enlace «No fui yo», sígalo. ' },
        ...CALL_US,
      ],
    ],
    actions: [
      {
        text: `Ir a ${OPERACION_NAME[operacion]} con mi RUT`,
        to: 'tramite',
        url: pasoUrl('natural', operacion),
        primary: true,
      },
      HOME_ACTION,
    ],
  }),
  clave_provisoria: ({ perfil, operacion }) => ({
    title: 'Primero cambie su CS',
    tone: 'info',
    lead: 'Usó su clave provisoria, que sirve solo para cambiar la CS.',
    paragraphs: [
      [
        {
          text:
            operacion === 'actualizar'
              ? 'Cámbiela ahora. Después podrá actualizar sus datos con su nueva CS.'
              : 'Cámbiela ahora. Después vuelva a esta página con la nueva CS.',
        },
      ],
    ],
    actions: [goTo('Cambiar CS', perfil, 'cambiar'), HOME_ACTION],
  }),
  no_es_otec: ({ requestCaso }) => ({
    title: 'Esta cuenta no es de una OTEC',
    tone: 'stop',
    lead: 'Solo una OTEC puede solicitar o recuperar la Clave Sence de un facilitador extranjero.',
    paragraphs: [[{ text: 'Si su organización es una OTEC, pida que corrijamos su registro. ' }, ...CALL_US]],
    actions: [requestCaso('Pedir un número de caso'), HOME_ACTION],
  }),
  otec_no_verificada: ({ requestCaso }) => ({
    title: 'La OTEC no está verificada',
    tone: 'stop',
    lead: 'Hasta que la verifiquemos, no puede solicitar CS para facilitadores. Que sus datos coincidan con el registro de SENCE no basta.',
    paragraphs: [[{ text: 'Pida que la verifiquemos. ' }, ...CALL_US]],
    actions: [requestCaso('Pedir un número de caso'), HOME_ACTION],
  }),
  sin_facilitadores: () => ({
    title: 'No hay facilitadores activos',
    tone: 'info',
    lead: 'Ningún facilitador de la lista ha aceptado a la OTEC. Por eso no hay una CS que recuperar.',
    paragraphs: [
      [
        {
          text: '¿Ya lo solicitó y aún no acepta? Solicítelo otra vez con los mismos datos: le llegará otro enlace.',
        },
      ],
    ],
    actions: [
      {
        text: 'Solicitar CS para Facilitador Extranjero',
        to: 'tramite',
        url: pasoUrl('juridica', 'facilitador/solicitar'),
        primary: true,
      },
      HOME_ACTION,
    ],
  }),
}
