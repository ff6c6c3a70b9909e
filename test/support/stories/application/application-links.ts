/** What the links of mails lead to. */

import { asksForPregunta } from '../../../../src/application/citizen/cambiar/cambiar.ts'
import { noFuiYo } from '../../../../src/application/citizen/no-fui-yo.ts'
import { recuperarSlowly } from '../../../../src/application/citizen/recuperar/recuperar-slowly.ts'
import { confirmEmail } from '../../../../src/application/links/confirm-email.ts'
import { identify } from '../../../../src/application/links/identify.ts'
import { readLinkAsks } from '../../../../src/application/links/link-asks.ts'
import { objetar } from '../../../../src/application/links/objetar.ts'
import {
  type ClaveEnlace,
  openEnlace,
  recuperarWithEnlace,
} from '../../../../src/application/links/open-enlace.ts'
import type { Solicitud } from '../../../../src/application/ports.ts'
import { readCaso } from '../../../../src/application/staff/casos/read-caso.ts'
import { paths } from '../../../../src/domain/urls.ts'
import { OPERADOR } from '../../data/operador.ts'
import type { Letter, Person, Product, Shown } from '../seen.ts'
import { GONE, REFUSED, type StoryPages } from './application-pages.ts'

/** When an address given is the account's, by the effect of its button. */
const CONFIRMED_AT = {
  con_efecto: 'once',
  en_espera: 'later',
  sin_efecto: 'never',
  detenido: 'never',
  representante: 'once',
} as const

/** The code after the last slash. */
const tokenIn = (url: string) => url.split('/').at(-1) ?? ''

/** The buttons of the links to that account. */
export function createLinks(
  pages: StoryPages,
): Pick<Product, 'press'> & { withKind(letter: Letter): Promise<Letter> } {
  const { deps } = pages

  async function byEnlace(who: Person, id: string, kind: ClaveEnlace): Promise<Shown> {
    let opened: Solicitud | undefined
    const shown = await pages.shownOf(who, async () => {
      opened = await recuperarWithEnlace(deps, pages.contextOf(who), pages.pageOf(id), kind, null)
      return { ok: true, value: opened }
    })
    if (shown.page !== 'form' || !opened) return shown
    return { ...shown, asksRespuesta: await asksForPregunta(deps, opened) }
  }

  /** At a mailbox that is not confirmed: whoever reads it knows the data too. */
  async function slowly(who: Person, id: string, kind: 'recuperar' | 'volver'): Promise<Shown | undefined> {
    if (kind === 'volver' || (await readLinkAsks(deps, id, kind)).asks === 'nada') return undefined
    const data = { id, kind, identificador: pages.rut, fechaNacimiento: '1994-10-03' }
    const identified = await identify(
      deps,
      pages.contextOf(who),
      data,
      pages.form(paths.enlacePages.recuperar),
    )
    if (!identified.ok) return REFUSED
    const done = await recuperarSlowly(deps, pages.contextOf(who), pages.pageOf(id))
    if (!done) return GONE
    return done.waits ? { page: 'waits', minutes: 3 * 24 * 60 } : { page: 'stop', caso: true }
  }

  /** Of what two people granted: the link asks for the identificador alone. */
  async function invited(who: Person, id: string): Promise<Shown> {
    const data = { id, kind: 'activar', identificador: pages.rut, fechaNacimiento: null } as const
    const form = pages.form(paths.enlacePages.activar)
    const identified = await identify(deps, pages.contextOf(who), data, form)
    return identified.ok ? byEnlace(who, id, 'activar') : REFUSED
  }

  async function byObjection(who: Person, id: string): Promise<Shown> {
    const caso = await objetar(deps, pages.contextOf(who), pages.pageOf(id))
    if (caso === undefined) return GONE
    const found = await readCaso(deps, OPERADOR, caso)
    return found ? { page: 'frozen', wayBack: 'staff' } : { page: 'stop', caso: false }
  }

  async function byNoFuiYo(who: Person, id: string): Promise<Shown> {
    const pressed = await noFuiYo(deps, pages.contextOf(who), pages.pageOf(id))
    if (!pressed) return GONE
    if (pressed.outcome === 'deshecho') return { page: 'erased' }
    if (pressed.outcome === 'congelada') return { page: 'frozen', wayBack: 'mail' }
    if (!('caso' in pressed)) return GONE
    if (!(await readCaso(deps, OPERADOR, pressed.caso))) return { page: 'stop', caso: false }
    return pressed.outcome === 'buzon_anterior' ? { page: 'left' } : { page: 'frozen', wayBack: 'staff' }
  }

  /** A frozen account's link to recover says the same, and leads back to it. */
  async function withKind(letter: Letter): Promise<Letter> {
    if (letter.kind !== 'recover') return letter
    const enlace = await openEnlace(deps, tokenIn(letter.value))
    return enlace?.kind === 'volver' ? { ...letter, kind: 'back' } : letter
  }

  return {
    withKind,

    async press(who, { value }, { clave, respuesta }) {
      const enlace = await openEnlace(deps, tokenIn(value))
      if (!enlace) return GONE
      if (enlace.kind === 'recuperar' || enlace.kind === 'volver')
        return (await slowly(who, enlace.id, enlace.kind)) ?? byEnlace(who, enlace.id, enlace.kind)
      if (enlace.kind === 'recuperar-tras-espera') return byEnlace(who, enlace.id, enlace.kind)
      if (enlace.kind === 'activar') return invited(who, enlace.id)
      if (enlace.kind === 'objetar') return byObjection(who, enlace.id)
      if (enlace.kind === 'no-fui-yo') return byNoFuiYo(who, enlace.id)
      const done = await confirmEmail(deps, pages.contextOf(who), {
        id: enlace.id,
        kind: 'confirmar-correo',
        clave,
        respuesta,
        form: pages.form(paths.enlacePages['confirmar-correo']),
      })
      if (!done.ok) return REFUSED
      if (!done.value) return GONE
      return { page: 'done', at: CONFIRMED_AT[done.value] }
    },
  }
}
