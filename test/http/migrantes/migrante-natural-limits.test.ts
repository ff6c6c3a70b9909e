import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REFUSAL_TEXTS } from '../../../src/domain/outcome/refusals.ts'
import { auditOf } from '../../support/data/cuentas.ts'
import {
  becomeNatural,
  migranteWithCodigo,
  nieCuenta,
  registerMigrante,
  validateMigrante,
} from '../../support/data/migrantes.ts'
import { rutOf } from '../../support/data/personas.ts'
import {
  actualizarFields,
  emailOf,
  mailsFor,
  naturalCuenta,
  registerNatural,
} from '../../support/http/journeys.ts'
import { createListeningProduct, type ListeningProduct } from '../../support/http/listening.ts'
import { type LoadedPage, ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const NOW_USES_RUT = 'Desde ahora use su RUT.'
const STILL_USES_NIE = 'Su cuenta sigue con su NIE.'
const CASO_SENTENCE = /Su número de caso es [A-Z2-9]{8}\./

describe.each(ENGINES)('a migrant whose RUT is taken, wrong or contested, on %s', (engine) => {
  let p: ListeningProduct
  beforeAll(async () => {
    p = await createListeningProduct({ engine, env: { LIMIT_POSTS_PER_10_MINUTES: '10000' } })
  })
  afterAll(() => p.close())

  it('merges nothing if the RUT has an account: the data are updated and a caso is opened', async () => {
    const number = 24_000_006
    await registerNatural(p, number, { email: 'otra24@correo.test' })
    const me = await registerMigrante(p, number)
    const finished = await becomeNatural(p, me, number, rutOf(number), { direccion: 'Otra 9' })
    expect(finished.title).toBe('Datos actualizados')
    expect(textOf(finished)).toContain(STILL_USES_NIE)
    const [caso] = CASO_SENTENCE.exec(textOf(finished)) ?? []
    expect(caso).toBeDefined()
    expect(await nieCuenta(p, number)).toMatchObject({ perfil: 'migrante', direccion: 'Otra 9' })
    expect((await naturalCuenta(p, number)).email).toBe('otra24@correo.test')
    const saved = await p.deps.store.transaction((uow) => uow.casos.findByNumber(caso?.slice(-9, -1) ?? ''))
    expect(saved).toMatchObject({ reason: 'rut_en_uso', perfil: 'migrante' })
    expect((await mailsFor(p, emailOf(number))).at(-1)?.text).not.toContain('use su RUT')
  })

  it('may try once a day: a second try only updates the data and says when', async () => {
    const number = 24_000_007
    await registerNatural(p, number, { email: 'otra25@correo.test' })
    const me = await registerMigrante(p, number)
    await becomeNatural(p, me, number, rutOf(number))
    const second = await becomeNatural(p, me, number, rutOf(24_900_007), { direccion: 'Otra 9' })
    expect(second.title).toBe('Datos actualizados')
    expect(textOf(second)).toContain('una vez al día, y ya lo pidió')
    expect(await nieCuenta(p, number)).toMatchObject({ perfil: 'migrante', direccion: 'Otra 9' })
    p.clock.advance({ hours: 24 })
    expect(textOf(await becomeNatural(p, me, number, rutOf(24_900_007)))).toContain(NOW_USES_RUT)
  })

  it('spends no try on a form that comes back', async () => {
    const number = 24_000_008
    const me = await registerMigrante(p, number)
    const data = await migranteWithCodigo(p, me, number, rutOf(number))
    const wrong = await me.submitFrom(data, actualizarFields(number, { captcha: 'XXXXX' }))
    expect(wrong.status).toBe(422)
    const other = await me.submitFrom(wrong, actualizarFields(number, { direccion: '' }))
    expect(other.status).toBe(422)
    expect(textOf(await me.submitFrom(other, actualizarFields(number)))).toContain(NOW_USES_RUT)
  })

  it('is refused at once with an organisation’s or a wrong RUT', async () => {
    const me = await registerMigrante(p, 24_000_009)
    const empresa = await validateMigrante(me, 24_000_009, rutOf(76_543_210))
    expect(empresa.errors).toEqual([REFUSAL_TEXTS.rut_alternativo_de_empresa])
    const wrong = await validateMigrante(me, 24_000_009, '12.345.678-9')
    expect(wrong.errors).toEqual([REFUSAL_TEXTS.rut_digito])
  })

  it('changes once on a double click, and keeps the limits of e-mail and mobile', async () => {
    const number = 24_000_010
    const me = await registerMigrante(p, number, { celular: '91234567', sinCelular: '' })
    for (const n of [1, 2]) {
      await registerNatural(p, 24_200_000 + n, {
        celular: '91234567',
        sinCelular: '',
        email: emailOf(number),
      })
    }
    const data = await migranteWithCodigo(p, me, number, rutOf(number))
    const fields = actualizarFields(number, { celular: '91234567', sinCelular: '' })
    const clicks = await Promise.all([1, 2].map(() => me.submitFrom(data, fields)))
    for (const click of clicks) expect(textOf(click)).toContain(NOW_USES_RUT)
    const cuenta = await naturalCuenta(p, number)
    const entries = (await auditOf(p, cuenta.id)).filter(({ event }) => event === 'perfil_cambiado')
    expect(entries).toHaveLength(1)
  })

  it('gets the RUT if first; another who wants it at the same time gets a caso', async () => {
    const [one, other] = [24_000_011, 24_000_012]
    const pages: { me: ScriptFreeBrowser; number: number; data: LoadedPage }[] = []
    // One after the other, since each reads a code from the mail that was sent.
    for (const number of [one, other]) {
      await registerMigrante(p, number)
      const me = new ScriptFreeBrowser(p.server)
      pages.push({ me, number, data: await migranteWithCodigo(p, me, number, rutOf(24_000_013)) })
    }
    const finishedPages = await Promise.all(
      pages.map(({ me, number, data }) => me.submitFrom(data, actualizarFields(number))),
    )
    const texts = finishedPages.map(textOf)
    expect(texts.filter((text) => text.includes(NOW_USES_RUT))).toHaveLength(1)
    expect(texts.filter((text) => CASO_SENTENCE.test(text))).toHaveLength(1)
    const perfiles = [(await nieCuenta(p, one)).perfil, (await nieCuenta(p, other)).perfil]
    expect(perfiles.sort()).toEqual(['migrante', 'natural'])
  })
})
