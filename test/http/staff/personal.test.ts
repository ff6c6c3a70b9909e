import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STAFF_CHANGES } from '../../../src/application/staff/funcionarios/change-funcionario.ts'
import { paths } from '../../../src/domain/urls.ts'
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
    const { me } = await signedIn(p, 'administrador')
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
    expect(textOf(await me.press(seen, urls.cerrarSesiones))).toContain('Puede ingresar otra vez')
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

  it('single keys are switched off by a setting, and then no page names one', async () => {
    const { me } = await signedIn(p, 'supervisor')
    const on = await me.open(urls.own)
    expect(on.html).toContain('aria-keyshortcuts="s"')
    const off = await me.press(on, urls.atajos)
    expect(off.html).not.toContain('aria-keyshortcuts')
    expect((await me.press(off, urls.atajos)).html).toContain('aria-keyshortcuts')
  })
})
