/** Every page state of the product and how to reach it, for the accessibility tests and the screenshots. */

import { paths } from '../../../src/domain/urls.ts'
import { openTestSite } from '../../support/http/site.ts'
import { ACTUALIZAR_PAGE_STATES } from './actualizar.ts'
import { CAMBIAR_PAGE_STATES } from './cambiar.ts'
import { CASO_PAGE_STATES } from './casos.ts'
import { DOCUMENTO_PAGE_STATES } from './documento.ts'
import { ENLACE_PAGE_STATES } from './enlaces.ts'
import { ERROR_PAGE_STATES, FREE_POSTS } from './errors.ts'
import { FACILITADOR_PAGE_STATES } from './facilitador.ts'
import { INGRESAR_PAGE_STATES } from './ingresar.ts'
import { JURIDICA_PAGE_STATES } from './juridica.ts'
import { MIGRANTE_PAGE_STATES } from './migrante.ts'
import { RECUPERAR_PAGE_STATES } from './recuperar.ts'
import { REGISTRAR_PAGE_STATES } from './registrar.ts'
import { type GoToState, open } from './state.ts'

/** Opens a product whose limits are quickly reached, and whose recovery has all its pasos. */
export const openPageStatesSite = () =>
  openTestSite({
    LIMIT_FIRST_STEPS_PER_HOUR: '6',
    LIMIT_HASH_WAIT_SECONDS: '1',
    LIMIT_FREE_POSTS_PER_10_MINUTES: String(FREE_POSTS),
    RECOVERY_PROOF: 'answer_and_code',
  })

/** States shared by all perfiles, and of the persona natural. */
export const COMMON_PAGE_STATES: Readonly<Record<string, GoToState>> = {
  inicio: open('/'),
  'inicio con el menu abierto': async (v) => {
    await v.goTo('/')
    await v.here()
    if (await v.page.locator('.menu__button').isVisible()) await v.page.locator('.menu__button').click()
    await v.page.locator('.group__button', { hasText: 'CAMBIAR CS' }).click()
  },
  'mas informacion': open(paths.masInformacion),
  privacidad: open(paths.privacidad),
  accesibilidad: open(paths.accesibilidad),

  ...REGISTRAR_PAGE_STATES,
  ...RECUPERAR_PAGE_STATES,
  ...CAMBIAR_PAGE_STATES,
  ...ACTUALIZAR_PAGE_STATES,
  ...CASO_PAGE_STATES,
  ...ENLACE_PAGE_STATES,
  ...DOCUMENTO_PAGE_STATES,
  ...INGRESAR_PAGE_STATES,
  ...ERROR_PAGE_STATES,
}

/** States of the other perfiles. */
export const PERFIL_PAGE_STATES: Readonly<Record<string, GoToState>> = {
  ...FACILITADOR_PAGE_STATES,
  ...JURIDICA_PAGE_STATES,
  ...MIGRANTE_PAGE_STATES,
}

export const PAGE_STATES = { ...COMMON_PAGE_STATES, ...PERFIL_PAGE_STATES }
