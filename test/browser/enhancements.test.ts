/** What JavaScript adds, and that nothing of it is needed. */
import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import {
  ALL,
  type BrowserVisit,
  OPPOSITE_MODES,
  WITH_JAVASCRIPT,
  WITHOUT_JAVASCRIPT,
} from '../support/browser/browser-visit.ts'
import {
  CLAVE,
  migranteRegistration,
  naturalRegistration,
  RESPUESTA,
  rutOf,
} from '../support/data/personas.ts'
import { emailOf } from '../support/http/journeys.ts'
import { ATTACHMENT } from '../support/http/script-free-browser.ts'
import { openTestSite } from '../support/http/site.ts'
import { LETTERS } from '../support/product/test-product.ts'

/** The live regions of a field. */
const estados = (v: BrowserVisit, name: string) => v.page.locator(`[data-field="${name}"] [role="status"]`)
const said = async (v: BrowserVisit, name: string) => await estados(v, name).textContent()
/** Picture and sound of the captcha, in their frame. */
function letters(v: BrowserVisit) {
  const frameUrl = v.page.frameLocator('.captcha__frame')
  return { image: frameUrl.locator('img'), sound: frameUrl.locator('audio') }
}
const NEW_CLAVE = 'Qu3ltehue!'
/** Of a loaded machine. */
const LONG_TIMEOUT = { timeout: 10_000 }
const comunas = (v: BrowserVisit) => v.page.locator('#comuna optgroup').count()

