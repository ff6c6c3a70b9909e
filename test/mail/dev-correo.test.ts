import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import express from 'express'
import request from 'supertest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { correoDeDesarrollo } from '../../src/http/dev/correo.ts'
import { transporteCarpeta } from '../../src/mail/carpeta.ts'
import { EJEMPLOS, EJEMPLOS_SMS } from '../../src/mail/mensajes/ejemplos.ts'
import { crearRedactor } from '../../src/mail/redactor.ts'
import { redactarSms } from '../../src/mail/redactor-sms.ts'
import { transporteSmsCarpeta } from '../../src/mail/sms-carpeta.ts'

const redactor = crearRedactor()

/** Only what the pages need of the product around them. */
function appCon(dir: string) {
  const app = express()
  app.set('view engine', 'ejs')
  app.set('views', fileURLToPath(new URL('../../views', import.meta.url)))
  Object.assign(app.locals, { recurso: (ruta: string) => `/${ruta}`, nonce: '', csrf: '', menu: [] })
  app.use((_req, res, next) => {
    res.set('Content-Security-Policy', "default-src 'self'")
    next()
  })
  const sms = { dir, redactor: redactarSms, ejemplos: EJEMPLOS_SMS }
  app.use('/dev/correo', correoDeDesarrollo({ dir, redactor, ejemplos: EJEMPLOS, sms }))
  return request(app)
}

describe('the development mailbox', () => {
  let dir: string
  const enviar = async (id: string, aviso: keyof typeof EJEMPLOS, segundos: number) => {
    const carpeta = transporteCarpeta(dir, 'Clave SENCE <no-responder@sence.cl>')
    await carpeta.enviar(
      redactor({ ...EJEMPLOS[aviso], nombre: '<script>1</script>' }, 'persona@ejemplo.cl', id),
    )
    await utimes(join(dir, `${id}.eml`), segundos, segundos)
  }
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'correo-'))
  })
  afterEach(() => rm(dir, { recursive: true }))

  it('says so when nothing was sent yet, even before there is a folder', async () => {
    const { text } = await appCon(join(dir, 'aun-no')).get('/dev/correo').expect(200)
    expect(text).toContain('Todavía no se ha enviado ninguno')
  })

  it('lists the sent mails, newest first, with subject, date and recipient', async () => {
    await enviar('b-vieja', 'codigo', 1000)
    await enviar('a-nueva', 'clave_cambiada', 3000)
    await writeFile(join(dir, 'a-medias.eml.1.tmp'), 'half')
    const { text } = await appCon(dir).get('/dev/correo').expect(200).expect('Cache-Control', 'no-store')
    expect(text.match(/enviados\/[\w-]+/g)).toEqual(['enviados/a-nueva', 'enviados/b-vieja'])
    expect(text).toMatch(
      /Su Clave Sence fue cambiada<\/a><\/td><td>\d\d-\d\d-\d{4} \d\d:\d\d<\/td><td>persona@ejemplo\.cl/,
    )
  })

  it('shows a sent mail with links to follow and its HTML in a sandbox', async () => {
    await enviar('uno', 'enlace_recuperar', 1000)
    const { text, headers } = await appCon(dir).get('/dev/correo/enviados/uno').expect(200)
    const { enlace } = EJEMPLOS.enlace_recuperar
    expect(text).toContain(`<a href="${enlace}">${enlace}</a>`)
    expect(text).toContain('Hola, &lt;script&gt;1&lt;/script&gt;:')
    expect(text).toMatch(/<iframe sandbox title="[^"]+" src="\/dev\/correo\/enviados\/uno\/html"/)
    expect(headers['content-security-policy']).toBe("default-src 'self'")
  })

  it('serves the HTML of a mail under a policy that lets it style itself and nothing else', async () => {
    await enviar('uno', 'codigo', 1000)
    const { text, headers } = await appCon(dir).get('/dev/correo/enviados/uno/html').expect(200)
    expect(text).toContain('402917')
    expect(headers['content-security-policy']).toMatch(
      /^sandbox; default-src 'none'; style-src 'unsafe-inline';/,
    )
  })

  it.each(Object.values(EJEMPLOS))('previews $tipo', async ({ tipo }) => {
    const app = appCon(dir)
    expect((await app.get('/dev/correo')).text).toContain(`href="/dev/correo/muestras/${tipo}"`)
    await app.get(`/dev/correo/muestras/${tipo}`).expect(200)
    await app.get(`/dev/correo/muestras/${tipo}/html`).expect(200).expect('Content-Type', /html/)
  })

  it('lists the sent SMS, newest first, as text, and previews each', async () => {
    const carpeta = transporteSmsCarpeta(dir)
    for (const [id, texto, segundos] of [
      ['b-viejo', 'el viejo', 1000],
      ['a-nuevo', '<b>el nuevo</b>', 3000],
    ] as const) {
      await carpeta.enviar({ id, para: '987654321', texto })
      await utimes(join(dir, `${id}.json`), segundos, segundos)
    }
    const { text } = await appCon(dir).get('/dev/correo').expect(200)
    const nuevo = text.indexOf('<td>&lt;b&gt;el nuevo&lt;/b&gt;</td>')
    expect(nuevo).toBeGreaterThan(0)
    expect(text.indexOf('<td>el viejo</td>')).toBeGreaterThan(nuevo)
    expect(text).toContain('<td>+56987654321</td>')
    expect(text).toContain('<li>SENCE: su clave provisoria es K7WQ4HNXRT.')
  })

  it.each(['enviados/no-esta', 'muestras/no-esta', 'enviados/..%2F..%2Fpackage', 'otros/uno'])(
    'knows nothing of %s',
    async (ruta) => {
      await appCon(dir).get(`/dev/correo/${ruta}`).expect(404)
      await appCon(dir).get(`/dev/correo/${ruta}/html`).expect(404)
    },
  )
})
