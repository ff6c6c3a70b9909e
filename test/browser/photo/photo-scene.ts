/** Photos for the form of migrantes, and what its page does with them. */

import sharp, { type Sharp } from 'sharp'
import { beforeAll, expect } from 'vitest'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { browserScene } from '../../support/browser/browser-scene.ts'
import type { BrowserVisit, VisitMode } from '../../support/browser/browser-visit.ts'
import { nieOf } from '../../support/data/personas.ts'
import { openTestSite } from '../../support/http/site.ts'

export const FORM = pasoUrl('migrante', 'registrar')
export const SCRIPT = '**/js/shrink-photo.js'
/** Enough for a busy machine. */
const PATIENCE = { timeout: 30_000 }

export const grain = (width: number, height: number, sigma = 10): Sharp =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma },
    },
  })

export const patch = (width: number, height: number, background: string) => ({
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

export const status = async (v: BrowserVisit) =>
  (await v.page.locator('#documento-chosen').textContent()) ?? ''
export const expectStatus = (v: BrowserVisit, text: string | RegExp) =>
  expect.poll(() => status(v), PATIENCE).toEqual(expect.stringMatching(text))

/** The file currently chosen. */
export async function chosenFile(v: BrowserVisit): Promise<{ name: string; type: string; bytes: Buffer }> {
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
export async function holdScript(v: BrowserVisit): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await v.context.route(SCRIPT, async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

/** Call it inside a `describe`. @returns a scene with a photo of more than 3 MB. */
export function photoScene() {
  const e = browserScene(openTestSite)
  let photo = Buffer.alloc(0)
  beforeAll(async () => {
    photo = await phonePhoto()
  })
  return {
    e,
    getPhoto: () => photo,
    /** Opens the form. */
    async arrive(mode: VisitMode): Promise<BrowserVisit> {
      const v = await e.enter(mode)
      await v.goTo(FORM)
      return v
    },
    /** The pending documento of this person's cuenta. */
    storedDocumento: (number: number) =>
      e.site.deps.store.transaction(async (uow) => {
        const cuenta = await uow.cuentas.findByIdentificador('migrante', nieOf(number))
        return (await uow.documentos.findPending(100)).find(({ cuentaId }) => cuentaId === cuenta?.id)
      }),
  }
}
