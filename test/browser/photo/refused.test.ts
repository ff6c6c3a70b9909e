/** Files over the limit that cannot be shrunk: the page says what to do. */
import { describe, expect, it } from 'vitest'
import { MAX_BYTES } from '../../../src/domain/documento/documento.ts'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import { describeInChromium } from '../../support/browser/browser-scene.ts'
import { WITH_JAVASCRIPT, WITHOUT_JAVASCRIPT } from '../../support/browser/browser-visit.ts'
import { migranteRegistration, nieOf } from '../../support/data/personas.ts'
import { expectStatus, FORM, holdScript, photoScene, SCRIPT } from './photo-scene.ts'

const HOW_TO_SHRINK = 'tómela de nuevo con menos calidad'

describeInChromium('a file of more than 1 MB', () => {
  const { e, getPhoto, arrive, storedDocumento } = photoScene()

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
      await v.runFirst('delete globalThis.DataTransfer')
      await v.goTo(FORM)
      await v.attach({ name: 'foto.jpg', bytes: getPhoto() })
      await expectStatus(v, /^El archivo pesa 3,\d MB y el máximo es 1 MB\. No pudimos/)
    })

    it('when the script fails to load', async () => {
      const v = await arrive(WITH_JAVASCRIPT)
      await v.context.route(SCRIPT, (route) => route.abort())
      await v.attach({ name: 'foto.jpg', bytes: getPhoto() })
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
    await v.submit(migranteRegistration(number), 'Crear Cuenta', { name: 'foto.jpg', bytes: getPhoto() })
    expect(await v.errors()).toEqual([refusalText('archivo_grande')])
    expect(await v.errors()).toEqual([expect.stringContaining('WhatsApp')])
    expect(await v.value('nie')).toBe(nieOf(number))
    expect(await storedDocumento(number)).toBeUndefined()
  })
})
