/** What pages say of a caso (product.md “Cases”). */
import type { CasoOutcome } from '../account/caso.ts'
import type { Perfil } from '../perfil.ts'
import { identificadorName } from '../values/identificador.ts'
import { CALL_US, type FinalPage, HOME_ACTION } from './page.ts'

/** A caso as its person sees it. */
export interface CasoSeen {
  number: string
  perfil: Perfil
  /** Moments as pages show them. */
  opened: string
  closed: { when: string; outcome: CasoOutcome } | null
}

/** In one sentence, how it is with a caso. */
export function casoPage({ number, perfil, opened, closed }: CasoSeen): FinalPage {
  return {
    title: `Su caso ${number}`,
    tone: closed && DONE.includes(closed.outcome) ? 'success' : 'info',
    lead: closed
      ? [
          { text: 'Cerramos su caso el ' },
          { text: closed.when, unbroken: true },
          { text: `: ${ENDED[closed.outcome](identificadorName(perfil))}.` },
        ]
      : [
          { text: 'Su caso está abierto desde el ' },
          { text: opened, unbroken: true },
          { text: ': todavía no lo resolvemos.' },
        ],
    paragraphs: [
      [
        { text: closed ? '¿No está de acuerdo? ' : '¿Aún no nos llama? ' },
        ...CALL_US,
        { text: ' Diga el número de su caso.' },
      ],
    ],
    actions: [HOME_ACTION],
  }
}

/** Those by which the person got what they asked for. */
const DONE: readonly CasoOutcome[] = ['resuelto', 'identificador_devuelto']

const ENDED: Record<CasoOutcome, (identificador: 'RUT' | 'NIE') => string> = {
  resuelto: () => 'lo que pidió está resuelto',
  identificador_devuelto: (name) => `su ${name} quedó libre y puede registrarse`,
  sin_cambios: () => 'no pudimos comprobar lo que pidió y no cambiamos nada',
  sin_contacto: () => 'no hablamos con usted y no cambiamos nada',
  repetido: () => 'otro caso suyo trata de lo mismo',
}
