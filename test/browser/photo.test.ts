/** A photo that is too big is made smaller where it was chosen; where that cannot be, the page says how. */
import sharp, { type Sharp } from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { BYTES_MAXIMOS } from '../../src/domain/documento.ts'
import { textoRechazo } from '../../src/domain/rechazos.ts'
import { enChromium, escena } from '../support/escena.ts'
import { nieDe, registroMigrante } from '../support/personas.ts'
import { abrirSitio } from '../support/sitio.ts'
import { CON_JAVASCRIPT, SIN_JAVASCRIPT, type Visita } from '../support/visita.ts'

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

const status = async (v: Visita) => (await v.pagina.locator('#documento-elegido').textContent()) ?? ''
const says = (v: Visita, text: string | RegExp) =>
  expect.poll(() => status(v), PATIENCE).toEqual(expect.stringMatching(text))

/** What the box holds now. */
async function chosen(v: Visita): Promise<{ name: string; type: string; bytes: Buffer }> {
  const { name, type, url } = await v.campo('documento').evaluate(async (box) => {
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
async function hold(v: Visita): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await v.contexto.route(SCRIPT, async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

enChromium('a photo of more than 1 MB', () => {
  const e = escena(abrirSitio)
  let photo: Buffer
  beforeAll(async () => {
    photo = await telephonePhoto()
  })

  async function arrive(mode: typeof CON_JAVASCRIPT): Promise<Visita> {
    const v = await e.entrar(mode)
    await v.ir(FORM)
    return v
  }

  /** The document that this person's account keeps. */
  const kept = (number: number) =>
    e.sitio.deps.almacen.transaccion(async (uow) => {
      const cuenta = await uow.cuentas.porIdentificador('migrante', nieDe(number))
      return (await uow.documentos.pendientes(100)).find(({ cuentaId }) => cuentaId === cuenta?.id)
    })

  test.each([CON_JAVASCRIPT, { ...CON_JAVASCRIPT, ancho: 360 }])(
    'is made smaller at $ancho px, upright and with 2,000 px or more, and says so meanwhile',
    async (mode) => {
      expect(photo.length).toBeGreaterThan(3_000_000)
      const v = await arrive(mode)
      const go = await hold(v)
      expect(await v.texto('#documento-pesa')).toBe(HERE)
      await v.adjuntar({ nombre: 'pasaporte.jpeg', bytes: photo })
      await says(v, WORKING)
      go()
      await says(v, /^Lista: pasaporte\.jpg \(\d+ KB, antes 3,\d MB\)\.$/)
      const { name, type, bytes } = await chosen(v)
      expect({ name, type }).toEqual({ name: 'pasaporte.jpg', type: 'image/jpeg' })
      expect(bytes.length).toBeLessThanOrEqual(BYTES_MAXIMOS)
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
    const number = e.sitio.numero()
    const v = await arrive(CON_JAVASCRIPT)
    const go = await hold(v)
    const { clave } = registroMigrante(number)
    await v.llenar({ ...registroMigrante(number), captcha: 'aaaa' })
    await v.adjuntar({ nombre: 'image%3A1641', bytes: photo })
    await v.boton('Crear Cuenta').click()
    await says(v, 'Su foto aún no está lista. Apenas lo esté, enviaremos el formulario.')
    expect(await v.enfocado()).toBe('documento')
    expect(await v.valor('clave')).toBe(clave)
    await v.cambiarDePagina(async () => go())
    expect(await v.errores()).not.toContain(textoRechazo('archivo_grande'))
    await v.enviar(registroMigrante(number), 'Crear Cuenta', { nombre: '1000012345.pdf', bytes: photo })
    expect(await v.titulo()).toBe('Su cuenta fue creada')
    const documento = await kept(number)
    expect(documento).toMatchObject({ formato: 'image/jpeg' })
    expect(documento?.bytesRecibidos).toBeLessThanOrEqual(BYTES_MAXIMOS)
  })

  test('that is another choice’s by the time it is ready is dropped', async () => {
    const v = await arrive(CON_JAVASCRIPT)
    const go = await hold(v)
    const heard = await v.pagina.locator('#documento-elegido').evaluateHandle((line) => {
      const texts: string[] = []
      const { MutationObserver } = line.ownerDocument.defaultView
      new MutationObserver(() => texts.push(line.textContent ?? '')).observe(line, { childList: true })
      return texts
    })
    await v.adjuntar({ nombre: 'una.jpg', bytes: photo })
    await says(v, WORKING)
    await v.boton('Crear Cuenta').click()
    await v.adjuntar({ nombre: 'otra.png', bytes: await grain(30, 20).png().toBuffer() })
    await says(v, /^Eligió otra/)
    await v.adjuntar({ nombre: 'tercera.jpg', bytes: photo })
    await v.campo('documento').setInputFiles([])
    expect(await status(v)).toBe('')
    await v.adjuntar({ nombre: 'cuarta.jpg', bytes: photo })
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
    expect(v.ruta()).toBe(FORM)
  })

  test('stays as it is when it weighs no more than that, to the byte', async () => {
    const v = await arrive(CON_JAVASCRIPT)
    const exact = Buffer.alloc(BYTES_MAXIMOS)
    photo.copy(exact)
    await v.adjuntar({ nombre: 'justa.JPG', bytes: exact })
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
    const v = await arrive(CON_JAVASCRIPT)
    await v.adjuntar({ nombre: 'captura.png', bytes: await make() })
    await says(v, /^Lista: captura\.jpg/)
    const { bytes } = await chosen(v)
    expect(bytes.length).toBeLessThanOrEqual(BYTES_MAXIMOS)
    const { width, height } = await sharp(bytes).metadata()
    expect(Math.max(width, height)).toBeGreaterThanOrEqual(longest)
    if (make === transparent) expect(await colourAt(bytes, 'left')).toEqual([3, 3, 3])
  })

  test('of a kind that is not taken becomes a JPEG, whatever it weighs, where the browser can open it', async () => {
    const v = await arrive(CON_JAVASCRIPT)
    await v.adjuntar({ nombre: 'foto.webp', bytes: await grain(400, 300).webp().toBuffer() })
    await says(v, /^Lista: foto\.jpg \(\d+ KB\)\.$/)
    expect((await sharp((await chosen(v)).bytes).metadata()).format).toBe('jpeg')
  })

  const BIG = BYTES_MAXIMOS + 1
  const starting = (start: string, length = BIG) => Buffer.concat([Buffer.from(start, 'latin1')], length)
  const WEIGHS = 'El archivo pesa 1,1 MB y el máximo es 1 MB.'

  describe('that cannot be made smaller does not leave, and the page says how', () => {
    test.each([
      ['a PDF', 'pasaporte.pdf', starting('%PDF-1.7\n'), `${WEIGHS} Guarde el PDF con menos calidad`],
      ['a PDF without a name', 'documento', starting('\n%PDF-1.7\n'), `${WEIGHS} Guarde el PDF`],
      ['a broken picture', 'foto.jpg', starting('\xff\xd8\xff\xe0'), `${WEIGHS} No pudimos hacerlo más`],
      ['a film', 'film.mp4', starting('\0\0\0\x18ftypmp42'), `${WEIGHS} No pudimos hacerlo más liviano.`],
      ['HEIC, however small', 'IMG.HEIC', starting('\0\0\0\x18ftypheic', 900), /no puede abrir fotos \.heic/],
    ])('%s', async (_what, nombre, bytes, text) => {
      const v = await arrive(CON_JAVASCRIPT)
      await v.adjuntar({ nombre, bytes })
      await says(v, text)
      expect(await v.campo('documento').getAttribute('aria-invalid')).toBe('true')
      await v.campo('clave').fill('Tr3bol#99')
      await v.boton('Crear Cuenta').click()
      expect(await v.enfocado()).toBe('documento')
      expect(await v.valor('clave')).toBe('Tr3bol#99')
      await v.adjuntar()
      await says(v, /^Eligió/)
      expect(await v.campo('documento').getAttribute('aria-invalid')).toBeNull()
    })

    test('a photo whose sender did not wait: the form stays', async () => {
      const v = await arrive(CON_JAVASCRIPT)
      const go = await hold(v)
      await v.adjuntar({ nombre: 'foto.jpg', bytes: starting('\xff\xd8\xff\xe0') })
      await v.boton('Crear Cuenta').click()
      await v.campo('clave').focus()
      go()
      await says(v, WEIGHS)
      expect(await v.enfocado()).toBe('documento')
      expect(v.ruta()).toBe(FORM)
    })

    test('a file that the browser put in its box by itself', async () => {
      const v = await arrive(CON_JAVASCRIPT)
      await v.campo('documento').evaluate((box, size) => {
        const { DataTransfer, File } = box.ownerDocument.defaultView
        const tray = new DataTransfer()
        tray.items.add(new File([new Uint8Array(size)], 'foto.jpg'))
        box.files = tray.files
      }, BIG)
      await v.boton('Crear Cuenta').click()
      await says(v, WEIGHS)
      expect(await v.enfocado()).toBe('documento')
    })

    test('in a browser that lets no script fill a box', async () => {
      const v = await e.entrar(CON_JAVASCRIPT)
      await v.pagina.addInitScript('delete globalThis.DataTransfer')
      await v.ir(FORM)
      await v.adjuntar({ nombre: 'foto.jpg', bytes: photo })
      await says(v, /^El archivo pesa 3,\d MB y el máximo es 1 MB\. No pudimos/)
    })

    test('where its script does not arrive', async () => {
      const v = await arrive(CON_JAVASCRIPT)
      await v.contexto.route(SCRIPT, (route) => route.abort())
      await v.adjuntar({ nombre: 'foto.jpg', bytes: photo })
      await says(v, /^El archivo pesa 3,\d MB y el máximo es 1 MB\. No pudimos/)
      expect(v.problemas.splice(0).join()).toContain('net::ERR_FAILED')
    })
  })

  test('without JavaScript the page says how before and after, and keeps what was typed', async () => {
    const number = e.sitio.numero()
    const v = await arrive(SIN_JAVASCRIPT)
    expect(await v.campo('documento').getAttribute('accept')).toBe(
      'image/jpeg,image/png,application/pdf,.jpg,.jpeg,.jfif,.jpe,.png,.pdf',
    )
    expect(await v.texto('#documento-pesa')).toContain(HOW)
    await v.enviar(registroMigrante(number), 'Crear Cuenta', { nombre: 'foto.jpg', bytes: photo })
    expect(await v.errores()).toEqual([textoRechazo('archivo_grande')])
    expect(await v.errores()).toEqual([expect.stringContaining('WhatsApp')])
    expect(await v.valor('nie')).toBe(nieDe(number))
    expect(await kept(number)).toBeUndefined()
  })
})
