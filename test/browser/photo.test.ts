/** A photo that is too big is made smaller where it was chosen; where that cannot be, the page says how. */
import sharp, { type Sharp } from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { MAX_BYTES } from '../../src/domain/documento/documento.ts'
import { refusalText } from '../../src/domain/outcome/refusals.ts'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import { type BrowserVisit, WITH_JAVASCRIPT, WITHOUT_JAVASCRIPT } from '../support/browser/browser-visit.ts'
import { migranteRegistration, nieOf } from '../support/data/personas.ts'
import { openTestSite } from '../support/http/site.ts'

const FORM = '/migrante/registrar'
const SCRIPT = '**/js/shrink-photo.js'
const WORKING = 'Haciendo más liviana su foto…'
/** Of a loaded machine. */
const PATIENCE = { timeout: 30_000 }
const HOW = 'tómela de nuevo con menos calidad'
const HERE = 'Si su foto pesa más, aquí la haremos más liviana.'

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

/** As a telephone held upright takes it: stored on its side, red at the start of its first line. */
const telephonePhoto = () =>
  grain(4000, 3000)
    .composite([patch(400, 400, '#f00')])
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer()

/** Red, green and blue, rounded, in the middle of a square of 400 px of a picture of 3,000 or 4,000. */
async function colourAt(bytes: Buffer, x: 'left' | 'right'): Promise<number[]> {
  const { width } = await sharp(bytes).metadata()
  const at = x === 'left' ? 20 : width - 40
  const pixel = sharp(bytes).extract({ left: at, top: 20, width: 20, height: 20 }).resize(1, 1).removeAlpha()
  return [...(await pixel.raw().toBuffer())].map((level) => Math.round(level / 100))
}

const status = async (v: BrowserVisit) => (await v.page.locator('#documento-chosen').textContent()) ?? ''
const says = (v: BrowserVisit, text: string | RegExp) =>
  expect.poll(() => status(v), PATIENCE).toEqual(expect.stringMatching(text))

