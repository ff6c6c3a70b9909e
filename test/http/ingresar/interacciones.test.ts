import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingresarUrl, interaccionUrl } from '../../../src/domain/ingresar-paths.ts'
import type { Sistema } from '../../../src/domain/sistemas/sistema.ts'
import { paths } from '../../../src/domain/urls.ts'
import { auditOf } from '../../support/data/cuentas.ts'
import { CLAVE, rutOf } from '../../support/data/personas.ts'
import { authorizeUrl, interaccionIn, outcome, withSistema } from '../../support/http/ingresar.ts'
import { cambiar, naturalCuenta, registerNatural, validateForCambiar } from '../../support/http/journeys.ts'
import { createListeningProduct, type ListeningProduct } from '../../support/http/listening.ts'
import {
  decodeEntities,
  filledForm,
  type LoadedPage,
  ScriptFreeBrowser,
  textOf,
} from '../../support/http/script-free-browser.ts'

const NUMBER = 27_100_001
const TYPED = { rut: rutOf(NUMBER), clave: CLAVE }

/** Where “Empezar de nuevo” leads. */
const linkIn = ({ html }: LoadedPage) =>
  decodeEntities(/href="([^"]+)"[^>]*>Empezar de nuevo/.exec(html)?.[1] ?? '')

