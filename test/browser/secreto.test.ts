/** The secret of a system, where the browser keeps the pages that it leaves. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { SISTEMA_CHANGES } from '../../src/application/staff/sistemas/change-one.ts'
import { paths } from '../../src/domain/urls.ts'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import { WITH_JAVASCRIPT, WITHOUT_JAVASCRIPT } from '../support/browser/browser-visit.ts'
import { enterAs } from '../support/browser/console-visit.ts'
import { openTestSite } from '../support/http/site.ts'

const { console: urls } = paths

describeInChromium('the secret of a system', () => {
  const e = browserScene(openTestSite, { bfcache: true })

  it.each([
    ['with JavaScript, wherever it goes', WITH_JAVASCRIPT],
    ['without it, from the console', WITHOUT_JAVASCRIPT],
  ] as const)('is not shown again by Back, %s', async (what, mode) => {
    const v = await e.enter(mode)
    await enterAs(v, e.site, 'administrador', randomUUID(), SISTEMA_CHANGES)
    await v.goTo(urls.registrarSistema)
    const typed = { nombreSistema: `Cursos ${what}`, tipoSistema: 'propio' }
    await v.submit({ ...typed, direccionesVuelta: 'https://cursos.test/vuelta' }, 'Registrar')
    const secret = await v.text('.secret')
    expect(secret).toHaveLength(43)
    if (mode === WITH_JAVASCRIPT) await v.goTo(paths.privacidad)
    else await v.follow('Ya lo guardé')
    await v.page.goBack({ waitUntil: 'commit' })
    await expect.poll(() => v.path()).toBe(urls.sistemas)
    expect(await v.page.content()).not.toContain(secret)
  })
})
