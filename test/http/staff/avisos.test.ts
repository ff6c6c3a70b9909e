import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enqueueAviso } from '../../../src/application/notices/avisos.ts'
import { markBounce } from '../../../src/application/notices/bounces.ts'
import { SendFailed } from '../../../src/application/ports.ts'
import { abrirUrl, avisosUrl, paths } from '../../../src/domain/urls.ts'
import { SAMPLES } from '../../../src/mail/messages/samples.ts'
import { loadCuenta, registerCuenta } from '../../support/data/cuentas.ts'
import { naturalRegistration, rutOf } from '../../support/data/personas.ts'
import { signedIn } from '../../support/http/console.ts'
import { textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const { console: urls } = paths
const FAILED = avisosUrl({ estado: 'abandonado' })

describe('the notices of the console', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: { SMS_PER_DAY: '200' } })
  })
  afterAll(() => p.close())
  const enqueue = (to: string, cuentaId: string | null = null) =>
    p.deps.store.transaction((uow) =>
      enqueueAviso(p.deps, uow, {
        to,
        cuentaId,
        aviso: SAMPLES.caso_abierto,
        now: p.clock.now(),
        always: true,
      }),
    )

  it('say why a message failed and send it again from there, once for two presses', async () => {
    const { me } = await signedIn(p, 'administrador')
    expect(textOf(await me.open(urls.avisos))).toContain('Todo salió')
    await enqueue('ana.soto@ejemplo.cl')
    p.mail.onSend = async () => {
      throw new SendFailed('smtp_550', true)
    }
    await p.dispatch()
    const list = await me.open(FAILED)
    expect(textOf(list)).toContain('El buzón no existe, o el servidor no nos deja escribirle (550).')
    expect(textOf(list)).toContain('0 de 200')
    expect(textOf(list)).toContain('El más antiguo, hace')
    expect(list.html).toContain('a****o@ejemplo.cl')
    expect(list.html).not.toContain('ana.soto')
    const again = await me.press(list, urls.reencolar)
    expect([again.url, textOf(again)]).toEqual([
      expect.stringContaining('estado=abandonado'),
      expect.stringContaining('1 aviso sale otra vez ahora.'),
    ])
    expect(textOf(await me.press(list, urls.reencolar))).toContain('No había nada que enviar otra vez')
    p.mail.onSend = async () => {}
    await p.dispatch()
    expect(p.mail.sent.map(({ to }) => to)).toEqual(['ana.soto@ejemplo.cl'])
  })

  it('come 50 a page, and the next page begins where the last ended', async () => {
    const { me } = await signedIn(p, 'supervisor')
    for (let at = 0; at < 53; at++) await enqueue(`persona-${at}@ejemplo.cl`)
    const first = await me.open(avisosUrl({ canal: 'correo', tipo: 'caso_abierto', estado: 'nada' }))
    const [, next = ''] = /href="([^"]+)">Siguientes/.exec(first.html) ?? []
    const second = await me.open(next.replaceAll('&amp;', '&'))
    const count = (html: string) => html.match(/class="tag/g)?.length
    expect([count(first.html), count(second.html)]).toEqual([50, 3])
    expect(second.html).toContain('Desde el comienzo')
    expect(second.html).not.toContain('Siguientes')
    const other = await me.open(`${urls.avisos}?desde=%27--&orden=constructor&canal=sms`)
    expect([other.status, textOf(other)]).toEqual([200, expect.stringContaining('No hay avisos así')])
  })

  it('make every page of the console say so when one waits for more than five minutes', async () => {
    const { me } = await signedIn(p, 'ejecutivo')
    expect((await me.open(urls.home)).html).not.toContain('atraso')
    p.clock.advance({ minutes: 6 })
    const late = await me.open(urls.llamadas)
    expect(late.html).toContain('Los correos y SMS salen con atraso: el que más espera lleva 6 minutos.')
    expect(late.html).not.toContain(urls.avisos)
    const { me: supervisor } = await signedIn(p, 'supervisor')
    expect((await supervisor.open(urls.own)).html).toContain('Ver los avisos')
    expect((await me.open(paths.home)).html).not.toContain('atraso')
    await p.dispatch()
    p.clock.advance({ minutes: 1 })
    expect((await me.open(urls.home)).html).not.toContain('atraso')
  })

  it('list the mailboxes that came back, masked, with the way to their account for who may open it', async () => {
    await registerCuenta(p, 'natural', naturalRegistration(12_345_678, { email: 'maria@ejemplo.cl' }))
    const cuenta = await loadCuenta(p, 'natural', rutOf(12_345_678))
    const answered = { to: 'maria@ejemplo.cl', cuentaId: cuenta.id }
    await p.deps.store.transaction((uow) => markBounce(p.deps, uow, answered, 'cerrado'))
    const page = await (await signedIn(p, 'supervisor')).me.open(urls.devueltos)
    expect(textOf(page)).toContain('Ese correo está cerrado')
    expect(page.html).toContain(abrirUrl(cuenta.id))
    expect(page.html).not.toContain('maria@')
    const seen = await (await signedIn(p, 'administrador')).me.open(urls.devueltos)
    expect(seen.html).toContain('m****a@ejemplo.cl')
    expect(seen.html).not.toContain(urls.abrir)
  })
})
