import { recuperarSlowly } from '../../../application/citizen/recuperar/recuperar-slowly.ts'
import { identify } from '../../../application/links/identify.ts'
import { readLinkAsks } from '../../../application/links/link-asks.ts'
import type { LinkAsks } from '../../../domain/account/unconfirmed-links.ts'
import { ENLACE_FORMS } from '../../../domain/forms/enlace-contents.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { enlacePage } from '../../../domain/pages/enlace-pages.ts'
import type { Perfil } from '../../../domain/perfil.ts'
import { paths } from '../../../domain/urls.ts'
import { IDENTIFICADOR_FIELD } from '../../../domain/values/identificador.ts'
import type { Form } from '../../forms/form.ts'
import { take, textOf } from '../../forms/form-body.ts'
import type { Services } from '../../services.ts'
import { makeResultView } from '../../views/render-page.ts'
import { requestedEnlace } from '../session-data.ts'
import { ACTS, refuseInvitation } from './enlace-forms.ts'

interface State {
  enlace: string
  asks: LinkAsks
  perfil: Perfil
  activates: boolean
}

/**
 * The page of a link to recover: one button at a confirmed mailbox. At another it asks whose the cuenta is; then a
 * facilitador who never had a CS goes on, and the others wait or get a caso (product.md “Proofs”).
 */
export function recuperarForm(services: Services): Form<State, typeof ENLACE_FORMS.recuperar.content> {
  const { deps } = services
  const { title, opening, content } = ENLACE_FORMS.recuperar
  return {
    url: paths.enlacePages.recuperar,
    heading: { title, opening, back: paths.home },
    content,
    hiddenFields: ['enlace'],
    async load(req) {
      const enlace = requestedEnlace(req, 'recuperar') ?? ''
      return { ok: true, state: { enlace, ...(await readLinkAsks(deps, enlace, 'recuperar')) } }
    },
    overrides: ({ asks, perfil }) => ({
      omittedFields: [
        ...(asks !== 'nada' && IDENTIFICADOR_FIELD[perfil] === 'rut' ? [] : (['rut'] as const)),
        ...(asks !== 'nada' && IDENTIFICADOR_FIELD[perfil] === 'nie' ? [] : (['nie'] as const)),
        ...(asks === 'datos' ? [] : (['fechaNacimiento'] as const)),
      ],
    }),
    view: ({ enlace, asks }) => pageOf(enlace, asks, 'recuperar'),
    async submit({ req, context, state, values, typed: sent, form }) {
      const { enlace: id, asks, activates } = state
      const token = textOf(take(req.body, ['_csrf']), '_csrf')
      const press = { id, page: `recuperar:${token}` }
      if (asks !== 'nada') {
        const { rut, nie, fechaNacimiento } = values
        const identity = { identificador: rut ?? nie ?? null, fechaNacimiento: fechaNacimiento ?? null }
        const identified = await identify(deps, context, { id, kind: 'recuperar', ...identity }, form)
        if (!identified.ok) return identified
      }
      // After the first click of a double click the link asks for nothing any more; what was typed tells.
      const typed = (['rut', 'nie', 'fechaNacimiento'] as const).some((name) => textOf(sent, name) !== '')
      if (activates || (asks === 'nada' && !typed)) {
        return ok(await ACTS.recuperar(services, press, context, req))
      }
      const done = await recuperarSlowly(deps, context, press)
      if (!done) return ok(paths.enlaceExpired)
      if (!done.waits) req.session.caso = done.caso
      return ok(done.waits ? paths.slowRecovery.espera : paths.slowRecovery.caso)
    },
  }
}

/** The page of a link that two people granted: it asks for the identificador alone (product.md “Proofs”). */
export function activarForm(services: Services): Form<State, typeof ENLACE_FORMS.activar.content> {
  const { deps } = services
  const { title, opening, content } = ENLACE_FORMS.activar
  const kind = 'activar'
  return {
    url: paths.enlacePages[kind],
    heading: { title, opening, back: paths.home },
    content,
    hiddenFields: ['enlace'],
    async load(req) {
      const enlace = requestedEnlace(req, kind) ?? ''
      return { ok: true, state: { enlace, ...(await readLinkAsks(deps, enlace, kind)) } }
    },
    overrides: ({ asks, perfil }) => ({
      omittedFields: (['rut', 'nie'] as const).filter(
        (name) => asks === 'nada' || name !== IDENTIFICADOR_FIELD[perfil],
      ),
    }),
    view: ({ enlace, asks }) => pageOf(enlace, asks, kind),
    async submit({ req, context, state: { enlace: id, asks }, values: { rut, nie }, form }) {
      if (asks !== 'nada') {
        const typed = { identificador: rut ?? nie ?? null, fechaNacimiento: null }
        const identified = await identify(deps, context, { id, kind, ...typed }, form)
        if (!identified.ok) return identified
      }
      const token = textOf(take(req.body, ['_csrf']), '_csrf')
      return ok(await ACTS[kind](services, { id, page: `${kind}:${token}` }, context, req))
    },
  }
}

/** The page of an OTEC's invitation: two buttons, and the documento where the mailbox is not confirmed. */
export function aceptarOtecForm(services: Services): Form<State, typeof ENLACE_FORMS.aceptarOtec.content> {
  const { deps } = services
  const { title, opening, content } = ENLACE_FORMS.aceptarOtec
  const kind = 'aceptar-otec'
  return {
    url: paths.enlacePages[kind],
    heading: { title, opening, back: paths.home },
    content,
    hiddenFields: ['enlace'],
    buttons: [
      {
        value: 'rechazar',
        text: 'No trabajo con esta OTEC',
        run: ({ req, context, state }) => refuseInvitation(services, req, context, state.enlace),
      },
    ],
    async load(req) {
      const enlace = requestedEnlace(req, kind) ?? ''
      return { ok: true, state: { enlace, ...(await readLinkAsks(deps, enlace, kind)) } }
    },
    overrides: ({ asks }) => ({ omittedFields: asks === 'nada' ? ['nie'] : [] }),
    view: ({ enlace, asks }) => pageOf(enlace, asks, kind),
    async submit({ req, context, state, values, form }) {
      const { enlace: id, asks } = state
      if (asks !== 'nada') {
        const typed = { identificador: values.nie, fechaNacimiento: null }
        const identified = await identify(deps, context, { id, kind, ...typed }, form)
        if (!identified.ok) return identified
      }
      const token = textOf(take(req.body, ['_csrf']), '_csrf')
      return ok(await ACTS[kind](services, { id, page: `${kind}:${token}` }, context, req))
    },
  }
}

const pageOf = (enlace: string, asks: LinkAsks, kind: 'recuperar' | 'aceptar-otec' | 'activar') => ({
  hiddenFields: { enlace },
  ...(asks === 'nada' && { template: { name: 'result', model: makeResultView(enlacePage(kind)) } }),
})
