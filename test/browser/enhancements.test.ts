/** What JavaScript adds, none of which is needed. */
import { describe, expect, it } from 'vitest'
import { pasoUrl } from '../../src/domain/urls.ts'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import {
  type BrowserVisit,
  OPPOSITE_MODES,
  WITH_JAVASCRIPT,
  WITHOUT_JAVASCRIPT,
} from '../support/browser/browser-visit.ts'
import { CLAVE, naturalRegistration, RESPUESTA, rutOf } from '../support/data/personas.ts'
import { emailOf } from '../support/http/journeys.ts'
import { openTestSite } from '../support/http/site.ts'

/** The live regions of a field. */
const statusLines = (v: BrowserVisit, name: string) =>
  v.page.locator(`[data-field="${name}"] [role="status"]`)
const statusText = async (v: BrowserVisit, name: string) => await statusLines(v, name).textContent()
const NEW_CLAVE = 'Qu3ltehue!'
/** Enough for a busy machine. */
const LONG_TIMEOUT = { timeout: 10_000 }
const comunaGroups = (v: BrowserVisit) => v.page.locator('#comuna optgroup').count()

describeInChromium('enhancements by scripts', () => {
  const e = browserScene(openTestSite)

  async function openRegistrar(mode: typeof WITH_JAVASCRIPT): Promise<BrowserVisit> {
    const v = await e.enter(mode)
    await v.goTo(pasoUrl('natural', 'registrar'))
    return v
  }

  it('the rules of a clave are ticked while it is typed, and counted for screen readers after a pause', async () => {
    const v = await openRegistrar(WITH_JAVASCRIPT)
    const met = () => v.page.locator('#clave-rules .is-met').count()
    await v.fill({ nombres: 'Rosa Ester', clave: 'ester' })
    expect(await met()).toBe(1)
    await v.fill({ clave: 'Tr3bol#99' })
    expect(await met()).toBe(3)
    await v.fill({ repetirClave: 'Tr3bol#99' })
    expect(await met()).toBe(4)
    const said = statusLines(v, 'clave').filter({ hasText: 'Cumple 4 de 4 reglas' })
    await said.waitFor({ state: 'attached', ...LONG_TIMEOUT })
    await v.fill({ nombres: 'Trébol' })
    expect(await met()).toBe(4)
    await v.fill({ clave: '12345678' })
    expect(await met()).toBe(2)
  })

  it('the comunas follow the región, and one of another región is deselected', async () => {
    const v = await openRegistrar(WITH_JAVASCRIPT)
    expect(await comunaGroups(v)).toBe(16)
    await v.fill({ region: '05', comuna: '05101' })
    expect(await comunaGroups(v)).toBe(1)
    await v.fill({ region: '13' })
    expect(await v.value('comuna')).toBe('')
    expect(await statusText(v, 'comuna')).toBe('Elija una comuna de esta región.')
    await v.fill({ comuna: '13101' })
    expect(await statusText(v, 'comuna')).toBe('')
    await v.fill({ region: '' })
    expect(await comunaGroups(v)).toBe(16)
    expect(await v.value('comuna')).toBe('13101')
  })

  it.each(OPPOSITE_MODES)('a comuna is found by its common name, $name', async (mode) => {
    const v = await openRegistrar(mode)
    await v.field('comuna').focus()
    await v.page.keyboard.type('La Caler')
    expect(await v.value('comuna')).toBe('05502')
    if (mode.javaScriptEnabled) await v.fill({ region: '05' })
    expect(await v.text('#comuna option:checked')).toBe('La Calera (Calera)')
  })

  it('a complete value is formatted when its field is left, and anything else stays as typed', async () => {
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

  it('a field that is nearly full says how much is left, and truncates nothing', async () => {
    const v = await openRegistrar(WITH_JAVASCRIPT)
    await v.field('direccion').fill('x'.repeat(119))
    expect(await statusText(v, 'direccion')).toBe('')
    await v.field('direccion').fill('x'.repeat(149))
    await expect.poll(() => statusText(v, 'direccion'), LONG_TIMEOUT).toBe('Le queda 1 carácter.')
    await v.field('direccion').fill('x'.repeat(160))
    await expect.poll(() => statusText(v, 'direccion'), LONG_TIMEOUT).toBe('Le sobran 10 caracteres.')
    expect(await v.value('direccion')).toHaveLength(160)
  })

  it('Caps Lock is announced beside a clave, not beside a respuesta', async () => {
    const v = await openRegistrar(WITH_JAVASCRIPT)
    const pressKey = (name: string, isOn: boolean) =>
      v.field(name).evaluate((box, capsLock) => {
        const { KeyboardEvent } = box.ownerDocument.defaultView
        box.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: capsLock }))
      }, isOn)
    await pressKey('clave', true)
    expect(await statusLines(v, 'clave').last().textContent()).toBe(
      'Tiene las mayúsculas activadas (Bloq Mayús).',
    )
    await pressKey('clave', false)
    expect(await statusLines(v, 'clave').last().textContent()).toBe('')
    expect(await statusLines(v, 'respuestaSecreta').count()).toBe(0)
  })

  it('a file shows its name and size, and one that is too big is not sent', async () => {
    const v = await e.enter(WITH_JAVASCRIPT)
    await v.goTo(pasoUrl('migrante', 'registrar'))
    await v.attach({ name: 'film.png', bytes: new Uint8Array(1_048_577) })
    await expect
      .poll(() => statusText(v, 'documento'), LONG_TIMEOUT)
      .toContain('El archivo pesa 1,1 MB y el máximo es 1 MB. No pudimos hacerlo más liviano.')
    await v.field('clave').fill(CLAVE)
    await v.button('Crear Cuenta').click()
    expect(await v.focusedId()).toBe('documento')
    expect(await v.value('clave')).toBe(CLAVE)
    await v.attach({ name: 'foto.png', bytes: new Uint8Array(1_048_576) })
    expect(await statusText(v, 'documento')).toBe('Eligió foto.png (1 MB).')
    expect(await v.field('documento').getAttribute('aria-invalid')).toBeNull()
    await v.press('Crear Cuenta')
    expect((await v.errors()).length).toBeGreaterThan(3)
  })

  it('a clave can be shown while typing, and hidden again', async () => {
    const v = await openRegistrar(WITH_JAVASCRIPT)
    await v.field('clave').pressSequentially('abc')
    await v.button('Mostrar Clave CS').click()
    expect(await v.field('clave').getAttribute('type')).toBe('text')
    await v.button('Ocultar Clave CS').click()
    expect(await v.field('clave').getAttribute('type')).toBe('password')
  })

  it('what a script changes is announced in live regions', async () => {
    const v = await openRegistrar(WITH_JAVASCRIPT)
    const reader = await v.devTools()
    /** Texts of the live regions, as exposed to screen readers. */
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

  it('each script may break or fail to load, and the forms still work', async () => {
    const v = await e.enter(WITH_JAVASCRIPT)
    const broken = (text: string) =>
      text.replace(/^(export function \w+\([^)]*\) \{)$/gm, "$1 throw new Error('rota')")
    const loaded = new Set<string>()
    v.page.on('request', (request) => {
      const [, moduleFile] = /\/js\/(?:.*\/)?([^/?]+\.js)/.exec(request.url()) ?? []
      if (moduleFile) loaded.add(moduleFile)
    })
    await v.goTo(pasoUrl('natural', 'recuperar'))
    let now = 'nothing broke'
    /** Sends what the page loaded under one fault has, which leads to the same page under the next. */
    const send = async (next: string) => {
      await v.submit({ rut: '1-1' }, 'Validar')
      expect(await v.errors(), now).toHaveLength(1)
      now = next
    }
    // Whichever is missing, none of them runs: the entry, or one that another imports.
    const faults = [...loaded].map((moduleFile) => [moduleFile, 'break'])
    expect(faults.length).toBeGreaterThan(10)
    for (const [moduleFile, fault] of [
      ...faults,
      ['enhancements.js', 'be missing'],
      ['units.js', 'be missing'],
    ]) {
      const where = `**/js/${moduleFile}`
      await v.context.route(where, async (route) => {
        if (fault === 'be missing') return route.abort()
        const response = await route.fetch()
        return route.fulfill({ response, body: broken(await response.text()) })
      })
      await send(`${moduleFile} may ${fault}`)
      await v.context.unroute(where)
    }
    await send('all is well again')
    // Each is logged to the console, and nothing else went wrong.
    expect(v.problems.splice(0).filter((one) => !/rota|net::ERR_FAILED/.test(one))).toEqual([])
  })

  describe.each([
    { what: 'are switched off', mode: WITHOUT_JAVASCRIPT, blocked: false },
    { what: 'fail to load', mode: WITH_JAVASCRIPT, blocked: true },
  ])('when scripts $what', ({ mode, blocked }) => {
    it('pages have no enhancements, and work', async () => {
      const v = await e.enter(mode)
      if (blocked) await v.context.route('**/*.js', (route) => route.abort())
      await v.goTo(pasoUrl('natural', 'registrar'))
      const number = e.site.number()
      const rut = rutOf(number)
      await v.fill(naturalRegistration(number))
      expect(await v.value('rut')).toBe(rut)
      expect(await comunaGroups(v)).toBe(16)
      expect(await v.page.getByRole('button', { name: /Mostrar/ }).count()).toBe(0)
      expect(await v.page.locator('[role="status"]').count()).toBe(0)
      await v.submit({}, 'Crear Cuenta')
      expect(await v.title()).toBe('Su cuenta fue creada')

      await v.goTo(pasoUrl('natural', 'recuperar'))
      await v.submit({ rut }, 'Validar')
      await v.submit({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
      expect(await v.page.getByRole('button', { name: 'Imprimir' }).count()).toBe(0)
      const claveActual = await v.text('#clave-provisoria')
      await v.goTo(pasoUrl('natural', 'cambiar'))
      await v.submit({ rut, claveActual }, 'Validar')
      await v.submit({ claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE }, 'Cambiar Clave')
      expect(await v.title()).toBe('Su CS fue cambiada')

      await v.goTo(pasoUrl('natural', 'actualizar'))
      await v.submit({ rut, fechaNacimiento: '03-10-1994', emailRegistrado: emailOf(number) }, 'Validar')
      await v.submit({ preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA }, 'Validar')
      await v.submit({ direccion: 'Calle Nueva' }, 'Actualizar Datos')
      expect(await v.text('main')).toContain('Sus datos han sido actualizados correctamente.')
      if (blocked) expect(v.problems.splice(0).join()).toContain('net::ERR_FAILED')
    })
  })
})
