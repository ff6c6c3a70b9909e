/** Final pages of Cambiar and Actualizar: what changed, what ended with it and what to do next. */
import type { MinimumDatum } from '../account/cuenta.ts'
import type { PendingKind } from '../account/pending-kind.ts'
import type { PerfilChangeResult } from '../account/progress.ts'
import type { Parts } from '../parts.ts'
import type { Operacion, Perfil } from '../perfil.ts'
import { completarUrl, urlOfPaso } from '../urls.ts'
import { NO_LONGER_VERIFIED } from './juridica-pages.ts'
import { CALL_US, DATUM_LABEL, type FinalPage, goTo, HOME_ACTION, OPERACION_NAME } from './page.ts'
import { perfilChangeParagraphs } from './profile-change-page.ts'
import { wording } from './wording.ts'

export interface CambiadaData {
  missing: readonly MinimumDatum[]
  hasEmail: boolean
  /** After coming back to the account, of which only what was proven stayed. */
  cameBack: boolean
  /** It is the first of whom the call centre registered: nothing was there before. */
  activated?: boolean
  /** They did so by a code to the register's channel, which replaced what the account had. */
  tookOver?: boolean
  /** Pending changes that ended with it. */
  ended: readonly PendingKind[]
}

/** After Cambiar. Lists missing minimum data, except for a facilitator, who has no page to complete it. */
export function cambiadaPage(
  perfil: Perfil,
  { missing, hasEmail, cameBack, activated, tookOver, ended }: CambiadaData,
): FinalPage {
  const mustComplete = missing.length > 0 && perfil !== 'facilitador'
  return {
    title: activated ? 'Su cuenta está activa' : 'Su CS fue cambiada',
    tone: 'success',
    lead: `Desde ahora use su ${activated ? '' : 'nueva '}CS en los sistemas de SENCE.`,
    paragraphs: [
      [
        {
          text: [
            ...(activated ? [] : ['Cerramos las sesiones que estaban abiertas.']),
            ...(hasEmail ? ['Enviamos un aviso a su correo registrado.'] : []),
          ].join(' '),
        },
      ],
      ...(cameBack && !activated && perfil !== 'facilitador'
        ? [
            [
              {
                text: `Su pregunta y su respuesta secretas también son nuevas. ${tookOver ? TAKEN_OVER : KEPT} Agregue lo que falte en `,
              },
              { text: 'Actualizar Datos', url: urlOfPaso({ perfil, operacion: 'actualizar' }) },
              { text: '.' },
            ],
          ]
        : []),
      ...ended.map((kind) => endedParagraph(perfil, kind)),
      ...(perfil === 'facilitador' && !hasEmail
        ? [[{ text: 'Su cuenta no tiene correo: sin él no podrá recuperar su CS. ' }, ...CALL_US]]
        : []),
      ...(mustComplete ? [] : wording[perfil].warnings),
    ],
    ...(mustComplete && {
      list: {
        title: 'Datos que faltan',
        lead: 'A su cuenta le faltan datos mínimos. Complételos ahora para usar todos los sistemas.',
        items: missing.map((datum) => DATUM_LABEL[datum]),
      },
    }),
    actions: mustComplete
      ? [{ text: 'Actualizar Datos', to: 'completar', url: completarUrl(perfil), primary: true }]
      : [HOME_ACTION],
  }
}

/** What of its channels an account kept (product.md “Proofs”, 4). */
const KEPT = 'Por seguridad la cuenta quedó sin celular y con un solo correo: el que recibió el enlace.'

/** What an organisation has in their place (product.md “Proofs”, 7). */
const TAKEN_OVER =
  'La organización quedó verificada. Tiene el representante legal y los datos de contacto del registro de SENCE; los que tenía antes ya no sirven.'

const ENDED: Record<PendingKind, string> = {
  celular: 'celular',
  email: 'correo',
  representante: 'representante legal',
}

/** What was pending ends with any change (product.md “Proofs”). */
const endedParagraph = (perfil: Perfil, kind: PendingKind): Parts => [
  { text: `Anulamos el cambio de ${ENDED[kind]} que estaba pendiente. `, strong: true },
  { text: 'Si usted lo pidió, pídalo otra vez en ' },
  { text: 'Actualizar Datos', url: urlOfPaso({ perfil, operacion: 'actualizar' }) },
  { text: '.' },
]

export interface ActualizadaData {
  perfil: Perfil
  /** Pending changes that ended, and were not asked for anew. */
  ended: readonly PendingKind[]
  /** An organisation lost its verification because it changed its representative. */
  noLongerVerified?: boolean
  /** The operation that the person left to complete missing data. */
  returnOperacion: Operacion | null
  /** Result of a migrant giving a RUT, and the number of the caso opened for it. */
  perfilChange: { change: PerfilChangeResult; caso: string } | null
}

/** After Actualizar (guide for natural persons, section 5). */
export const actualizadaPage = ({
  perfil,
  ended,
  noLongerVerified,
  returnOperacion,
  perfilChange,
}: ActualizadaData): FinalPage => ({
  title: 'Datos actualizados',
  tone: 'success',
  lead: 'Sus datos han sido actualizados correctamente.',
  paragraphs: [
    ...(perfilChange ? perfilChangeParagraphs(perfilChange.change, perfilChange.caso) : []),
    [
      {
        text: 'SENCE enviará una notificación a su e-mail del proceso registrado dentro de los próximos 10 minutos.',
      },
    ],
    ...ended.map((kind) => endedParagraph(perfil, kind)),
    ...(noLongerVerified ? [NO_LONGER_VERIFIED] : []),
  ],
  actions: returnOperacion
    ? [goTo(`Seguir con ${OPERACION_NAME[returnOperacion]}`, perfil, returnOperacion), HOME_ACTION]
    : [HOME_ACTION],
})
