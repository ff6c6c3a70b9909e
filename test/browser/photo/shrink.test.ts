/** Photos over the limit are shrunk in the browser. */
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { MAX_BYTES } from '../../../src/domain/documento/documento.ts'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import { describeInChromium } from '../../support/browser/browser-scene.ts'
import { WITH_JAVASCRIPT } from '../../support/browser/browser-visit.ts'
import { migranteRegistration } from '../../support/data/personas.ts'
import {
  chosenFile,
  expectStatus,
  FORM,
  grain,
  holdScript,
  patch,
  photoScene,
  status,
} from './photo-scene.ts'

const WORKING = 'Haciendo más liviana su foto…'
const WILL_SHRINK = 'Si su foto pesa más, aquí la haremos más liviana.'

/** Colour near a top corner: red, green and blue, from 0 to 3. */
async function colourAt(bytes: Buffer, x: 'left' | 'right'): Promise<number[]> {
  const { width } = await sharp(bytes).metadata()
  const at = x === 'left' ? 20 : width - 40
  const pixel = sharp(bytes).extract({ left: at, top: 20, width: 20, height: 20 }).resize(1, 1).removeAlpha()
  return [...(await pixel.raw().toBuffer())].map((level) => Math.round(level / 100))
}

describeInChromium('a photo of more than 1 MB', () => {
  const { e, getPhoto, arrive, storedDocumento } = photoScene()

  it.each([WITH_JAVASCRIPT, { ...WITH_JAVASCRIPT, width: 360 }])(
    'is shrunk at $width px, upright and to no less than 2,000 px, and the page says so',
    async (mode) => {
      expect(getPhoto().length).toBeGreaterThan(3_000_000)
      const v = await arrive(mode)
      const release = await holdScript(v)
      expect(await v.text('#documento-weight')).toBe(WILL_SHRINK)
      await v.attach({ name: 'pasaporte.jpeg', bytes: getPhoto() })
      await expectStatus(v, WORKING)
      release()
      await expectStatus(v, /^Lista: pasaporte\.jpg \(\d+ KB, antes 3,\d MB\)\.$/)
      const { name, type, bytes } = await chosenFile(v)
      expect({ name, type }).toEqual({ name: 'pasaporte.jpg', type: 'image/jpeg' })
      expect(bytes.length).toBeLessThanOrEqual(MAX_BYTES)
      const { width, height, format, exif } = await sharp(bytes).metadata()
      expect([format, exif, (height / width).toFixed(2)]).toEqual(['jpeg', undefined, '1.33'])
      expect(height).toBeGreaterThanOrEqual(2000)
      expect([await colourAt(bytes, 'left'), await colourAt(bytes, 'right')]).toEqual([
        [1, 1, 1],
        [3, 0, 0],
      ])
    },
  )

  it('that is submitted while being shrunk is sent when it is ready, and is accepted', async () => {
    const number = e.site.number()
    const v = await arrive(WITH_JAVASCRIPT)
    const release = await holdScript(v)
    const { clave } = migranteRegistration(number)
    await v.fill({ ...migranteRegistration(number), captcha: 'aaaa' })
    await v.attach({ name: 'image%3A1641', bytes: getPhoto() })
    await v.button('Crear Cuenta').click()
    await expectStatus(v, 'Su foto aún no está lista. Apenas lo esté, enviaremos el formulario.')
    expect(await v.focusedId()).toBe('documento')
    expect(await v.value('clave')).toBe(clave)
    await v.changePage(async () => release())
    expect(await v.errors()).not.toContain(refusalText('archivo_grande'))
    await v.submit(migranteRegistration(number), 'Crear Cuenta', {
      name: '1000012345.pdf',
      bytes: getPhoto(),
    })
    expect(await v.title()).toBe('Su cuenta fue creada')
    const documento = await storedDocumento(number)
    expect(documento).toMatchObject({ format: 'image/jpeg' })
    expect(documento?.receivedBytes).toBeLessThanOrEqual(MAX_BYTES)
  })

  it('is dropped when another file was chosen meanwhile', async () => {
    const v = await arrive(WITH_JAVASCRIPT)
    const release = await holdScript(v)
    const announced = await v.page.locator('#documento-chosen').evaluateHandle((line) => {
      const texts: string[] = []
      const { MutationObserver } = line.ownerDocument.defaultView
      new MutationObserver(() => texts.push(line.textContent ?? '')).observe(line, { childList: true })
      return texts
    })
    await v.attach({ name: 'una.jpg', bytes: getPhoto() })
    await expectStatus(v, WORKING)
    await v.button('Crear Cuenta').click()
    await v.attach({ name: 'otra.png', bytes: await grain(30, 20).png().toBuffer() })
    await expectStatus(v, /^Eligió otra/)
    await v.attach({ name: 'tercera.jpg', bytes: getPhoto() })
    await v.field('documento').setInputFiles([])
    expect(await status(v)).toBe('')
    await v.attach({ name: 'cuarta.jpg', bytes: getPhoto() })
    release()
    await expectStatus(v, /^Lista: cuarta/)
    expect(await announced.jsonValue()).toEqual([
      WORKING,
      'Su foto aún no está lista. Apenas lo esté, enviaremos el formulario.',
      expect.stringMatching('Eligió otra'),
      WORKING,
      '',
      WORKING,
      expect.stringMatching('Lista: cuarta'),
    ])
    expect((await chosenFile(v)).name).toBe('cuarta.jpg')
    expect(v.path()).toBe(FORM)
  })

  it('of exactly 1 MB stays unchanged', async () => {
    const v = await arrive(WITH_JAVASCRIPT)
    const exact = Buffer.alloc(MAX_BYTES)
    getPhoto().copy(exact)
    await v.attach({ name: 'justa.JPG', bytes: exact })
    await expectStatus(v, /^Eligió justa\.JPG \(1 MB\)\.$/)
    expect((await chosenFile(v)).bytes.equals(exact)).toBe(true)
  })

  const transparent = () =>
    grain(3000, 3000)
      .ensureAlpha()
      .composite([{ ...patch(600, 600, '#000'), blend: 'dest-out' }])
      .png()
      .toBuffer()
  const longScreenshot = () => grain(1080, 9000).png().toBuffer()
  const detailed = () => grain(2600, 2600, 60).jpeg({ quality: 80 }).toBuffer()
  const narrow = () => grain(1500, 1200).png().toBuffer()

  it.each([
    { what: 'a huge PNG, whose transparency becomes white', make: transparent, longest: 2000 },
    { what: 'a long screenshot, which stays readable', make: longScreenshot, longest: 5000 },
    { what: 'a square so detailed that its quality must drop', make: detailed, longest: 2000 },
    { what: 'one under 2,000 px, in its own size', make: narrow, longest: 1500 },
  ])('is accepted: $what', async ({ make, longest }) => {
    const v = await arrive(WITH_JAVASCRIPT)
    await v.attach({ name: 'captura.png', bytes: await make() })
    await expectStatus(v, /^Lista: captura\.jpg/)
    const { bytes } = await chosenFile(v)
    expect(bytes.length).toBeLessThanOrEqual(MAX_BYTES)
    const { width, height } = await sharp(bytes).metadata()
    expect(Math.max(width, height)).toBeGreaterThanOrEqual(longest)
    if (make === transparent) expect(await colourAt(bytes, 'left')).toEqual([3, 3, 3])
  })

  it('of a format that is not accepted becomes a JPEG, whatever its size, when the browser can open it', async () => {
    const v = await arrive(WITH_JAVASCRIPT)
    await v.attach({ name: 'foto.webp', bytes: await grain(400, 300).webp().toBuffer() })
    await expectStatus(v, /^Lista: foto\.jpg \(\d+ KB\)\.$/)
    expect((await sharp((await chosenFile(v)).bytes).metadata()).format).toBe('jpeg')
  })
})
