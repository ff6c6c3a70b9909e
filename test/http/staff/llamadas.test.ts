import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import type { Perfil } from '../../../src/domain/perfil.ts'
import { abrirUrl, paths } from '../../../src/domain/urls.ts'
import { rutOf } from '../../support/data/personas.ts'
import { signedIn } from '../../support/http/console.ts'
import type { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { completeCuenta } from '../../support/storage/contract.ts'

const OPENING = { motivoLlamada: 'clave_olvidada', numeroLlamada: '4821' }

describe('the pages of a call', () => {
  let p: TestProduct
  let me: ScriptFreeBrowser
  let number = 42_000_000
  beforeAll(async () => {
    p = await createTestProduct()
    me = (await signedIn(p, 'ejecutivo')).me
  })
  afterAll(() => p.close())

  const newCuenta = async (): Promise<Cuenta> => {
    const cuenta = completeCuenta({
      identificador: rutOf(++number),
      emailRepresentante: null,
      celular: `9${number}`,
    })
    await p.deps.store.transaction((uow) =>
      uow.cuentas.create({ ...cuenta, celularConfirmedAt: p.clock.now() }),
    )
    return cuenta
  }
  const rightOf = ({ email }: Cuenta) => ({
    ...{ nombreDicho: 'maria ohiggins', fechaNacimiento: '01-12-1992', contactoDicho: email ?? '' },
    direccionDicha: 'pasaje uno 12',
  })

  it('ask an organisation for what it is called, and a person for their name', async () => {
    const label = async (perfil: Perfil) => {
      const cuenta = completeCuenta({ perfil, identificador: rutOf(++number), razonSocial: 'Uno SpA' })
      await p.deps.store.transaction((uow) => uow.cuentas.create(cuenta))
      const page = await me.submit(abrirUrl(cuenta.id), OPENING)
      return /for="nombreDicho"[^>]*>([^<]+)</.exec(page.html)?.[1]?.trim()
    }
    expect([await label('juridica'), await label('natural')]).toEqual(['Razón social', 'Nombre y apellido'])
  })

  it('open an account with a reason, check who calls, send and read back a code, and end', async () => {
    const cuenta = await newCuenta()
    const opened = await me.submit(abrirUrl(cuenta.id), OPENING)
    expect(opened.url).toMatch(/^\/funcionarios\/llamada\?llamada=/)
    for (const known of [
      cuenta.email,
      cuenta.celular,
      cuenta.identificador,
      'María',
      'Higgins',
      '1992-12-01',
    ])
      expect(opened.html).not.toContain(known)
    // A double click is one try.
    const [wrong = opened, twin = opened] = await Promise.all(
      [1, 2].map(() => me.submitFrom(opened, { ...rightOf(cuenta), direccionDicha: 'otra calle 3' })),
    )
    expect([wrong.status, twin.errors]).toEqual([422, wrong.errors])
    expect(wrong.errors.join()).toContain('No coincide. Puede intentarlo 2 veces más')
    const checked = await me.submitFrom(wrong, rightOf(cuenta))
    expect(checked.html).toContain('Pasó la comprobación')
    // Nothing is closed, and there is no caso.
    for (const empty of ['Reabrir lo que', 'Cerrar un caso']) expect(checked.html).not.toContain(empty)
    const asked = await me.press(checked, paths.console.pedirCodigo)
    expect(asked.html).toContain('para cambiar su correo')
    await p.dispatch()
    const codigo = /\d{6}/.exec(p.sms.sent.at(-1)?.text ?? '')?.[0] ?? ''
    expect(asked.html).not.toContain(codigo)
    const [read = asked, again] = await Promise.all([1, 2].map(() => me.submitFrom(asked, { codigo })))
    expect(again?.url).toBe(read.url)
    expect(read.html).toContain('Dio el código: sirve hasta las')
    expect((await me.open(paths.console.llamadas)).html).toContain('Olvidó su clave')
    await me.press(read, paths.console.terminarLlamada)
    expect((await me.open(opened.url)).html).toContain('Esta llamada terminó')
  })

  it('refuse HTML, formulas, an RUT and 5,000 letters as the number of a call', async () => {
    const { id } = await newCuenta()
    for (const numeroLlamada of [
      '<b>1</b>',
      '=cmd()',
      '@sum',
      '12.345.678-5',
      'ana@correo.cl',
      'a'.repeat(5000),
      '',
    ]) {
      const page = await me.submit(abrirUrl(id), { ...OPENING, numeroLlamada })
      expect(page.status, numeroLlamada.slice(0, 20)).toBe(422)
      expect(page.html).not.toContain('<b>1</b>')
    }
  })

  it('say who has an account, and take it over; whose it was reads that, also by going back', async () => {
    const cuenta = await newCuenta()
    const mine = await me.submit(abrirUrl(cuenta.id), OPENING)
    const other = (await signedIn(p, 'supervisor')).me
    const taken = await other.submit(abrirUrl(cuenta.id), OPENING)
    expect(taken.url).toContain(paths.console.tomar)
    expect(taken.html).toMatch(/La atiende .* desde las/)
    const theirs = await other.submitFrom(taken, OPENING)
    expect(theirs.url).toContain(paths.console.llamada)
    for (const page of [await me.open(mine.url), await me.submitFrom(mine, rightOf(cuenta))]) {
      expect(page.status).toBe(409)
      expect(page.html).toContain('Otra persona tomó esta llamada')
    }
    expect((await me.open(theirs.url)).html).toContain('Esta llamada es de otra persona')
  })
})
