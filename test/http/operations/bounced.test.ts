import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readCuenta } from '../../../src/application/staff/cuentas/read-cuenta.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { auditOf } from '../../support/data/cuentas.ts'
import {
  FACILITADOR_CLAVE,
  facilitadorEmail,
  proveOtec,
  SOLICITAR_URL,
  validateFacilitador,
  withFacilitador,
} from '../../support/data/facilitadores.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import {
  organizacionCuenta,
  organizacionWithRespuesta,
  registerOrganizacion,
  representanteEmail,
} from '../../support/data/organizaciones.ts'
import { rutOf } from '../../support/data/personas.ts'
import {
  actualizarFields,
  emailOf,
  naturalCuenta,
  registerConfirmed,
  registerNatural,
  requestProvisoria,
  validateForActualizar,
  validateForCambiar,
  withRespuesta,
} from '../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { dispatchBySmtp } from '../../support/peers/dispatch-by-smtp.ts'
import { startSmtpServer, type TestSmtpServer } from '../../support/peers/smtp.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const TOLD = 'No pudimos entregar'
const NOBODY = { code: 550, text: '5.1.1 no such user' }

describe('mail that comes back', () => {
  let p: TestProduct
  let server: TestSmtpServer
  beforeAll(async () => {
    p = await createTestProduct()
    server = await startSmtpServer()
  })
  beforeEach(() => {
    server.behavior = {}
    server.received.length = 0
  })
  afterAll(async () => {
    await server.close()
    await p.close()
  })

  const dispatch = () => dispatchBySmtp(p, server.url)
  /** Has the server refuse one mailbox while what waits is sent. */
  const refuse = async (mailbox: string, reply = NOBODY, at: 'onRecipient' | 'onMessage' = 'onRecipient') => {
    server.behavior = { [at]: (email: string) => (email === mailbox ? reply : 'accept') }
    await dispatch()
    server.behavior = {}
  }
  const marksOf = async ({ id }: Cuenta) =>
    (await p.deps.store.single.bounces.findByCuenta(id)).map(({ reason }) => reason)
  const me = () => new ScriptFreeBrowser(p.app)

  it('is told to its owner on the next page after a proof, and on none before', async () => {
    const number = 43_000_001
    await registerNatural(p, number)
    await refuse(emailOf(number))
    p.clock.advance({ minutes: 1 })
    const browser = me()
    const before = [
      await validateForActualizar(browser, number),
      await browser.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(number) }),
    ]
    for (const one of before) expect(textOf(one)).not.toContain(TOLD)
    const after = [await validateForCambiar(browser, number), await withRespuesta(browser, number)]
    for (const one of after) {
      expect([one.url, textOf(one)]).toEqual([
        one.url,
        expect.stringMatching(
          /No pudimos entregarle correo en p\*+1@correo\.test Desde el 22-11-2026 12:00: esa dirección no existe\. Cámbielo en Actualizar Datos\./,
        ),
      ])
    }
    expect(after[0]?.html).not.toContain(emailOf(number))
  })

  it('goes on being tried, and the first message that arrives takes the mark off', async () => {
    const number = 43_000_002
    const browser = await registerNatural(p, number)
    await refuse(emailOf(number))
    expect(await marksOf(await naturalCuenta(p, number))).toEqual(['direccion'])
    await requestProvisoria(browser, number)
    await dispatch()
    expect(server.received.map(({ to }) => to)).toEqual([[emailOf(number)]])
    const cuenta = await naturalCuenta(p, number)
    expect(await marksOf(cuenta)).toEqual([])
    expect(textOf(await validateForCambiar(me(), number))).not.toContain(TOLD)
    const events = (await auditOf(p, cuenta.id)).map(({ event, result }) => `${event} ${result}`)
    expect(events).toEqual(expect.arrayContaining(['correo_devuelto direccion', 'correo_recuperado bien']))
  })

  it('keeps the day of the first refusal, and says why the last time', async () => {
    const number = 43_000_003
    const browser = await registerNatural(p, number)
    await refuse(emailOf(number))
    const since = p.clock.now()
    p.clock.advance({ minutes: 5 })
    await requestProvisoria(browser, number)
    await refuse(emailOf(number), { code: 552, text: '5.2.2 mailbox full' }, 'onMessage')
    const { id } = await naturalCuenta(p, number)
    expect(await p.deps.store.single.bounces.findByCuenta(id)).toMatchObject([{ reason: 'lleno', since }])
    expect(textOf(await validateForCambiar(me(), number))).toContain('Haga espacio en él, o cámbielo')
  })

  it.each([
    [450, '4.2.1 try later'],
    [452, '4.2.2 mailbox full'],
    [550, '5.7.1 relaying denied'],
    [550, '5.1.8 bad sender domain'],
    [550, '5.1.0 rejected'],
    [554, '5.6.0 content refused'],
    [550, 'relay not permitted'],
    [530, '5.7.0 authenticate first'],
  ])('is not what a server says of us, of the message or of now: %i %s', async (code, text) => {
    const number = 43_000_100 + code + text.length * 1000
    await registerNatural(p, number)
    await refuse(emailOf(number), { code, text })
    expect(await marksOf(await naturalCuenta(p, number))).toEqual([])
  })

  it('is told of the address that waits to be confirmed, where it was mistyped', async () => {
    const number = 43_000_004
    const browser = await registerConfirmed(p, number)
    await browser.submitFrom(
      await withRespuesta(browser, number),
      actualizarFields(number, { email: 'mal.escrito@correo.test' }),
    )
    await refuse('mal.escrito@correo.test')
    expect(textOf(await validateForCambiar(me(), number))).toMatch(
      /No pudimos entregar el correo para confirmar m\*+o@correo\.test/,
    )
    // Another one takes its place: what came back is of no cuenta any more.
    p.clock.advance({ minutes: 1 })
    await browser.submitFrom(
      await withRespuesta(browser, number),
      actualizarFields(number, { email: 'bien.escrito@correo.test' }),
    )
    await dispatch()
    expect(textOf(await validateForCambiar(me(), number))).not.toContain(TOLD)
  })

  it('is told of the legal representative’s mailbox to the organisation', async () => {
    const number = 77_430_001
    await registerOrganizacion(p, number)
    await refuse(representanteEmail(number))
    expect(await marksOf(await organizacionCuenta(p, number))).toEqual(['direccion'])
    expect(textOf(await organizacionWithRespuesta(me(), number))).toMatch(
      /No pudimos entregar correo a su representante legal en r\*+1@correo\.test/,
    )
  })

  it('of a facilitador is told to the facilitador, and nothing of it to the OTEC', async () => {
    const otec = await withFacilitador(p, 77_430_002, 4301)
    await refuse(facilitadorEmail(4301))
    // Until then its CS ranks no higher than the link to a mailbox that was not confirmed.
    p.clock.advance({ days: 11 })
    expect(textOf(await validateFacilitador(me(), 4301, FACILITADOR_CLAVE))).toContain(
      'Para cambiarlo, llame gratis al 800 80 10 30.',
    )
    expect(textOf(await proveOtec(otec, SOLICITAR_URL, 77_430_002))).not.toContain(TOLD)
  })

  it('is seen by staff, masked', async () => {
    const number = 43_000_005
    await registerNatural(p, number)
    await refuse(emailOf(number), { code: 550, text: '5.2.1 disabled' })
    const sheet = await readCuenta(p.deps, OPERADOR, 'natural', rutOf(number))
    expect(sheet?.bounced).toEqual([
      {
        email: expect.stringMatching(/^p\*+5@correo\.test$/),
        of: 'email',
        reason: 'cerrado',
        since: p.clock.now(),
      },
    ])
  })
})
