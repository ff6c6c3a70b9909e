/** Browser history: Back and reload after Terminar, over a page with errors, and in two tabs. */

import { describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../src/domain/urls.ts'
import { type BrowserScene, browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import {
  type BrowserVisit,
  OPPOSITE_MODES,
  type VisitMode,
  WITH_JAVASCRIPT,
  WITHOUT_JAVASCRIPT,
} from '../support/browser/browser-visit.ts'
import { answerPregunta } from '../support/browser/stories.ts'
import { naturalRegistration, RESPUESTA, rutOf } from '../support/data/personas.ts'
import { actualizarFields, emailOf, registerNatural } from '../support/http/journeys.ts'
import { openTestSite, type TestSite } from '../support/http/site.ts'

/** First page of the visits, where going back ends. */
const FIRST = paths.privacidad

/** Everything visible on a page: its text and the values of its fields. */
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

/** Goes back one entry and waits for its page. A page restored from the bfcache fires no `load`. */
async function back(v: BrowserVisit): Promise<void> {
  await v.page.goBack({ waitUntil: 'commit' })
  await expect.poll(() => v.page.evaluate('document.readyState')).toBe('complete')
  await v.page.locator('.footer').waitFor()
}

/** Goes back to {@link FIRST}. @returns what each page on the way showed. */
async function allTheWayBack(v: BrowserVisit): Promise<string[]> {
  const seen: string[] = []
  for (;;) {
    await back(v)
    if (v.path() === FIRST) return seen
    seen.push(await allVisible(v))
  }
}

/** Submits a registration with an error. @returns the visit, at the page that shows it. */
async function visitWithError(e: BrowserScene<TestSite>, mode: VisitMode): Promise<BrowserVisit> {
  const v = await e.enter(mode)
  await v.goTo(pasoUrl('natural', 'registrar'))
  await v.submit(naturalRegistration(e.site.number(), { email: 'malo' }), 'Crear Cuenta')
  expect(await v.errors()).not.toEqual([])
  return v
}

describe.each([
  { name: 'with the back/forward cache', bfcache: true },
  { name: 'without the back/forward cache', bfcache: false },
])('$name', ({ bfcache }) => {
  describeInChromium('after Terminar, Back shows nothing of the visit', () => {
    const e = browserScene(openTestSite, { bfcache })

    /** Ends the visit, goes back through it, and checks that no page shows the secrets. */
    async function expectNothingLeft(v: BrowserVisit, secrets: readonly string[]): Promise<void> {
      await v.press('Terminar')
      const seen = await allTheWayBack(v)
      expect(seen.length).toBeGreaterThan(1)
      for (const view of seen) for (const secret of secrets) expect(view).not.toContain(secret)
    }

    describe.each(OPPOSITE_MODES)('$name', (mode) => {
      it('of Recuperar: neither the provisoria nor the RUT', async () => {
        const number = e.site.number()
        await registerNatural(e.site, number)
        const v = await e.enter(mode)
        await v.goTo(FIRST)
        await answerPregunta(v, 'natural', number)
        const clave = await v.text('#clave-provisoria')
        await expectNothingLeft(v, [clave, rutOf(number), String(number).slice(2)])
      })

      it('of Registrar: nothing typed', async () => {
        const number = e.site.number()
        const v = await e.enter(mode)
        await v.goTo(FIRST)
        await v.goTo(pasoUrl('natural', 'registrar'))
        await v.submit(naturalRegistration(number, { sinCelular: '', celular: '87654321' }), 'Crear Cuenta')
        expect(await v.title()).toBe('Su cuenta fue creada')
        const typed = ['María Jesús', 'Ñancupil', '03-10-1994', 'Pasaje Los Aromos', emailOf(number)]
        await expectNothingLeft(v, [...typed, '87654321', '8765 4321', rutOf(number)])
      })

      it('of Actualizar: neither the stored data nor what was typed over them', async () => {
        const number = e.site.number()
        await registerNatural(e.site, number)
        const v = await e.enter(mode)
        await v.goTo(FIRST)
        await v.goTo(pasoUrl('natural', 'actualizar'))
        await v.submit(
          { rut: rutOf(number), fechaNacimiento: '03-10-1994', emailRegistrado: emailOf(number) },
          'Validar',
        )
        await v.submit({ preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA }, 'Validar')
        await v.submit(actualizarFields(number, { direccion: 'Calle Escrita Ahora' }), 'Actualizar Datos')
        expect(await v.title()).toBe('Datos actualizados')
        await expectNothingLeft(v, [
          'Pasaje Los Aromos',
          'Calle Escrita Ahora',
          emailOf(number),
          rutOf(number),
        ])
      })

      it('of a form left half filled in', async () => {
        const number = e.site.number()
        await registerNatural(e.site, number)
        const v = await e.enter(mode)
        await v.goTo(FIRST)
        await v.goTo(pasoUrl('natural', 'registrar'))
        await v.fill({ nombres: 'Escrito A Medias', direccion: 'Calle A Medias' })
        await v.goTo(pasoUrl('natural', 'recuperar'))
        await v.submit({ rut: rutOf(number) }, 'Validar')
        await v.press('Terminar y borrar mis datos de este equipo')
        for (const view of await allTheWayBack(v)) expect(view).not.toContain('A Medias')
      })
    })

    it.each(OPPOSITE_MODES)(
      '$name, before Terminar a form that was left keeps what was typed',
      async (mode) => {
        const v = await e.enter(mode)
        await v.goTo(FIRST)
        await v.goTo(pasoUrl('natural', 'registrar'))
        await v.fill({ nombres: 'Escrito A Medias', region: '05', comuna: '05101' })
        await v.goTo(paths.accesibilidad)
        const requests: string[] = []
        v.page.on('request', (request) => {
          // Not the frame of the captcha.
          if (request.isNavigationRequest() && request.frame() === v.page.mainFrame())
            requests.push(request.url())
        })
        await back(v)
        await expect
          .poll(() => v.content(['nombres', 'region', 'comuna']))
          .toEqual({ nombres: 'Escrito A Medias', region: '05', comuna: '05101' })
        // Chromium may decline to keep a page in its bfcache; then it is asked for once, as without it.
        expect(requests.length).toBeLessThanOrEqual(1)
        if (!bfcache) expect(requests).toHaveLength(1)
      },
    )

    it('a page in the bfcache is reloaded when its visit has ended; a result, always', async () => {
      const number = e.site.number()
      await registerNatural(e.site, number)
      const v = await e.enter(WITH_JAVASCRIPT)
      await answerPregunta(v, 'natural', number)
      await v.goTo(paths.privacidad)
      e.site.clock.advance({ minutes: 6 })
      await back(v)
      await expect.poll(() => v.title()).toBe('Su clave provisoria ya se mostró')

      await v.goTo(pasoUrl('natural', 'registrar'))
      await v.fill({ nombres: 'Escrito A Medias' })
      await v.goTo(paths.privacidad)
      await v.page.evaluate('localStorage.removeItem("visita")')
      const requested = v.page.waitForRequest((request) => request.isNavigationRequest())
      await back(v)
      expect((await requested).url()).toContain(pasoUrl('natural', 'registrar'))
    })
  })

  describeInChromium('a page with errors', () => {
    const e = browserScene(openTestSite, { bfcache })

    it('behaves like any page on Back and reload: no prompt, no resubmission, and what was typed is kept', async () => {
      const v = await visitWithError(e, WITH_JAVASCRIPT)
      const methods: string[] = []
      v.page.on('request', (request) => request.isNavigationRequest() && methods.push(request.method()))
      const typed = async () =>
        Object.values(await v.content(['nombres', 'region', 'comuna', 'clave', 'captcha'])).join('|')
      await v.changePage(() => v.page.reload())
      expect(await typed()).toBe('María Jesús|13|13101||')
      await v.fill({ nombres: 'Corregida' })
      await v.goTo(paths.privacidad)
      await back(v)
      await expect.poll(typed).toBe('Corregida|13|13101||')
      expect(methods).toEqual(methods.map(() => 'GET'))
    })
  })
})

// Nobody goes back in these: one browser does, as it is by default.
describeInChromium('a page that is reloaded or sent again', () => {
  const e = browserScene(openTestSite, { bfcache: true })

  it('of a later paso still shows whose it is', async () => {
    const number = e.site.number()
    await registerNatural(e.site, number)
    const v = await e.enter(WITH_JAVASCRIPT)
    await answerPregunta(v, 'natural', number, 'no es esta')
    const tab = await v.openTab()
    const other = e.site.number()
    await registerNatural(e.site, other)
    await tab.goTo(pasoUrl('natural', 'recuperar'))
    await tab.submit({ rut: rutOf(other) }, 'Validar')
    await v.page.reload()
    expect(await v.text('#identificador')).toContain(String(number).slice(2, 5))
  })

  // Without scripts the page stays the response to a POST: the browser offers to resend it, and gets an empty form.
  it('resent after Terminar without scripts, it comes back empty', async () => {
    const v = await visitWithError(e, WITHOUT_JAVASCRIPT)
    const body = await v.page
      .locator('form.main-form')
      .evaluate(({ elements }) =>
        Array.from(elements, ({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('&'),
      )
    const number = e.site.number()
    await registerNatural(e.site, number)
    await v.goTo(pasoUrl('natural', 'recuperar'))
    await v.submit({ rut: rutOf(number) }, 'Validar')
    await v.press('Terminar y borrar mis datos de este equipo')
    const response = await v.context.request.post(
      new URL(pasoUrl('natural', 'registrar'), e.site.base).href,
      {
        data: body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
    )
    expect(await response.text()).not.toContain('Los Aromos')
    expect(response.url()).toContain(pasoUrl('natural', 'registrar'))
  })
})

describeInChromium('two tabs', () => {
  const e = browserScene(openTestSite, { bfcache: true })

  it('with JavaScript, Terminar in one covers what the other shows', async () => {
    const number = e.site.number()
    await registerNatural(e.site, number)
    const v = await e.enter(WITH_JAVASCRIPT)
    await answerPregunta(v, 'natural', number)
    const clave = await v.text('#clave-provisoria')
    const w = await v.openTab()
    await w.goTo(pasoUrl('natural', 'recuperar'))
    await w.submit({ rut: rutOf(number) }, 'Validar')
    await w.press('Terminar y borrar mis datos de este equipo')
    await expect.poll(() => v.text('main')).not.toContain(clave)
  })

  it.each(OPPOSITE_MODES)('$name, a reload shows its own provisoria and whose it is', async (mode) => {
    const [one, other] = [e.site.number(), e.site.number()]
    const v = await e.enter(mode)
    const w = await v.openTab()
    const provisorias: string[] = []
    for (const [tab, number] of [
      [v, one],
      [w, other],
    ] as const) {
      await registerNatural(e.site, number)
      await answerPregunta(tab, 'natural', number)
      provisorias.push(await tab.text('#clave-provisoria'))
    }
    await v.page.bringToFront()
    await v.page.reload()
    expect(await v.text('#clave-provisoria')).toBe(provisorias[0])
    expect(await v.text('main')).toContain(`12.000.${rutOf(one).slice(5)}`)
    expect(await v.text('main')).not.toContain(`12.000.${rutOf(other).slice(5)}`)
    await v.follow('Cambiar CS')
    expect(await v.value('rut')).toBe(`12.000.${rutOf(one).slice(5)}`)
    await w.goTo(pasoUrl('natural', 'cambiar'))
    expect(await w.value('rut')).toBe('')
  })
})
