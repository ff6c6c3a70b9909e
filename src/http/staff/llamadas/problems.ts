import type { LlamadaSheet } from '../../../application/staff/llamadas/read-llamada.ts'
import type { WayBack } from '../../../domain/account/ranks.ts'
import { BOUNCE_TEXT } from '../../../domain/pages/bounced-section.ts'
import { PENDING_WORDS } from '../../../domain/pages/llamada-words.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'

const WAY_BACK: Readonly<Record<WayBack, string>> = {
  email: 'Vuelve con el enlace que le llegó a su correo.',
  emailRepresentante: 'Vuelve con el enlace que llegó al correo del representante.',
  correo: 'Vuelve con un enlace a su correo confirmado.',
  mesa: 'Solo la mesa de ayuda la devuelve.',
}

const REGISTRO_STOP = {
  otro_representante: 'El registro de organismos tiene otro representante legal: sus trámites se detienen.',
  otec_no_vigente: 'El OTEC no está vigente en el registro: sus trámites se detienen.',
} as const

/** What is wrong with an account now, and what waits, the gravest first. */
export function problemsOf(sheet: LlamadaSheet): string[] {
  const { cuenta, registroStop, bounced, pending, orden, provisoriaUntil } = sheet
  return [
    ...(cuenta.estado === 'congelada'
      ? [
          `Está congelada${cuenta.frozenByStaffAt ? ` por el personal desde el ${formatMoment(cuenta.frozenByStaffAt)}` : ''}. ${cuenta.wayBack ? WAY_BACK[cuenta.wayBack] : ''}`,
        ]
      : []),
    ...(registroStop ? [REGISTRO_STOP[registroStop]] : []),
    ...bounced.map(
      ({ email, reason, since }) =>
        `No le llega correo a ${email} desde el ${formatMoment(since)}: ${BOUNCE_TEXT[reason]}.`,
    ),
    ...(cuenta.hasClave ? [] : ['Aún no tiene clave.']),
    ...(cuenta.emailConfirmedAt
      ? []
      : [cuenta.maskedEmail ? 'No ha confirmado su correo.' : 'No tiene correo.']),
    ...(orden ? [`Espera una orden de dos personas: ${orden.kind} (${orden.number}).`] : []),
    ...pending.map(({ kind, effectiveAt }) =>
      effectiveAt
        ? `Espera ${PENDING_WORDS[kind]}, que vale desde el ${formatMoment(effectiveAt)}.`
        : `Espera ${PENDING_WORDS[kind]}, sin confirmar.`,
    ),
    ...(provisoriaUntil ? [`Tiene una clave provisoria hasta el ${formatMoment(provisoriaUntil)}.`] : []),
  ]
}