/** What the box holds now. */
async function chosen(v: BrowserVisit): Promise<{ name: string; type: string; bytes: Buffer }> {
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

/** Keeps the script from arriving until it is let go. */
async function hold(v: BrowserVisit): Promise<() => void> {
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
    photo = await telephonePhoto()
  })

  async function arrive(mode: typeof WITH_JAVASCRIPT): Promise<BrowserVisit> {
    const v = await e.enter(mode)
    await v.goTo(FORM)
    return v
  }

  /** The document that this person's account keeps. */
  const kept = (number: number) =>
    e.site.deps.store.transaction(async (uow) => {
      const cuenta = await uow.cuentas.findByIdentificador('migrante', nieOf(number))
      return (await uow.documentos.findPending(100)).find(({ cuentaId }) => cuentaId === cuenta?.id)
    })

  test.each([WITH_JAVASCRIPT, { ...WITH_JAVASCRIPT, width: 360 }])(
    'is made smaller at $width px, upright and with 2,000 px or more, and says so meanwhile',
    async (mode) => {
      expect(photo.length).toBeGreaterThan(3_000_000)
      const v = await arrive(mode)
      const go = await hold(v)
      expect(await v.text('#documento-weight')).toBe(HERE)
      await v.attach({ name: 'pasaporte.jpeg', bytes: photo })
      await says(v, WORKING)
      go()
      await says(v, /^Lista: pasaporte\.jpg \(\d+ KB, antes 3,\d MB\)\.$/)
      const { name, type, bytes } = await chosen(v)
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

  test('that is sent while it is made smaller leaves when it is ready, and is taken', async () => {
    const number = e.site.number()
    const v = await arrive(WITH_JAVASCRIPT)
    const go = await hold(v)
    const { clave } = migranteRegistration(number)
    await v.fill({ ...migranteRegistration(number), captcha: 'aaaa' })
    await v.attach({ name: 'image%3A1641', bytes: photo })
    await v.button('Crear Cuenta').click()
    await says(v, 'Su foto aún no está lista. Apenas lo esté, enviaremos el formulario.')
    expect(await v.focusedId()).toBe('documento')
    expect(await v.value('clave')).toBe(clave)
    await v.changePage(async () => go())
    expect(await v.errors()).not.toContain(refusalText('archivo_grande'))
    await v.submit(migranteRegistration(number), 'Crear Cuenta', { name: '1000012345.pdf', bytes: photo })
    expect(await v.title()).toBe('Su cuenta fue creada')
    const documento = await kept(number)
    expect(documento).toMatchObject({ format: 'image/jpeg' })
    expect(documento?.receivedBytes).toBeLessThanOrEqual(MAX_BYTES)
  })

  test('that is another choice’s by the time it is ready is dropped', async () => {
    const v = await arrive(WITH_JAVASCRIPT)
    const go = await hold(v)
    const heard = await v.page.locator('#documento-chosen').evaluateHandle((line) => {
      const texts: string[] = []
      const { MutationObserver } = line.ownerDocument.defaultView
      new MutationObserver(() => texts.push(line.textContent ?? '')).observe(line, { childList: true })
      return texts
    })
    await v.attach({ name: 'una.jpg', bytes: photo })
    await says(v, WORKING)
    await v.button('Crear Cuenta').click()
    await v.attach({ name: 'otra.png', bytes: await grain(30, 20).png().toBuffer() })
    await says(v, /^Eligió otra/)
    await v.attach({ name: 'tercera.jpg', bytes: photo })
    await v.field('documento').setInputFiles([])
    expect(await status(v)).toBe('')
    await v.attach({ name: 'cuarta.jpg', bytes: photo })
    go()
    await says(v, /^Lista: cuarta/)
    expect(await heard.jsonValue()).toEqual([
      WORKING,
      'Su foto aún no está lista. Apenas lo esté, enviaremos el formulario.',
      expect.stringMatching('Eligió otra'),
      WORKING,
      '',
      WORKING,
      expect.stringMatching('Lista: cuarta'),
    ])
    expect((await chosen(v)).name).toBe('cuarta.jpg')
    expect(v.path()).toBe(FORM)
  })

  test('stays as it is when it weighs no more than that, to the byte', async () => {
    const v = await arrive(WITH_JAVASCRIPT)
    const exact = Buffer.alloc(MAX_BYTES)
    photo.copy(exact)
    await v.attach({ name: 'justa.JPG', bytes: exact })
    await says(v, /^Eligió justa\.JPG \(1 MB\)\.$/)
    expect((await chosen(v)).bytes.equals(exact)).toBe(true)
  })

  const transparent = () =>
    grain(3000, 3000)
      .ensureAlpha()
      .composite([{ ...patch(600, 600, '#000'), blend: 'dest-out' }])
      .png()
      .toBuffer()
  const long = () => grain(1080, 9000).png().toBuffer()
  const detailed = () => grain(2600, 2600, 60).jpeg({ quality: 80 }).toBuffer()
  const narrow = () => grain(1500, 1200).png().toBuffer()

  test.each([
    { what: 'a huge PNG, with holes that become white', make: transparent, longest: 2000 },
    { what: 'a capture of many screens, still as wide as can be read', make: long, longest: 5000 },
    { what: 'a square so full of detail that its quality must give', make: detailed, longest: 2000 },
    { what: 'one of less than 2,000 px, as it is', make: narrow, longest: 1500 },
  ])('is taken: $what', async ({ make, longest }) => {
    const v = await arrive(WITH_JAVASCRIPT)
    await v.attach({ name: 'captura.png', bytes: await make() })
    await says(v, /^Lista: captura\.jpg/)
    const { bytes } = await chosen(v)
    expect(bytes.length).toBeLessThanOrEqual(MAX_BYTES)
    const { width, height } = await sharp(bytes).metadata()
    expect(Math.max(width, height)).toBeGreaterThanOrEqual(longest)
    if (make === transparent) expect(await colourAt(bytes, 'left')).toEqual([3, 3, 3])
  })

  test('of a kind that is not taken becomes a JPEG, whatever it weighs, where the browser can open it', async () => {
    const v = await arrive(WITH_JAVASCRIPT)
    await v.attach({ name: 'foto.webp', bytes: await grain(400, 300).webp().toBuffer() })
    await says(v, /^Lista: foto\.jpg \(\d+ KB\)\.$/)
    expect((await sharp((await chosen(v)).bytes).metadata()).format).toBe('jpeg')
  })

  const BIG = MAX_BYTES + 1
  const starting = (start: string, length = BIG) => Buffer.concat([Buffer.from(start, 'latin1')], length)
  const WEIGHS = 'El archivo pesa 1,1 MB y el máximo es 1 MB.'

  describe('that cannot be made smaller does not leave, and the page says how', () => {
    test.each([
      ['a PDF', 'pasaporte.pdf', starting('%PDF-1.7\n'), `${WEIGHS} Guarde el PDF con menos calidad`],
      ['a PDF without a name', 'documento', starting('\n%PDF-1.7\n'), `${WEIGHS} Guarde el PDF`],
      ['a broken picture', 'foto.jpg', starting('\xff\xd8\xff\xe0'), `${WEIGHS} No pudimos hacerlo más`],
      ['a film', 'film.mp4', starting('\0\0\0\x18ftypmp42'), `${WEIGHS} No pudimos hacerlo más liviano.`],
      ['HEIC, however small', 'IMG.HEIC', starting('\0\0\0\x18ftypheic', 900), /no puede abrir fotos \.heic/],
    ])('%s', async (_what, name, bytes, text) => {
      const v = await arrive(WITH_JAVASCRIPT)
      await v.attach({ name, bytes })
      await says(v, text)
      expect(await v.field('documento').getAttribute('aria-invalid')).toBe('true')
      await v.field('clave').fill('Tr3bol#99')
      await v.button('Crear Cuenta').click()
      expect(await v.focusedId()).toBe('documento')
      expect(await v.value('clave')).toBe('Tr3bol#99')
      await v.attach()
      await says(v, /^Eligió/)
      expect(await v.field('documento').getAttribute('aria-invalid')).toBeNull()
    })

    test('a photo whose sender did not wait: the form stays', async () => {
      const v = await arrive(WITH_JAVASCRIPT)
      const go = await hold(v)
      await v.attach({ name: 'foto.jpg', bytes: starting('\xff\xd8\xff\xe0') })
      await v.button('Crear Cuenta').click()
      await v.field('clave').focus()
      go()
      await says(v, WEIGHS)
      expect(await v.focusedId()).toBe('documento')
      expect(v.path()).toBe(FORM)
    })

    test('a file that the browser put in its box by itself', async () => {
      const v = await arrive(WITH_JAVASCRIPT)
      await v.field('documento').evaluate((box, size) => {
        const { DataTransfer, File } = box.ownerDocument.defaultView
        const tray = new DataTransfer()
        tray.items.add(new File([new Uint8Array(size)], 'foto.jpg'))
        box.files = tray.files
      }, BIG)
      await v.button('Crear Cuenta').click()
      await says(v, WEIGHS)
      expect(await v.focusedId()).toBe('documento')
    })

    test('in a browser that lets no script fill a box', async () => {
      const v = await e.enter(WITH_JAVASCRIPT)
      await v.page.addInitScript('delete globalThis.DataTransfer')
      await v.goTo(FORM)
      await v.attach({ name: 'foto.jpg', bytes: photo })
      await says(v, /^El archivo pesa 3,\d MB y el máximo es 1 MB\. No pudimos/)
    })

    test('where its script does not arrive', async () => {
      const v = await arrive(WITH_JAVASCRIPT)
      await v.context.route(SCRIPT, (route) => route.abort())
      await v.attach({ name: 'foto.jpg', bytes: photo })
      await says(v, /^El archivo pesa 3,\d MB y el máximo es 1 MB\. No pudimos/)
      expect(v.problems.splice(0).join()).toContain('net::ERR_FAILED')
    })
  })

  test('without JavaScript the page says how before and after, and keeps what was typed', async () => {
    const number = e.site.number()
    const v = await arrive(WITHOUT_JAVASCRIPT)
    expect(await v.field('documento').getAttribute('accept')).toBe(
      'image/jpeg,image/png,application/pdf,.jpg,.jpeg,.jfif,.jpe,.png,.pdf',
    )
    expect(await v.text('#documento-weight')).toContain(HOW)
    await v.submit(migranteRegistration(number), 'Crear Cuenta', { name: 'foto.jpg', bytes: photo })
    expect(await v.errors()).toEqual([refusalText('archivo_grande')])
    expect(await v.errors()).toEqual([expect.stringContaining('WhatsApp')])
    expect(await v.value('nie')).toBe(nieOf(number))
    expect(await kept(number)).toBeUndefined()
  })
})
