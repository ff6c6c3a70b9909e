/** What the browser's own history brings back: Back and reload after Terminar, over a page with mistakes, in two tabs. */
import { describe, expect, test } from 'vitest'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import {
  type BrowserVisit,
  OPPOSITE_MODES,
  type VisitMode,
  WITH_JAVASCRIPT,
  WITHOUT_JAVASCRIPT,
} from '../support/browser/browser-visit.ts'
import { naturalRegistration, RESPUESTA, rutOf } from '../support/data/personas.ts'
import { actualizarFields, emailOf, registerNatural } from '../support/http/journeys.ts'
import { openTestSite } from '../support/http/site.ts'

/** The first page of a visit that is gone back through. */
const FIRST = '/privacidad'

/** All that a page has to show: its text, and what its boxes hold. */
const allVisible = (v: BrowserVisit): Promise<string> =>
  v.page
    .locator('html')
    .evaluate((root) =>
      [
        root.textContent,
        ...Array.from(
          root.querySelectorAll('input:not([type="hidden"]), select'),
          ({ value, type, checked }) => (type === 'checkbox' && !checked ? '' : value),
        ),
      ].join('\n'),
    )

/** Goes back one entry, and waits until its page is whole and seen: one from the browser's memory fires no load. */
async function back(v: BrowserVisit): Promise<void> {
  await v.page.goBack({ waitUntil: 'commit' })
  await expect.poll(() => v.page.evaluate('document.readyState')).toBe('complete')
  await v.page.locator('.footer').waitFor()
}

/** Goes back to {@link FIRST}. @returns what each one on the way showed. */
async function allTheWayBack(v: BrowserVisit): Promise<string[]> {
  const seen: string[] = []
  for (;;) {
    await back(v)
    if (v.path() === FIRST) return seen
    seen.push(await allVisible(v))
  }
}

