import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STAFF_CHANGES } from '../../../src/application/staff/funcionarios/change-funcionario.ts'
import { paths } from '../../../src/domain/urls.ts'
import { activeFuncionario, CONTRASENA, totpCode } from '../../support/data/personal.ts'
import { signedIn } from '../../support/http/console.ts'
import { enlaceFor } from '../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const { console: urls } = paths
const PERSON = {
  nombreFuncionario: 'Ana <b>Soto</b>',
  email: 'ana@sence.test',
  rol: 'ejecutivo',
  rutFuncionario: '',
}

describe('staff administration', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it('whoever is added gets the link by mail, which nobody else sees', async () => {
    const { me: before } = await signedIn(p, 'administrador')
    expect((await before.open(urls.agregarFuncionario)).url).toBe(urls.otraVez)
    const { me } = await signedIn(p, 'administrador', randomUUID(), STAFF_CHANGES)
    expect((await me.submit(urls.agregarFuncionario, PERSON)).errors[0]).toContain('Nombre y apellido')
    const page = await me.submit(urls.agregarFuncionario, { ...PERSON, nombreFuncionario: 'Ana Soto' })
    expect([page.title, textOf(page)]).toEqual([
      'Ana Soto',
      expect.stringContaining('Le enviamos a su correo'),
    ])
    expect(page.html).not.toContain(`${urls.enlace.replace(':ficha', '')}`)
    const link = await enlaceFor(p, PERSON.email, 'Activar mi ingreso')
    expect((await new ScriptFreeBrowser(p.app).open(link)).title).toBe('Elija su contraseña')
    const again = await me.submit(urls.agregarFuncionario, { ...PERSON, nombreFuncionario: 'Otra' })
    expect(again.errors).toEqual(['Ya hay una persona con ese correo'])
    expect(textOf(await me.open(urls.personal))).toContain('Falta que active su acceso')
  })

  it('a suspension and another role end sessions at once, and nobody does that to themselves', async () => {
    const { me: before } = await signedIn(p, 'administrador')
    const { me, id: own } = await signedIn(p, 'administrador', randomUUID(), STAFF_CHANGES)
    const { me: one, id } = await signedIn(p, 'ejecutivo')
    const { me: elsewhere } = await signedIn(p, 'ejecutivo', id)
    const seen = await me.open(`${urls.funcionario}?funcionario=${id}`)
    expect(seen.html.match(/127\.0\.0\.0\/24/g)).toHaveLength(2)
    expect(textOf(await me.press(seen, urls.endSessions))).toContain('Puede ingresar otra vez')
    const open = await Promise.all([one, elsewhere].map(async (it) => (await it.open(urls.home)).url))
    expect(open.sort()).toEqual([urls.home, urls.ingresar])
    expect(textOf(await me.open(urls.personal))).toContain('Redes desde las que abre la consola Todas')
    const url = (path: string, who = id) => `${path}?funcionario=${who}`
    const { me: other } = await signedIn(p, 'ejecutivo', id)
    expect((await other.open(urls.home)).url).toBe(urls.home)
    expect((await before.open(url(urls.rolFuncionario))).url).toBe(urls.otraVez)
    const changed = await me.submit(url(urls.rolFuncionario), { rol: 'revisor' })
    expect(textOf(changed)).toContain('Cambió su rol')
    expect((await other.open(urls.home)).url).toBe(urls.ingresar)
    expect((await me.submit(url(urls.rolFuncionario), { rol: 'revisor' })).errors[0]).toContain('otro rol')
    const suspended = await me.submit(url(urls.suspenderFuncionario), {})
    expect(textOf(suspended)).toContain('Suspendido')
    expect(suspended.html).not.toContain(urls.suspenderFuncionario)
    expect(textOf(await me.submit(url(urls.pedirReinicio), {}))).toContain('Falta otra persona')
    expect((await me.submit(url(urls.reiniciarFuncionario), {})).errors[0]).toContain('Usted lo pidió')
    const { me: second } = await signedIn(p, 'administrador', randomUUID(), STAFF_CHANGES)
    expect((await second.submit(url(urls.pedirReinicio), {})).errors[0]).toContain('mientras usted miraba')
    expect((await second.open(url(urls.funcionario))).html).toContain(urls.reiniciarFuncionario)
    const restarted = await second.submit(url(urls.reiniciarFuncionario), {})
    expect(textOf(restarted)).toContain('Se reinició su ingreso')
    const self = await me.submit(url(urls.suspenderFuncionario, own), {})
    expect([self.status, self.errors[0]]).toEqual([
      422,
      expect.stringContaining('Nadie cambia su propio acceso'),
    ])
    expect((await me.open(url(urls.funcionario, 'nadie'))).status).toBe(404)
  })

  it('one sees where one is signed in, and ends it there, or everywhere', async () => {
    const { me, id } = await signedIn(p, 'ejecutivo')
    const { me: elsewhere } = await signedIn(p, 'ejecutivo', id)
    const page = await me.open(urls.own)
    expect(page.html.match(/Desde el/g)).toHaveLength(2)
    await me.press(page, urls.endOne)
    expect((await elsewhere.open(urls.home)).url).toBe(urls.ingresar)
    expect((await me.open(urls.home)).url).toBe(urls.home)
    const { me: third } = await signedIn(p, 'ejecutivo', id)
    expect((await me.press(await me.open(urls.own), urls.endAll)).url).toBe(urls.ingresar)
    expect((await third.open(urls.home)).url).toBe(urls.ingresar)
  })

  it('one changes one’s own password and recovery codes with the second factor, which ends what was', async () => {
    const email = 'eva@sence.test'
    const { secret } = await activeFuncionario(p.deps, { email })
    const code = () => {
      p.clock.advance({ minutes: 1 })
      return { codigo: totpCode(secret, p.clock.now()) }
    }
    const enter = async (contrasena: string) => {
      const me = new ScriptFreeBrowser(p.app)
      await me.submit(urls.ingresar, { email, contrasena })
      return { me, page: await me.submit(urls.codigo, code()) }
    }
    const { me: elsewhere } = await enter(CONTRASENA)
    const { me } = await enter(CONTRASENA)
    const again = await me.open(urls.ownContrasena)
    expect(again.url).toBe(urls.otraVez)
    const page = await me.submitFrom(again, code())
    const next = 'Nube verde_31 sobre el cerro'
    const chosen = { contrasena: next, repetirContrasena: next }
    const wrong = await me.submitFrom(page, { contrasenaActual: next, ...chosen })
    expect([wrong.status, wrong.errors[0]]).toEqual([422, expect.stringContaining('no coinciden')])
    const done = await me.submitFrom(wrong, { contrasenaActual: CONTRASENA, ...chosen })
    expect([done.url, textOf(done)]).toEqual([urls.own, expect.stringContaining('Cambió su contraseña')])
    expect((await elsewhere.open(urls.home)).url).toBe(urls.ingresar)
    expect((await enter(CONTRASENA)).page.url).toBe(urls.ingresar)
    expect((await enter(next)).page.url).toBe(urls.home)

    const asked = await me.open(urls.ownCodigosNuevos)
    const codes = await me.submitFrom(
      asked.url === urls.otraVez ? await me.submitFrom(asked, code()) : asked,
      {},
    )
    expect(codes.html.match(/<li>[A-Z2-9-]{14}<\/li>/g)).toHaveLength(10)
    expect((await me.press(codes, urls.ownCodigos)).url).toBe(urls.own)
    expect((await me.open(urls.ownCodigos)).url).toBe(urls.own)
    await p.dispatch()
    const subjects = p.mail.sent.filter(({ to }) => to === email).map(({ subject }) => subject)
    expect(subjects.slice(-2)).toEqual([
      'Cambió su contraseña de la consola',
      'Tiene códigos de recuperación nuevos',
    ])
  })

  it('single keys are switched off by a setting, and then no page names one', async () => {
    const { me } = await signedIn(p, 'supervisor')
    const on = await me.open(urls.own)
    expect(on.html).toContain('aria-keyshortcuts="s"')
    const off = await me.press(on, urls.atajos)
    expect(off.html).not.toContain('aria-keyshortcuts')
    expect((await me.press(off, urls.atajos)).html).toContain('aria-keyshortcuts')
  })
})
