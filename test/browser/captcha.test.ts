/** The captcha's picture and sound, and Refrescar. */
import { expect, it } from 'vitest'
import { pasoUrl } from '../../src/domain/urls.ts'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import { ALL_MODES, type BrowserVisit, WITH_JAVASCRIPT } from '../support/browser/browser-visit.ts'
import { CLAVE, migranteRegistration } from '../support/data/personas.ts'
import { ATTACHMENT } from '../support/http/script-free-browser.ts'
import { openTestSite } from '../support/http/site.ts'
import { LETTERS } from '../support/product/test-product.ts'

/** Image and sound of the captcha, in their frame. */
function captchaMedia(v: BrowserVisit) {
  const frame = v.page.frameLocator('.captcha__frame')
  return { image: frame.locator('img'), sound: frame.locator('audio') }
}

/** Enough for a busy machine. */
const LONG_TIMEOUT = { timeout: 10_000 }

describeInChromium('the captcha', () => {
  const e = browserScene(openTestSite)

  it('the captcha plays when started with the keyboard, and not before', async () => {
    const v = await e.enter(WITH_JAVASCRIPT)
    const requests: string[] = []
    v.page.on('request', (request) => requests.push(request.url()))
    await v.goTo(pasoUrl('natural', 'registrar'))
    const sound = captchaMedia(v).sound
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

  it.each(ALL_MODES)('Refrescar brings new letters and loses nothing, $name', async (mode) => {
    const data = migranteRegistration(e.site.number())
    const v = await e.enter(mode)
    await v.goTo(pasoUrl('migrante', 'registrar'))
    await v.fill({ ...data, captcha: 'zzz' })
    await v.attach()
    const { image, sound } = captchaMedia(v)
    const url = await image.getAttribute('src')
    const before = await v.content(Object.keys(data))
    expect(before.clave).toBe(CLAVE)
    for (const _round of [1, 2]) {
      await Promise.all([v.page.waitForResponse(/\/captcha\/.+\.png$/), v.button('Refrescar').click()])
    }
    await expect.poll(() => image.getAttribute('src'), LONG_TIMEOUT).not.toBe(url)
    expect(await sound.getAttribute('src')).toBe((await image.getAttribute('src'))?.replace(/png$/, 'wav'))
    expect(v.path()).toBe(pasoUrl('migrante', 'registrar'))
    expect(await v.content(Object.keys(data))).toEqual(before)
    expect(await v.field('documento').inputValue()).toContain(ATTACHMENT.name)
    expect(await v.value('captcha')).toBe(mode.javaScriptEnabled ? '' : 'zzz')
    if (mode.javaScriptEnabled) expect(await v.focusedId()).toBe('captcha')
    await v.fill({ captcha: LETTERS })
    await v.press('Crear Cuenta')
    expect(await v.title()).toBe('Su cuenta fue creada')
  })

  it('Refrescar adds no history entry', async () => {
    const v = await e.enter(WITH_JAVASCRIPT)
    await v.goTo('/')
    await v.goTo(pasoUrl('natural', 'registrar'))
    const historyLength = () => v.page.evaluate('history.length')
    const before = await historyLength()
    await Promise.all([v.page.waitForResponse(/\/captcha\/.+\.png$/), v.button('Refrescar').click()])
    expect(await historyLength()).toBe(before)
  })
})