describe.each([
  { name: 'with the back/forward cache', bfcache: true },
  { name: 'without the back/forward cache', bfcache: false },
])('$name', ({ bfcache }) => {
  describeInChromium('after Terminar, Back shows nothing of the visit', () => {
    const e = browserScene(openTestSite, { bfcache })

    /** Ends the visit and goes back through it. */
    async function withNothing(v: BrowserVisit, secrets: readonly string[]): Promise<void> {
      await v.press('Terminar')
      const seen = await allTheWayBack(v)
      expect(seen.length).toBeGreaterThan(1)
      for (const view of seen) for (const secret of secrets) expect(view).not.toContain(secret)
    }

    describe.each(OPPOSITE_MODES)('$name', (mode) => {
      test('of Recuperar: neither the key nor the RUT', async () => {
        const number = e.site.number()
        await registerNatural(e.site, number)
        const v = await e.enter(mode)
        await v.goTo(FIRST)
        await v.goTo('/natural/recuperar')
        await v.submit({ rut: rutOf(number) }, 'Validar')
        await v.submit({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
        const clave = await v.text('#clave-provisoria')
        await withNothing(v, [clave, rutOf(number), String(number).slice(2)])
      })

      test('of Registrar: nothing that was typed', async () => {
        const number = e.site.number()
        const v = await e.enter(mode)
        await v.goTo(FIRST)
        await v.goTo('/natural/registrar')
        await v.submit(naturalRegistration(number, { sinCelular: '', celular: '87654321' }), 'Crear Cuenta')
        expect(await v.title()).toBe('Su cuenta fue creada')
        const typed = ['María Jesús', 'Ñancupil', '03-10-1994', 'Pasaje Los Aromos', emailOf(number)]
        await withNothing(v, [...typed, '87654321', '8765 4321', rutOf(number)])
      })

      test('of Actualizar: neither the data of the account nor what was typed over them', async () => {
        const number = e.site.number()
        await registerNatural(e.site, number)
        const v = await e.enter(mode)
        await v.goTo(FIRST)
        await v.goTo('/natural/actualizar')
        await v.submit(
          { rut: rutOf(number), fechaNacimiento: '03-10-1994', emailRegistrado: emailOf(number) },
          'Validar',
        )
        await v.submit({ preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA }, 'Validar')
        await v.submit(actualizarFields(number, { direccion: 'Calle Escrita Ahora' }), 'Actualizar Datos')
        expect(await v.title()).toBe('Datos actualizados')
        await withNothing(v, ['Pasaje Los Aromos', 'Calle Escrita Ahora', emailOf(number), rutOf(number)])
      })

      test('of a form that was left half filled in', async () => {
        const number = e.site.number()
        await registerNatural(e.site, number)
        const v = await e.enter(mode)
        await v.goTo(FIRST)
        await v.goTo('/natural/registrar')
        await v.fill({ nombres: 'Escrito A Medias', direccion: 'Calle A Medias' })
        await v.goTo('/natural/recuperar')
        await v.submit({ rut: rutOf(number) }, 'Validar')
        await v.press('Terminar y borrar mis datos de este equipo')
        for (const view of await allTheWayBack(v)) expect(view).not.toContain('A Medias')
      })
    })

    test.each(OPPOSITE_MODES)(
      '$name, before Terminar what was typed and left is there again',
      async (mode) => {
        const v = await e.enter(mode)
        await v.goTo(FIRST)
        await v.goTo('/natural/registrar')
        await v.fill({ nombres: 'Escrito A Medias', region: '05', comuna: '05101' })
        await v.goTo('/accesibilidad')
        const requests: string[] = []
        v.page.on('request', (request) => {
          // The letters have a frame of their own.
          if (request.isNavigationRequest() && request.frame() === v.page.mainFrame())
            requests.push(request.url())
        })
        await back(v)
        await expect
          .poll(() => v.content(['nombres', 'region', 'comuna']))
          .toEqual({ nombres: 'Escrito A Medias', region: '05', comuna: '05101' })
        expect(requests).toHaveLength(bfcache ? 0 : 1)
      },
    )

    test('a page that the browser kept is asked for again when its visit is over, and a result always', async () => {
      const number = e.site.number()
      await registerNatural(e.site, number)
      const v = await e.enter(WITH_JAVASCRIPT)
      await v.goTo('/natural/recuperar')
      await v.submit({ rut: rutOf(number) }, 'Validar')
      await v.submit({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
      await v.goTo('/privacidad')
      e.site.clock.advance({ minutes: 6 })
      await back(v)
      await expect.poll(() => v.title()).toBe('Su clave provisoria ya se mostró')

      await v.goTo('/natural/registrar')
      await v.fill({ nombres: 'Escrito A Medias' })
      await v.goTo('/privacidad')
      await v.page.evaluate('localStorage.removeItem("visita")')
      const requested = v.page.waitForRequest((request) => request.isNavigationRequest())
      await back(v)
      expect((await requested).url()).toContain('/natural/registrar')
    })
  })

  describeInChromium('a page with mistakes', () => {
    const e = browserScene(openTestSite, { bfcache })

    /** A registration with one mistake. @returns the visit at the page that tells of it. */
    async function fieldsWithError(mode: VisitMode): Promise<BrowserVisit> {
      const v = await e.enter(mode)
      await v.goTo('/natural/registrar')
      await v.submit(naturalRegistration(e.site.number(), { email: 'malo' }), 'Crear Cuenta')
      expect(await v.errors()).not.toEqual([])
      return v
    }

    test('is a page like others to Back and reload: it asks nothing, sends nothing, and what was typed is there', async () => {
      const v = await fieldsWithError(WITH_JAVASCRIPT)
      const methods: string[] = []
      v.page.on('request', (request) => request.isNavigationRequest() && methods.push(request.method()))
      const typed = async () =>
        Object.values(await v.content(['nombres', 'region', 'comuna', 'clave', 'captcha']))
      await v.changePage(() => v.page.reload())
      expect(await typed()).toEqual(['María Jesús', '13', '13101', '', ''])
      await v.fill({ nombres: 'Corregida' })
      await v.goTo('/privacidad')
      await back(v)
      await expect.poll(typed).toEqual(['Corregida', '13', '13101', '', ''])
      expect(methods).toEqual(methods.map(() => 'GET'))
    })

    test('of a later step keeps whose it is', async () => {
      const number = e.site.number()
      await registerNatural(e.site, number)
      const v = await e.enter(WITH_JAVASCRIPT)
      await v.goTo('/natural/recuperar')
      await v.submit({ rut: rutOf(number) }, 'Validar')
      await v.submit({ respuestaSecreta: 'no es esta' }, 'Generar Nueva Clave')
      const tab = await v.openTab()
      const other = e.site.number()
      await registerNatural(e.site, other)
      await tab.goTo('/natural/recuperar')
      await tab.submit({ rut: rutOf(other) }, 'Validar')
      await v.page.reload()
      expect(await v.text('#identificador')).toContain(String(number).slice(2, 5))
    })

    // Without scripts nothing can take back that the page answered a form: the browser asks, and what it sends comes back empty.
    test('sent again after Terminar without scripts, it comes back empty', async () => {
      const v = await fieldsWithError(WITHOUT_JAVASCRIPT)
      const body = await v.page
        .locator('form.main-form')
        .evaluate(({ elements }) =>
          Array.from(elements, ({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('&'),
        )
      const number = e.site.number()
      await registerNatural(e.site, number)
      await v.goTo('/natural/recuperar')
      await v.submit({ rut: rutOf(number) }, 'Validar')
      await v.press('Terminar y borrar mis datos de este equipo')
      const respuesta = await v.context.request.post(new URL('/natural/registrar', e.site.base).href, {
        data: body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      expect(await respuesta.text()).not.toContain('Los Aromos')
      expect(respuesta.url()).toContain('/natural/registrar')
    })
  })

  describeInChromium('two tabs', () => {
    const e = browserScene(openTestSite, { bfcache })

    test('with JavaScript, Terminar in one covers what the other shows', async () => {
      const number = e.site.number()
      await registerNatural(e.site, number)
      const v = await e.enter(WITH_JAVASCRIPT)
      await v.goTo('/natural/recuperar')
      await v.submit({ rut: rutOf(number) }, 'Validar')
      await v.submit({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
      const clave = await v.text('#clave-provisoria')
      const w = await v.openTab()
      await w.goTo('/natural/recuperar')
      await w.submit({ rut: rutOf(number) }, 'Validar')
      await w.press('Terminar y borrar mis datos de este equipo')
      await expect.poll(() => v.text('main'), { timeout: 20_000 }).not.toContain(clave)
    })

    test.each(OPPOSITE_MODES)('$name, a reload shows its own key and names whose it is', async (mode) => {
      const [one, other] = [e.site.number(), e.site.number()]
      const v = await e.enter(mode)
      const w = await v.openTab()
      const keys: string[] = []
      for (const [tab, number] of [
        [v, one],
        [w, other],
      ] as const) {
        await registerNatural(e.site, number)
        await tab.goTo('/natural/recuperar')
        await tab.submit({ rut: rutOf(number) }, 'Validar')
        await tab.submit({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
        keys.push(await tab.text('#clave-provisoria'))
      }
      await v.page.bringToFront()
      await v.page.reload()
      expect(await v.text('#clave-provisoria')).toBe(keys[0])
      expect(await v.text('main')).toContain(`12.000.${rutOf(one).slice(5)}`)
      expect(await v.text('main')).not.toContain(`12.000.${rutOf(other).slice(5)}`)
      await v.follow('Cambiar CS')
      expect(await v.value('rut')).toBe(`12.000.${rutOf(one).slice(5)}`)
      await w.goTo('/natural/cambiar')
      expect(await w.value('rut')).toBe('')
    })
  })
})