describe('an interaction', () => {
  let p: ListeningProduct
  let cursos: Sistema
  let otro: Sistema
  beforeAll(async () => {
    p = await createListeningProduct()
    cursos = await withSistema(p)
    const redirectUris = ['https://otro.test/vuelta']
    otro = await withSistema(p, { id: 'otro', nombre: 'Otro', sector: 'otro', redirectUris })
    await registerNatural(p, NUMBER)
  })
  afterAll(() => p.close())

  const formOf = async (me: ScriptFreeBrowser, sistema = cursos, others = {}) =>
    me.open(ingresarUrl('natural', interaccionIn(await me.open(authorizeUrl(sistema, others)))))

  it('of two tabs keeps to its own: each system gets its own answer', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const first = await formOf(me)
    const second = await formOf(me, otro)
    expect(textOf(await me.open(first.url))).toContain('Cursos en línea')
    expect(textOf(second)).toContain('Otro')
    expect(await outcome(me, await me.submitFrom(first, TYPED))).toBe('code at cursos.test')
    expect(await outcome(me, await me.submitFrom(second, TYPED))).toBe('code at otro.test')
  })

  it('of a double click signs in once, and the browser goes on whichever answer it takes', async () => {
    const me = new ScriptFreeBrowser(p.server)
    const { action, all } = filledForm(await formOf(me), TYPED)
    const { id } = await naturalCuenta(p, NUMBER)
    const signIns = async () =>
      (await auditOf(p, id)).filter(({ event }) => event === 'sesion_iniciada').length
    const before = await signIns()
    const both = await Promise.all([me.postRaw(action, all), me.postRaw(action, all)])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(await signIns()).toBe(before + 1)
    expect(await outcome(me, await me.open(both[1]?.headers.location ?? ''))).toBe('code at cursos.test')
    // The first answer arrives late: the sistema has gone on already.
    expect(await outcome(me, await me.follow(await me.postRaw(action, all), action))).toBe(
      'code at cursos.test',
    )
  })

  it('left open until its session is over begins again from the browser, for the system that asked', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const form = await formOf(me)
    p.clock.advance({ minutes: 65 })
    const over = await me.submitFrom(form, TYPED)
    expect([over.status, textOf(over)]).toEqual([
      410,
      expect.stringContaining('el ingreso a Cursos en línea'),
    ])
    const again = await me.follow(await me.request(linkIn(over)), linkIn(over))
    const start = await me.open(ingresarUrl('natural', interaccionIn(again)))
    expect(await outcome(me, await me.submitFrom(start, TYPED))).toBe('code at cursos.test')
    const [, former = ''] = form.url.split('interaccion=')
    const other = await me.open(interaccionUrl(paths.ingresar.vencida, former.replace(/^./, 'x')))
    expect(textOf(other), 'of another interaction').not.toContain('Cursos en línea')
  })

  it('is refused in another browser, on every page, and its button too', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const form = await formOf(me)
    const thief = new ScriptFreeBrowser(p.app)
    const own = await formOf(thief)
    const id = interaccionIn(form)
    for (const url of [
      interaccionUrl(paths.ingresar.entry, id),
      interaccionUrl(paths.ingresar.elegir, id),
      interaccionUrl(paths.ingresar.registrarse, id),
      interaccionUrl(paths.ingresar.permiso, id),
      interaccionUrl(paths.ingresar.seguir, id),
      ingresarUrl('natural', id),
    ]) {
      const page = await thief.open(url)
      expect([page.status, page.title], url).toEqual([410, 'Este ingreso ya no sirve'])
      expect(page.html).not.toContain('Cursos')
    }
    const sent = await thief.submitFrom(own, { ...TYPED, interaccion: id })
    expect(sent.status).toBe(410)
    expect(await outcome(me, await me.submitFrom(form, TYPED))).toBe('code at cursos.test')
  })

  it('takes no form and no button from another site', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const form = await formOf(me)
    const { action, all } = filledForm(form, TYPED)
    const { _csrf, ...without } = all
    expect((await me.postRaw(action, without)).status).toBe(403)
    const interaccion = interaccionIn(form)
    expect((await me.postRaw(paths.ingresar.rechazar, { interaccion })).status).toBe(403)
    expect(_csrf).toBeTruthy()
  })

  it('that expired says so and is begun again with one press', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const form = await formOf(me)
    p.clock.advance({ minutes: 40 })
    await me.open(paths.caso)
    p.clock.advance({ minutes: 21 })
    const over = await me.submitFrom(form, TYPED)
    expect([over.status, over.title]).toEqual([410, 'Este ingreso ya no sirve'])
    const again = /href="([^"]+)">Empezar de nuevo/.exec(over.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const anew = await me.open(again)
    expect(anew.title).toBe('Elija cómo ingresar')
    const next = await me.open(ingresarUrl('natural', interaccionIn(anew)))
    expect(await outcome(me, await me.submitFrom(next, TYPED))).toBe('code at cursos.test')
  })

  it('that was used says so to whoever goes back to its pages, and later tramites do not lead to it', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const form = await formOf(me)
    const done = await me.submitFrom(form, TYPED)
    expect(await outcome(me, done)).toBe('code at cursos.test')
    expect((await me.open(done.url)).title).toBe('Este ingreso ya no sirve')
    expect((await me.open(form.url)).title).toBe('Este ingreso ya no sirve')
    const later = await validateForCambiar(me, NUMBER)
    const changed = await me.submitFrom(later, { claveNueva: 'Qu3ltehue!', repetirClaveNueva: 'Qu3ltehue!' })
    expect(changed.html).not.toContain('Cursos en línea')
    const back = await cambiar(me, NUMBER, 'Qu3ltehue!', CLAVE)
    expect(back.title).toBe('Su CS fue cambiada')
  })

  it('ends with Terminar, and so does the session that systems share', async () => {
    const me = new ScriptFreeBrowser(p.app)
    expect(await outcome(me, await me.submitFrom(await formOf(me), TYPED))).toBe('code at cursos.test')
    expect((await me.request(authorizeUrl(cursos))).headers.location).toContain('code=')
    const done = await me.submit(paths.caso, { numeroCaso: 'ABCD2345', identificadorCaso: rutOf(NUMBER) })
    expect(done.status).toBe(422)
    const form = await me.open(paths.caso)
    const csrf = /name="_csrf" value="([^"]+)"/.exec(form.html)?.[1] ?? ''
    await me.postRaw(paths.terminar, { _csrf: csrf })
    expect((await me.open(authorizeUrl(cursos))).title).toBe('Elija cómo ingresar')
  })
})
