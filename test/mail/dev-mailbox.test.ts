import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import express from 'express'
import request from 'supertest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as urls from '../../src/domain/urls.ts'
import { devMessageUrls, paths } from '../../src/domain/urls.ts'
import { devMail } from '../../src/http/dev/mailbox.ts'
import { folderTransport } from '../../src/mail/folder-transport.ts'
import { SAMPLES, SMS_SAMPLES } from '../../src/mail/messages/samples.ts'
import { createRenderer } from '../../src/mail/renderer.ts'
import { smsFolderTransport } from '../../src/mail/sms-folder-transport.ts'
import { renderSms } from '../../src/mail/sms-renderer.ts'

const renderer = createRenderer()

/** The minimum the pages need of the product. */
function appWith(dir: string) {
  const app = express()
  app.set('view engine', 'ejs')
  app.set('views', fileURLToPath(new URL('../../views', import.meta.url)))
  Object.assign(app.locals, { asset: (path: string) => `/${path}`, nonce: '', csrf: '', menu: [], urls })
  app.use((_req, res, next) => {
    res.set('Content-Security-Policy', "default-src 'self'")
    next()
  })
  const sms = { dir, renderer: renderSms, samples: SMS_SAMPLES }
  app.use(paths.devMail, devMail({ dir, renderer, samples: SAMPLES, sms }))
  return request(app)
}

describe('the development mailbox', () => {
  let dir: string
  const send = async (id: string, aviso: keyof typeof SAMPLES, seconds: number) => {
    const folder = folderTransport(dir, 'Clave SENCE <no-responder@sence.cl>')
    await folder.send(renderer({ ...SAMPLES[aviso], name: '<script>1</script>' }, 'persona@ejemplo.cl', id))
    await utimes(join(dir, `${id}.eml`), seconds, seconds)
  }
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'correo-'))
  })
  afterEach(() => rm(dir, { recursive: true }))

  it('says when nothing was sent yet, even without a folder', async () => {
    const { text } = await appWith(join(dir, 'aun-no')).get(paths.devMail).expect(200)
    expect(text).toContain('Todavía no se ha enviado ninguno')
  })

  it('lists the sent mails, newest first, with subject, date and recipient', async () => {
    await send('b-vieja', 'codigo', 1000)
    await send('a-nueva', 'clave_cambiada', 3000)
    await writeFile(join(dir, 'a-medias.eml.1.tmp'), 'half')
    const { text } = await appWith(dir).get(paths.devMail).expect(200).expect('Cache-Control', 'no-store')
    expect(text.match(/enviados\/[\w-]+/g)).toEqual(['enviados/a-nueva', 'enviados/b-vieja'])
    expect(text).toMatch(
      /Su Clave Sence fue cambiada<\/a><\/td><td>\d\d-\d\d-\d{4} \d\d:\d\d<\/td><td>persona@ejemplo\.cl/,
    )
  })

  it('shows a sent mail with links to follow and its HTML in a sandbox', async () => {
    await send('uno', 'enlace_recuperar', 1000)
    const { text, headers } = await appWith(dir).get(devMessageUrls('enviados', 'uno').page).expect(200)
    const { enlace } = SAMPLES.enlace_recuperar
    expect(text).toContain(`<a href="${enlace}">${enlace}</a>`)
    expect(text).toContain('Hola, &lt;script&gt;1&lt;/script&gt;:')
    expect(text).toMatch(/<iframe sandbox title="[^"]+" src="\/dev\/correo\/enviados\/uno\/html"/)
    expect(headers['content-security-policy']).toBe("default-src 'self'")
  })

  it('serves the HTML of a mail under a policy that allows only its own styles', async () => {
    await send('uno', 'codigo', 1000)
    const { text, headers } = await appWith(dir).get(devMessageUrls('enviados', 'uno').html).expect(200)
    expect(text).toContain('402917')
    expect(headers['content-security-policy']).toMatch(
      /^sandbox; default-src 'none'; style-src 'unsafe-inline';/,
    )
  })

  it.each(Object.values(SAMPLES))('previews $kind', async ({ kind }) => {
    const app = appWith(dir)
    expect((await app.get(paths.devMail)).text).toContain(`href="${devMessageUrls('muestras', kind).page}"`)
    await app.get(devMessageUrls('muestras', kind).page).expect(200)
    await app.get(devMessageUrls('muestras', kind).html).expect(200).expect('Content-Type', /html/)
  })

  it('lists the sent SMS, newest first, as text, and previews each', async () => {
    const folder = smsFolderTransport(dir)
    for (const [id, text, seconds] of [
      ['b-viejo', 'el viejo', 1000],
      ['a-nuevo', '<b>el nuevo</b>', 3000],
    ] as const) {
      await folder.send({ id, to: '987654321', text })
      await utimes(join(dir, `${id}.json`), seconds, seconds)
    }
    const { text } = await appWith(dir).get(paths.devMail).expect(200)
    const fresh = text.indexOf('<td>&lt;b&gt;el nuevo&lt;/b&gt;</td>')
    expect(fresh).toBeGreaterThan(0)
    expect(text.indexOf('<td>el viejo</td>')).toBeGreaterThan(fresh)
    expect(text).toContain('<td>+56987654321</td>')
    expect(text).toContain('<li>SENCE: su clave provisoria es K7WQ4HNXRT.')
  })

  it.each(['enviados/no-esta', 'muestras/no-esta', 'enviados/..%2F..%2Fpackage', 'otros/uno'])(
    'answers 404 for %s',
    async (path) => {
      await appWith(dir).get(`${paths.devMail}/${path}`).expect(404)
      await appWith(dir).get([paths.devMail, path, 'html'].join('/')).expect(404)
    },
  )
})
