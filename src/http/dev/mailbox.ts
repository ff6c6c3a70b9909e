import { type Request, Router } from 'express'
import type { MailRenderer, SmsRenderer } from '../../application/ports.ts'
import type { Aviso, AvisoKind, AvisoSms } from '../../domain/notices/avisos.ts'
import { devMessageUrls, paths } from '../../domain/urls.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { noStore } from '../middleware/security-headers.ts'
import type { TextWithLinks } from '../views/view-models.ts'
import { type MailView, readAllSentMail, readSentMail } from './mailbox-files.ts'
import { readAllSentSms } from './sms-files.ts'

/** The HTML of a message may only style itself: it runs no script and requests nothing. */
const MAIL_CSP =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"

/**
 * Development pages at /dev/correo: a preview of every message with sample data, and the messages sent, whose
 * links work. Never mount them in production: they show everybody's claves and enlaces.
 */
export function devMail(deps: {
  /** Where `folderTransport` writes. */
  dir: string
  renderer: MailRenderer
  samples: Readonly<Record<AvisoKind, Aviso>>
  /** The same for SMS, written by `smsFolderTransport`. */
  sms: { dir: string; renderer: SmsRenderer; samples: readonly AvisoSms[] }
}): Router {
  const previews = Object.values(deps.samples).map((aviso) =>
    deps.renderer(aviso, 'persona@ejemplo.cl', aviso.kind),
  )
  const smsPreviews = deps.sms.samples.map((aviso) => deps.sms.renderer(aviso, '987654321', aviso.kind).text)
  const isSent = ({ params }: Request) => params.grupo === 'enviados'
  const find = async (req: Request): Promise<MailView | undefined> =>
    isSent(req)
      ? readSentMail(deps.dir, String(req.params.id))
      : previews.find((preview) => preview.id === req.params.id)

  const router = Router()
  router.use(noStore)
  router.get('/', async (_req, res) => {
    const [sent, sms] = await Promise.all([readAllSentMail(deps.dir), readAllSentSms(deps.sms.dir)])
    res.render('dev/mails', {
      previews: previews.map(listRow),
      sent: sent.map(listRow),
      sms: sms.map(({ date, ...one }) => ({ ...one, date: formatMoment(date) })),
      smsPreviews,
    })
  })
  router.get(paths.devMessage, async (req, res, next) => {
    const mail = await find(req)
    if (!mail) return next()
    const lines = withLinks(mail.text)
    res.render('dev/mail', {
      mail: listRow(mail),
      lines,
      frameUrl: devMessageUrls(isSent(req) ? 'enviados' : 'muestras', mail.id).html,
    })
  })
  router.get(paths.devMessageHtml, async (req, res, next) => {
    const mail = await find(req)
    if (!mail) return next()
    res.set({ 'Content-Security-Policy': MAIL_CSP, 'X-Frame-Options': 'SAMEORIGIN' })
    // The sandbox gives it an opaque origin, which cannot be in the product's agent cluster.
    res.removeHeader('Origin-Agent-Cluster')
    res.type('html').send(mail.html)
  })
  return router
}

function listRow({ id, subject, to, date }: MailView) {
  return { id, subject, to, date: date ? formatMoment(date) : null }
}

/** The lines of a text, with its URLs as links. */
function withLinks(text: string): TextWithLinks[] {
  return text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) =>
      line.split(/(https?:\/\/\S+)/).map((text, i) => (i % 2 === 1 ? { text, url: text } : { text })),
    )
}
