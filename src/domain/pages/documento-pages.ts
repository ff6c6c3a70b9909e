/** The pages that follow a link to send a document (product.md “Documents”). */
import type { Parts } from '../parts.ts'
import { DOCUMENTO_ANSWER_DAYS } from '../values/durations.ts'
import { CALL_US, type FinalPage, HOME_ACTION, TOLL_FREE } from './page.ts'

export const DOCUMENTO_OUTCOMES = ['recibido', 'usado', 'vencido', 'reabrir'] as const
export type DocumentoOutcome = (typeof DOCUMENTO_OUTCOMES)[number]

const ANSWER: Parts[] = [
  [
    {
      text: `Lo revisaremos en los próximos ${DOCUMENTO_ANSWER_DAYS} días. Le diremos por correo si lo aceptamos o no.`,
    },
  ],
  [{ text: 'Si no lo aceptamos, ese correo traerá el motivo y un enlace para enviar otro.' }],
  [{ text: `Si pasan ${DOCUMENTO_ANSWER_DAYS} días y no sabe nada de nosotros, llame ` }, ...TOLL_FREE],
]

const PAGES: Readonly<Record<DocumentoOutcome, Omit<FinalPage, 'actions'>>> = {
  recibido: {
    title: 'Recibimos su documento',
    tone: 'success',
    lead: 'No tiene que hacer nada más por ahora.',
    paragraphs: ANSWER,
  },
  usado: {
    title: 'Ya recibimos un documento',
    tone: 'stop',
    lead: 'Con este enlace ya nos llegó un documento. Si después envió otro, no lo guardamos.',
    paragraphs: ANSWER,
  },
  vencido: {
    title: 'Este enlace ya no sirve',
    tone: 'stop',
    lead: 'El enlace venció, o le enviamos otro después. No guardamos ningún archivo.',
    paragraphs: [
      [{ text: 'Busque en su correo el último mensaje que le pide un documento, y use ese enlace.' }],
      [{ text: 'Si no lo tiene, pídanos otro. ' }, ...CALL_US],
    ],
  },
  reabrir: {
    title: 'Abra otra vez el enlace de su correo',
    tone: 'stop',
    lead: 'Pasó mucho tiempo desde que abrió el enlace. No guardamos ningún archivo.',
    paragraphs: [
      [{ text: 'Vuelva al correo que le pide el documento, abra el enlace y envíelo.' }],
      [{ text: 'Si necesita ayuda, llame ' }, ...TOLL_FREE],
    ],
  },
}

export const documentoPage = (outcome: DocumentoOutcome): FinalPage => ({
  ...PAGES[outcome],
  actions: [HOME_ACTION],
})
