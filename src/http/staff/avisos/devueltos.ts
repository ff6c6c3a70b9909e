import { listBounced, type ShownBounce } from '../../../application/staff/avisos/list-bounced.ts'
import { BOUNCE_TEXT } from '../../../domain/pages/bounced-section.ts'
import { PERFIL_WORDS } from '../../../domain/pages/console-words.ts'
import { abrirUrl, devueltosUrl, paths } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { capital } from '../capital.ts'
import { cursorIn, cursorText } from '../list-cursor.ts'
import type { StaffPage } from '../staff-page.ts'

const WHOSE: Record<ShownBounce['of'], string> = {
  email: 'Correo registrado',
  representante: 'Correo del representante legal',
  pendiente: 'Correo nuevo, sin confirmar',
}

/** Mailboxes that came back, each with the way to its account. */
export const devueltosPage = ({ deps }: Services): StaffPage => ({
  url: paths.console.devueltos,
  power: 'ver_avisos',
  audit: ['avisos_listados'],
  async show(req, context) {
    const desde = requestParam(req, 'desde')
    const cursor = cursorIn(desde)
    const after = cursor && { since: cursor.createdAt, cuentaId: cursor.id }
    const { bounced, next } = await listBounced(deps, context, after)
    const mayOpen = context.actor.powers.includes('abrir_cuentas')
    return {
      view: 'devueltos',
      model: {
        mayOpen,
        rows: bounced.map(({ cuentaId, perfil, maskedIdentificador, maskedEmail, of, reason, since }) => ({
          who: `${PERFIL_WORDS[perfil]} ${maskedIdentificador}`,
          url: mayOpen ? abrirUrl(cuentaId) : null,
          email: maskedEmail,
          whose: WHOSE[of],
          why: `${capital(BOUNCE_TEXT[reason])}, desde el ${formatMoment(since)}`,
        })),
        firstUrl: cursor ? devueltosUrl() : null,
        nextUrl: next ? devueltosUrl(cursorText(next.since, next.cuentaId)) : null,
      },
    }
  },
})
