/** Photos over the limit are shrunk in the browser; when that is not possible, the page says what to do. */
import sharp, { type Sharp } from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { MAX_BYTES } from '../../src/domain/documento/documento.ts'
import { refusalText } from '../../src/domain/outcome/refusals.ts'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import { type BrowserVisit, WITH_JAVASCRIPT, WITHOUT_JAVASCRIPT } from '../support/browser/browser-visit.ts'
import { migranteRegistration, nieOf } from '../support/data/personas.ts'
import { openTestSite } from '../support/http/site.ts'

const FORM = '/migrante/registrar'
const SCRIPT = '**/js/shrink-photo.js'
const WORKING = 'Haciendo más liviana su foto…'
/** Enough for a busy machine. */
const PATIENCE = { timeout: 30_000 }
const HOW_TO_SHRINK = 'tómela de nuevo con menos calidad'
const WILL_SHRINK = 'Si su foto pesa más, aquí la haremos más liviana.'

const grain = (width: number, height: number, sigma = 10): Sharp =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma },
    },
  })

const patch = (width: number, height: number, background: string) => ({
  input: { create: { width, height, channels: 4 as const, background } },
  left: 0,
  top: 0,
})

/** As a phone held upright takes it: stored rotated, with a red patch at its first pixels. */
const phonePhoto = () =>
  grain(4000, 3000)
    .composite([patch(400, 400, '#f00')])
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer()

/** Colour near a top corner: red, green and blue, from 0 to 3. */
async function colourAt(bytes: Buffer, x: 'left' | 'right'): Promise<number[]> {
  const { width } = await sharp(bytes).metadata()
  const at = x === 'left' ? 20 : width - 40
  const pixel = sharp(bytes).extract({ left: at, top: 20, width: 20, height: 20 }).resize(1, 1).removeAlpha()
  return [...(await pixel.raw().toBuffer())].map((level) => Math.round(level / 100))
}

const status = async (v: BrowserVisit) => (await v.page.locator('#documento-chosen').textContent()) ?? ''
const expectStatus = (v: BrowserVisit, text: string | RegExp) =>
  expect.poll(() => status(v), PATIENCE).toEqual(expect.stringMatching(text))

/** The file currently chosen. */
async function chosenFile(v: BrowserVisit): Promise<{ name: string; type: string; bytes: Buffer }> {
  const { name, type, url } = await v.field('documento').evaluate(async (box) => {
    const { FileReader } = box.ownerDocument.defaultView
    const [file] = box.files
    const reader = new FileReader()
    reader.readAsDataURL(file)
    await new Promise((resolve) => reader.addEventListener('load', resolve))
    return { name: String(file.name), type: String(file.type), url: String(reader.result) }
  })
  return { name, type, bytes: Buffer.from(url.split(',')[1] ?? '', 'base64') }
}

