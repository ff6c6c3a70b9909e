import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confirmEmail } from '../../src/application/links/confirm-email.ts'
import { openEnlace } from '../../src/application/links/open-enlace.ts'
import { CONTEXT } from '../support/data/askers.ts'
import { CLAVE } from '../support/data/personas.ts'
import { emailOf, enlaceFor, mailsFor } from '../support/http/journeys.ts'
import { createTestProduct, type TestProduct } from '../support/product/test-product.ts'
import { estadoOf, registerNumber, registrarForm } from '../support/product/use-cases.ts'
import { ENGINES } from '../support/storage/databases.ts'

describe.each(ENGINES)('concurrent registrations, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  it('the same form twice creates one cuenta, and both get its page', async () => {
    const form = registrarForm(p.deps, 'el mismo')
    const [one, other] = await Promise.all(
      [1, 2].map(() => registerNumber(p.deps, 25_000_002, undefined, form)),
    )
    expect(one).toEqual(other)
    expect(one && estadoOf(one)).toBe('lista')
    expect(await mailsFor(p, emailOf(25_000_002))).toHaveLength(1)
  })

  it('one captcha is accepted for only one of two different forms', async () => {
    const form = registrarForm(p.deps, 'uno')
    const other = { ...form, body: 'otro' }
    const results = await Promise.all([
      registerNumber(p.deps, 25_000_003, undefined, form),
      registerNumber(p.deps, 25_000_004, undefined, other),
    ])
    const estados = results.map(estadoOf)
    expect(estados.toSorted()).toEqual(['captcha_vencida', 'lista'])
  })

  it('two registrations of one RUT create one cuenta, and the other person is told', async () => {
    const [one, other] = await Promise.all([
      registerNumber(p.deps, 25_000_005, 'una25@correo.test'),
      registerNumber(p.deps, 25_000_005, 'otra25@correo.test'),
    ])
    expect([estadoOf(one), estadoOf(other)].toSorted()).toEqual(['lista', 'ya_registrado'])
  })

  it('of two cuentas that confirm one e-mail at once, only one becomes its third', async () => {
    const email = 'familia25@correo.test'
    const ids: string[] = []
    for (const number of [25_000_006, 25_000_007, 25_000_008, 25_000_009]) {
      expect(estadoOf(await registerNumber(p.deps, number, email))).toBe('lista')
      const url = await enlaceFor(p, email, 'Confirmar mi correo')
      ids.push((await openEnlace(p.deps, url.split('/').at(-1) ?? ''))?.id ?? '')
    }
    const [first = '', second = '', ...atOnce] = ids
    const confirm = async (id: string) => {
      const form = { body: `confirma ${id}` }
      const done = await confirmEmail(p.deps, CONTEXT, {
        id,
        kind: 'confirmar-correo',
        clave: CLAVE,
        respuesta: null,
        form,
      })
      return done.ok ? done.value : done.refusals
    }
    expect([await confirm(first), await confirm(second)]).toEqual(['con_efecto', 'con_efecto'])
    const effects = await Promise.all(atOnce.map(confirm))
    expect(effects.toSorted()).toEqual(['con_efecto', 'sin_efecto'])
    const sharing = await p.deps.store.single.cuentas.findByEmail(email)
    expect(sharing.filter(({ isConfirmed }) => isConfirmed)).toHaveLength(3)
  })
})