describeInChromium('comforts of a script', () => {
  const e = browserScene(openTestSite)

  async function openRegistrar(mode: typeof WITH_JAVASCRIPT): Promise<BrowserVisit> {
    const v = await e.enter(mode)
    await v.goTo('/natural/registrar')
    return v
  }

  test('the comunas follow the región, and one of another región is let go', async () => {
    const v = await openRegistrar(WITH_JAVASCRIPT)
    expect(await comunas(v)).toBe(16)
    await v.fill({ region: '05', comuna: '05101' })
    expect(await comunas(v)).toBe(1)
    await v.fill({ region: '13' })
    expect(await v.value('comuna')).toBe('')
    expect(await said(v, 'comuna')).toBe('Elija una comuna de esta región.')
    await v.fill({ comuna: '13101' })
    expect(await said(v, 'comuna')).toBe('')
    await v.fill({ region: '' })
    expect(await comunas(v)).toBe(16)
    expect(await v.value('comuna')).toBe('13101')
  })

  test.each(OPPOSITE_MODES)('a comuna is found by the name that people give it, $name', async (mode) => {
    const v = await openRegistrar(mode)
    await v.field('comuna').focus()
    await v.page.keyboard.type('La Caler')
    expect(await v.value('comuna')).toBe('05502')
    if (mode.javaScriptEnabled) await v.fill({ region: '05' })
    expect(await v.text('#comuna option:checked')).toBe('La Calera (Calera)')
  })

  test('what is whole is written in the usual way when its box is left, and anything else as it was typed', async () => {
    const v = await openRegistrar(WITH_JAVASCRIPT)
    for (const [name, typed, remaining] of [
      ['rut', '123456785', '12.345.678-5'],
      ['rut', '12.345.678-4', '12.345.678-4'],
      ['rut', '1234', '1234'],
      ['celular', '+56987654321', '8765 4321'],
      ['celular', '8765432', '8765432'],
      ['telefonoTrabajo', '221234567', '2 2123 4567'],
    ] as const) {
      await v.field(name).fill('')
      await v.field(name).pressSequentially(typed)
      await v.page.keyboard.press('Tab')
      expect(await v.value(name)).toBe(remaining)
    }
  })

  test('a box that is nearly full says how much is left, and cuts nothing', async () => {
    const v = await openRegistrar(WITH_JAVASCRIPT)
    await v.field('direccion').fill('x'.repeat(119))
    expect(await said(v, 'direccion')).toBe('')
    await v.field('direccion').fill('x'.repeat(149))
    await expect.poll(() => said(v, 'direccion'), LONG_TIMEOUT).toBe('Le queda 1 carácter.')
    await v.field('direccion').fill('x'.repeat(160))
    await expect.poll(() => said(v, 'direccion'), LONG_TIMEOUT).toBe('Le sobran 10 caracteres.')
    expect(await v.value('direccion')).toHaveLength(160)
  })

  test('capitals that are locked are told beside a key, and not beside an answer', async () => {
    const v = await openRegistrar(WITH_JAVASCRIPT)
    const pressKey = (name: string, modifierCapsLock: boolean) =>
      v.field(name).evaluate((box, capsLock) => {
        const { KeyboardEvent } = box.ownerDocument.defaultView
        box.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: capsLock }))
      }, modifierCapsLock)
    await pressKey('clave', true)
    expect(await said(v, 'clave')).toBe('Tiene las mayúsculas activadas (Bloq Mayús).')
    await pressKey('clave', false)
    expect(await said(v, 'clave')).toBe('')
    expect(await estados(v, 'respuestaSecreta').count()).toBe(0)
  })

  test('a file tells its name and size, and one that is too big does not leave', async () => {
    const v = await e.enter(WITH_JAVASCRIPT)
    await v.goTo('/migrante/registrar')
    await v.attach({ name: 'film.png', bytes: new Uint8Array(1_048_577) })
    await expect
      .poll(() => said(v, 'documento'), LONG_TIMEOUT)
      .toContain('El archivo pesa 1,1 MB y el máximo es 1 MB. No pudimos hacerlo más liviano.')
    await v.field('clave').fill(CLAVE)
    await v.button('Crear Cuenta').click()
    expect(await v.focusedId()).toBe('documento')
    expect(await v.value('clave')).toBe(CLAVE)
    await v.attach({ name: 'foto.png', bytes: new Uint8Array(1_048_576) })
    expect(await said(v, 'documento')).toBe('Eligió foto.png (1 MB).')
    expect(await v.field('documento').getAttribute('aria-invalid')).toBeNull()
    await v.press('Crear Cuenta')
    expect((await v.errors()).length).toBeGreaterThan(3)
  })

  test('a key can be seen while it is typed, and is sent as a key', async () => {
    const v = await openRegistrar(WITH_JAVASCRIPT)
    await v.field('clave').pressSequentially('abc')
    await v.button('Mostrar Clave CS').click()
    expect(await v.field('clave').getAttribute('type')).toBe('text')
    await v.button('Ocultar Clave CS').click()
    expect(await v.field('clave').getAttribute('type')).toBe('password')
  })

  test('the letters sound when the person asks for it with the keyboard, and not before', async () => {
    const v = await e.enter(WITH_JAVASCRIPT)
    const requests: string[] = []
    v.page.on('request', (request) => requests.push(request.url()))
    await v.goTo('/natural/registrar')
    const sound = letters(v).sound
    expect(requests.filter((url) => url.endsWith('.wav'))).toEqual([])
    await sound.focus()
    const seconds = sound.evaluate(
      (audio: { duration: number } & EventTarget) =>
        new Promise<number>((resolve, fail) => {
          audio.addEventListener('timeupdate', () => resolve(audio.duration))
          audio.addEventListener('error', () => fail(new Error('it cannot be played')))
        }),
    )
    await v.page.keyboard.press('Space')
    expect(await seconds).toBeGreaterThan(6)
    expect(await seconds).toBeLessThan(12)
  })

  test.each(ALL)('Refrescar brings other letters and loses nothing, $name', async (mode) => {
    const data = migranteRegistration(e.site.number())
    const v = await e.enter(mode)
    await v.goTo('/migrante/registrar')
    await v.fill({ ...data, captcha: 'zzz' })
    await v.attach()
    const { image, sound } = letters(v)
    const url = await image.getAttribute('src')
    const before = await v.content(Object.keys(data))
    expect(before.clave).toBe(CLAVE)
    for (const _round of [1, 2]) {
      await Promise.all([v.page.waitForResponse(/\/captcha\/.+\.png$/), v.button('Refrescar').click()])
    }
    await expect.poll(() => image.getAttribute('src'), LONG_TIMEOUT).not.toBe(url)
    expect(await sound.getAttribute('src')).toBe((await image.getAttribute('src'))?.replace(/png$/, 'wav'))
    expect(v.path()).toBe('/migrante/registrar')
    expect(await v.content(Object.keys(data))).toEqual(before)
    expect(await v.field('documento').inputValue()).toContain(ATTACHMENT.name)
    expect(await v.value('captcha')).toBe(mode.javaScriptEnabled ? '' : 'zzz')
    if (mode.javaScriptEnabled) expect(await v.focusedId()).toBe('captcha')
    await v.fill({ captcha: LETTERS })
    await v.press('Crear Cuenta')
    expect(await v.title()).toBe('Su cuenta fue creada')
  })

  test('Refrescar leaves no step of its own for Back', async () => {
    const v = await e.enter(WITH_JAVASCRIPT)
    await v.goTo('/')
    await v.goTo('/natural/registrar')
    const pasos = () => v.page.evaluate('history.length')
    const before = await pasos()
    await Promise.all([v.page.waitForResponse(/\/captcha\/.+\.png$/), v.button('Refrescar').click()])
    expect(await pasos()).toBe(before)
  })

  test('what a script changes is told in lines that a screen reader watches', async () => {
    const v = await openRegistrar(WITH_JAVASCRIPT)
    const reader = await v.context.newCDPSession(v.page)
    /** The texts that the browser hands to a screen reader as news. */
    const announcements = async (): Promise<string[]> => {
      const { nodes } = await reader.send('Accessibility.getFullAXTree')
      const textOf = (id: string): string => {
        const node = nodes.find(({ nodeId }) => nodeId === id)
        if (node?.role?.value === 'StaticText') return String(node.name?.value ?? '')
        return (node?.childIds ?? []).map(textOf).join('')
      }
      const live = nodes.filter(({ properties = [] }) =>
        properties.some(({ name, value }) => name === 'live' && value.value === 'polite'),
      )
      return live.map(({ nodeId }) => textOf(nodeId)).filter(Boolean)
    }
    expect(await announcements()).toEqual([])
    await v.fill({ region: '05', comuna: '05101' })
    await v.fill({ region: '13' })
    await v.field('direccion').fill('x'.repeat(149))
    await expect
      .poll(announcements, LONG_TIMEOUT)
      .toEqual(['Le queda 1 carácter.', 'Elija una comuna de esta región.'])
    await Promise.all([v.page.waitForResponse(/\/captcha\/.+\.png$/), v.button('Refrescar').click()])
    await expect.poll(announcements, LONG_TIMEOUT).toContain('Hay letras nuevas en la imagen y en el sonido.')
  })

  test('each of them may break, or not arrive, and the forms work', async () => {
    const v = await e.enter(WITH_JAVASCRIPT)
    const broken = (text: string) =>
      text.replace(/^(export function \w+\([^)]*\) \{)$/gm, "$1 throw new Error('rota')")
    for (const moduleFile of await readdir(new URL('../../public/js/', import.meta.url))) {
      const where = `**/js/${moduleFile}`
      for (const fault of ['break', 'not arrive']) {
        await v.context.route(where, async (route) => {
          if (fault === 'not arrive') return route.abort()
          const response = await route.fetch()
          return route.fulfill({ response: response, body: broken(await response.text()) })
        })
        await v.goTo('/natural/recuperar')
        await v.submit({ rut: '1-1' }, 'Validar')
        expect(await v.errors(), `${moduleFile} may ${fault}`).toHaveLength(1)
        await v.context.unroute(where)
      }
    }
    // Told in the console, each of them, and nothing else was wrong.
    expect(v.problems.splice(0).filter((one) => !/rota|net::ERR_FAILED/.test(one))).toEqual([])
  })

  describe.each([
    { what: 'are switched off', mode: WITHOUT_JAVASCRIPT, lock: false },
    { what: 'do not arrive', mode: WITH_JAVASCRIPT, lock: true },
  ])('when scripts $que', ({ mode, lock }) => {
    test('each page has none of the comforts, and works', async () => {
      const v = await e.enter(mode)
      if (lock) await v.context.route('**/*.js', (route) => route.abort())
      await v.goTo('/natural/registrar')
      const number = e.site.number()
      const rut = rutOf(number)
      await v.fill(naturalRegistration(number))
      expect(await v.value('rut')).toBe(rut)
      expect(await comunas(v)).toBe(16)
      expect(await v.page.getByRole('button', { name: /Mostrar/ }).count()).toBe(0)
      expect(await v.page.locator('[role="status"]').count()).toBe(0)
      await v.submit({}, 'Crear Cuenta')
      expect(await v.title()).toBe('Su cuenta fue creada')

      await v.goTo('/natural/recuperar')
      await v.submit({ rut }, 'Validar')
      await v.submit({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
      expect(await v.page.getByRole('button', { name: 'Imprimir' }).count()).toBe(0)
      const claveActual = await v.text('#clave-provisoria')
      await v.goTo('/natural/cambiar')
      await v.submit({ rut, claveActual }, 'Validar')
      await v.submit({ claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE }, 'Cambiar Clave')
      expect(await v.title()).toBe('Su CS fue cambiada')

      await v.goTo('/natural/actualizar')
      await v.submit({ rut, fechaNacimiento: '03-10-1994', emailRegistrado: emailOf(number) }, 'Validar')
      await v.submit({ preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA }, 'Validar')
      await v.submit({ direccion: 'Calle Nueva' }, 'Actualizar Datos')
      expect(await v.text('main')).toContain('Sus datos han sido actualizados correctamente.')
      if (lock) expect(v.problems.splice(0).join()).toContain('net::ERR_FAILED')
    })
  })
})