/** Delays the loading of the script. @returns a function that lets it load. */
async function holdScript(v: BrowserVisit): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await v.context.route(SCRIPT, async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

describeInChromium('a photo of more than 1 MB', () => {
  const e = browserScene(openTestSite)
  let photo: Buffer
  beforeAll(async () => {
    photo = await phonePhoto()
  })

  async function arrive(mode: typeof WITH_JAVASCRIPT): Promise<BrowserVisit> {
    const v = await e.enter(mode)
    await v.goTo(FORM)
    return v
  }

  /** The pending documento of this person's cuenta. */
  const storedDocumento = (number: number) =>
    e.site.deps.store.transaction(async (uow) => {
      const cuenta = await uow.cuentas.findByIdentificador('migrante', nieOf(number))
      return (await uow.documentos.findPending(100)).find(({ cuentaId }) => cuentaId === cuenta?.id)
    })

  it.each([WITH_JAVASCRIPT, { ...WITH_JAVASCRIPT, width: 360 }])(
    'is shrunk at $width px, upright and to no less than 2,000 px, and the page says so',
    async (mode) => {
      expect(photo.length).toBeGreaterThan(3_000_000)
      const v = await arrive(mode)
      const release = await holdScript(v)
      expect(await v.text('#documento-weight')).toBe(WILL_SHRINK)
      await v.attach({ name: 'pasaporte.jpeg', bytes: photo })
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
    await v.attach({ name: 'image%3A1641', bytes: photo })
    await v.button('Crear Cuenta').click()
    await expectStatus(v, 'Su foto aún no está lista. Apenas lo esté, enviaremos el formulario.')
    expect(await v.focusedId()).toBe('documento')
    expect(await v.value('clave')).toBe(clave)
    await v.changePage(async () => release())
    expect(await v.errors()).not.toContain(refusalText('archivo_grande'))
    await v.submit(migranteRegistration(number), 'Crear Cuenta', { name: '1000012345.pdf', bytes: photo })
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
    await v.attach({ name: 'una.jpg', bytes: photo })
    await expectStatus(v, WORKING)
    await v.button('Crear Cuenta').click()
    await v.attach({ name: 'otra.png', bytes: await grain(30, 20).png().toBuffer() })
    await expectStatus(v, /^Eligió otra/)
    await v.attach({ name: 'tercera.jpg', bytes: photo })
    await v.field('documento').setInputFiles([])
    expect(await status(v)).toBe('')
    await v.attach({ name: 'cuarta.jpg', bytes: photo })
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
    photo.copy(exact)
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

  const BIG = MAX_BYTES + 1
  const fileStartingWith = (start: string, length = BIG) =>
    Buffer.concat([Buffer.from(start, 'latin1')], length)
  const WEIGHS = 'El archivo pesa 1,1 MB y el máximo es 1 MB.'

  describe('that cannot be shrunk is not sent, and the page says what to do', () => {
    it.each([
      ['a PDF', 'pasaporte.pdf', fileStartingWith('%PDF-1.7\n'), `${WEIGHS} Guarde el PDF con menos calidad`],
      ['a PDF without a name', 'documento', fileStartingWith('\n%PDF-1.7\n'), `${WEIGHS} Guarde el PDF`],
      [
        'a broken picture',
        'foto.jpg',
        fileStartingWith('\xff\xd8\xff\xe0'),
        `${WEIGHS} No pudimos hacerlo más`,
      ],
      [
        'a video',
        'film.mp4',
        fileStartingWith('\0\0\0\x18ftypmp42'),
        `${WEIGHS} No pudimos hacerlo más liviano.`,
      ],
      [
        'HEIC, however small',
        'IMG.HEIC',
        fileStartingWith('\0\0\0\x18ftypheic', 900),
        /no puede abrir fotos \.heic/,
      ],
    ])('%s', async (_what, name, bytes, text) => {
      const v = await arrive(WITH_JAVASCRIPT)
      await v.attach({ name, bytes })
      await expectStatus(v, text)
      expect(await v.field('documento').getAttribute('aria-invalid')).toBe('true')
      await v.field('clave').fill('Tr3bol#99')
      await v.button('Crear Cuenta').click()
      expect(await v.focusedId()).toBe('documento')
      expect(await v.value('clave')).toBe('Tr3bol#99')
      await v.attach()
      await expectStatus(v, /^Eligió/)
      expect(await v.field('documento').getAttribute('aria-invalid')).toBeNull()
    })

    it('a photo submitted before it was ready: the form stays', async () => {
      const v = await arrive(WITH_JAVASCRIPT)
      const release = await holdScript(v)
      await v.attach({ name: 'foto.jpg', bytes: fileStartingWith('\xff\xd8\xff\xe0') })
      await v.button('Crear Cuenta').click()
      await v.field('clave').focus()
      release()
      await expectStatus(v, WEIGHS)
      expect(await v.focusedId()).toBe('documento')
      expect(v.path()).toBe(FORM)
    })

    it('a file restored by the browser', async () => {
      const v = await arrive(WITH_JAVASCRIPT)
      await v.field('documento').evaluate((box, size) => {
        const { DataTransfer, File } = box.ownerDocument.defaultView
        const transfer = new DataTransfer()
        transfer.items.add(new File([new Uint8Array(size)], 'foto.jpg'))
        box.files = transfer.files
      }, BIG)
      await v.button('Crear Cuenta').click()
      await expectStatus(v, WEIGHS)
      expect(await v.focusedId()).toBe('documento')
    })

    it('in a browser where scripts cannot set files', async () => {
      const v = await e.enter(WITH_JAVASCRIPT)
      await v.page.addInitScript('delete globalThis.DataTransfer')
      await v.goTo(FORM)
      await v.attach({ name: 'foto.jpg', bytes: photo })
      await expectStatus(v, /^El archivo pesa 3,\d MB y el máximo es 1 MB\. No pudimos/)
    })

    it('when the script fails to load', async () => {
      const v = await arrive(WITH_JAVASCRIPT)
      await v.context.route(SCRIPT, (route) => route.abort())
      await v.attach({ name: 'foto.jpg', bytes: photo })
      await expectStatus(v, /^El archivo pesa 3,\d MB y el máximo es 1 MB\. No pudimos/)
      expect(v.problems.splice(0).join()).toContain('net::ERR_FAILED')
    })
  })

  it('without JavaScript the page says what to do before and after, and keeps what was typed', async () => {
    const number = e.site.number()
    const v = await arrive(WITHOUT_JAVASCRIPT)
    expect(await v.field('documento').getAttribute('accept')).toBe(
      'image/jpeg,image/png,application/pdf,.jpg,.jpeg,.jfif,.jpe,.png,.pdf',
    )
    expect(await v.text('#documento-weight')).toContain(HOW_TO_SHRINK)
    await v.submit(migranteRegistration(number), 'Crear Cuenta', { name: 'foto.jpg', bytes: photo })
    expect(await v.errors()).toEqual([refusalText('archivo_grande')])
    expect(await v.errors()).toEqual([expect.stringContaining('WhatsApp')])
    expect(await v.value('nie')).toBe(nieOf(number))
    expect(await storedDocumento(number)).toBeUndefined()
  })
})
