import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ejs from 'ejs'
import type { MailRenderer } from '../application/ports.ts'
import { messageFor } from './messages/catalogue.ts'
import { FOOTER, greeting, makePreheader } from './messages/message.ts'
import { renderText } from './text-part.ts'

const TEMPLATE = fileURLToPath(new URL('../../views/mail/message.ejs', import.meta.url))

/**
 * Compiles the template of views/mail once.
 * @returns a function that renders an aviso as subject, HTML and text; both parts say the same.
 */
export function createRenderer(): MailRenderer {
  const renderHtml = ejs.compile(readFileSync(TEMPLATE, 'utf8'), { filename: TEMPLATE, cache: true })
  return (aviso, to, id) => {
    const { subject, blocks } = messageFor(aviso)
    const parts = { greeting: greeting(aviso.name), blocks, footer: FOOTER }
    return {
      id,
      to,
      subject,
      html: renderHtml({ subject, preheader: makePreheader(blocks), ...parts }),
      text: renderText(parts),
    }
  }
}
