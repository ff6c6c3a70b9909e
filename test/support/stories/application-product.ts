/** The product as its use cases and mails show it, with a store below: no page around, so that many stories are told. */

import { openCaso } from '../../../src/application/accounts/casos.ts'
import { validateForActualizar } from '../../../src/application/citizen/actualizar/actualizar.ts'
import {
  actualizarDatos,
  readCurrentData,
} from '../../../src/application/citizen/actualizar/actualizar-datos.ts'
import {
  proveWithCodigo,
  proveWithRespuesta,
  requestCodigo,
} from '../../../src/application/citizen/actualizar/actualizar-proofs.ts'
import {
  asksForPregunta,
  cambiarClave,
  validateForCambiar,
} from '../../../src/application/citizen/cambiar/cambiar.ts'
import { noFuiYo } from '../../../src/application/citizen/no-fui-yo.ts'
import { cancelPending, readPending } from '../../../src/application/citizen/pending.ts'
import { readResult } from '../../../src/application/citizen/read-result.ts'
import { answerPregunta, startRecuperar } from '../../../src/application/citizen/recuperar/recuperar.ts'
import { requestEnlace } from '../../../src/application/citizen/recuperar/recuperar-by-mail.ts'
import { recuperarSlowly } from '../../../src/application/citizen/recuperar/recuperar-slowly.ts'
import { registrar } from '../../../src/application/citizen/registrar.ts'
import { SolicitudLost } from '../../../src/application/errors.ts'
import { confirmEmail } from '../../../src/application/links/confirm-email.ts'
import { identify } from '../../../src/application/links/identify.ts'
import { readLinkAsks } from '../../../src/application/links/link-asks.ts'
import { openEnlace, recuperarWithEnlace } from '../../../src/application/links/open-enlace.ts'
import { freezeCuenta, undoFreeze } from '../../../src/application/operator/freeze-cuenta.ts'
import { readCaso } from '../../../src/application/operator/read-caso.ts'
import { unfreezeCuenta } from '../../../src/application/operator/unfreeze-cuenta.ts'
import type { Context, Solicitud } from '../../../src/application/ports.ts'
import { applyPendingChanges } from '../../../src/application/worker/apply-pending-changes.ts'
import type { Result } from '../../../src/domain/outcome/result.ts'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { CONTEXT } from '../data/askers.ts'
import { rutOf } from '../data/personas.ts'
import type { TestProduct } from '../product/test-product.ts'
import { registrarData, submission } from '../product/use-cases.ts'
import { lettersIn } from './letters.ts'
import type { Letter, Person, Product, Shown } from './seen.ts'

const OPERADOR = { actor: { kind: 'operador', nombre: 'ana' }, requestId: 'una orden' } as const
const GONE: Shown = { page: 'gone' }
const REFUSED: Shown = { page: 'refused' }
const DONE: Shown = { page: 'done' }

/** When an address given is the account's, by the effect of its button. */
const CONFIRMED_AT = {
  con_efecto: 'once',
  en_espera: 'later',
  sin_efecto: 'never',
  detenido: 'never',
  representante: 'once',
} as const

/** Limits that no story reaches, so that what an oracle expects does not depend on them. */
export const STORY_ENV = {
  LIMIT_FIRST_STEPS_PER_HOUR: '100000',
  LIMIT_ALREADY_REGISTERED_PER_DAY: '100000',
  LIMIT_MESSAGES_PER_HOUR: '1000',
  LIMIT_MESSAGES_PER_DAY: '1000',
  LIMIT_FIRST_NOTICES_PER_DAY: '1000',
  LIMIT_REGISTRATION_NOTICES_PER_DAY: '1000',
}

/** The account of the natural person with that number. */
export function createApplicationProduct(p: TestProduct, number: number): Product {
  const { deps } = p
  const rut = rutOf(number)
  const perfil = 'natural' as const
  const preguntas = new Map<string, string>()
  let count = 0
  let read = p.mail.sent.length
  const contextOf = (who: Person): Context => ({
    ...CONTEXT,
    browser: { fingerprint: `${who} ${number}`, isNew: false },
  })
  const form = (url = '') => submission(deps, url, `${number} ${++count}`)

  /** What a page shows of what came of a form. */
  async function shownOf(who: Person, work: () => Promise<Result<Solicitud>>): Promise<Shown> {
    try {
      const result = await work()
      if (!result.ok) return refused(result.refusals.map(({ code }) => code))
      const { id, estado } = result.value
      if (estado === 'lista') return DONE
      if (estado === 'abierta') return { page: 'form', solicitud: id }
      const caso = await readCaso(deps, OPERADOR, await openCaso(deps, contextOf(who), id))
      return { page: 'stop', caso: caso !== undefined }
    } catch (error) {
      if (error instanceof SolicitudLost) return GONE
      throw error
    }
  }

  function refused(codes: readonly string[]): Shown {
    const own = codes.filter((code) => /^(clave|respuesta|captcha|requerido|email)/.test(code))
    if (own.length > 0) throw new Error(`the story itself sent a wrong form: ${own}`)
    return REFUSED
  }

  const startRecover = async (who: Person): Promise<string> => {
    const start = { perfil, identificador: rut, volver: null, form: form(pasoUrl(perfil, 'recuperar')) }
    const started = await startRecuperar(deps, contextOf(who), start)
    if (!started.ok) throw new Error('Recuperar takes any RUT')
    return started.value.id
  }

  async function byEnlace(
    who: Person,
    id: string,
    kind: 'recuperar' | 'recuperar-tras-espera' | 'volver',
  ): Promise<Shown> {
    let opened: Solicitud | undefined
    const shown = await shownOf(who, async () => {
      opened = await recuperarWithEnlace(
        deps,
        contextOf(who),
        { id, page: `p${++count} ${number}` },
        kind,
        null,
      )
      return { ok: true, value: opened }
    })
    if (shown.page !== 'form' || !opened) return shown
    return { ...shown, asksRespuesta: await asksForPregunta(deps, opened) }
  }

  /** At a mailbox that is not confirmed: whoever reads it knows the data too. */
  async function slowly(who: Person, id: string, kind: 'recuperar' | 'volver'): Promise<Shown | undefined> {
    if (kind === 'volver' || (await readLinkAsks(deps, id, kind)).asks === 'nada') return undefined
    const data = { id, kind, identificador: rut, fechaNacimiento: '1994-10-03' }
    const identified = await identify(deps, contextOf(who), data, form(paths.enlacePages.recuperar))
    if (!identified.ok) return REFUSED
    const done = await recuperarSlowly(deps, contextOf(who), { id, page: `p${++count} ${number}` })
    if (!done) return GONE
    return done.waits ? { page: 'waits', minutes: 3 * 24 * 60 } : { page: 'stop', caso: true }
  }

  async function byNoFuiYo(who: Person, id: string): Promise<Shown> {
    const pressed = await noFuiYo(deps, contextOf(who), { id, page: `p${++count} ${number}` })
    if (!pressed) return GONE
    if (pressed.outcome === 'deshecho') return { page: 'erased' }
    if (pressed.outcome === 'congelada') return { page: 'frozen', wayBack: 'mail' }
    if (!('caso' in pressed)) return GONE
    if (!(await readCaso(deps, OPERADOR, pressed.caso))) return { page: 'stop', caso: false }
    return pressed.outcome === 'buzon_anterior' ? { page: 'left' } : { page: 'frozen', wayBack: 'staff' }
  }

  const tokenIn = (url: string) => url.split('/').at(-1) ?? ''

  /** A frozen account's link to recover says the same, and leads back to it. */
  async function withKind(letter: Letter): Promise<Letter> {
    if (letter.kind !== 'recover') return letter
    const enlace = await openEnlace(deps, tokenIn(letter.value))
    return enlace?.kind === 'volver' ? { ...letter, kind: 'back' } : letter
  }

  return {
    register(who, { clave, respuesta, mailbox }) {
      preguntas.set(respuesta, 'p03')
      const data = {
        ...registrarData(number, mailbox),
        clave,
        repetirClave: clave,
        respuestaSecreta: respuesta,
      }
      return shownOf(who, () =>
        registrar(deps, contextOf(who), { data, form: form(pasoUrl(perfil, 'registrar')), volver: null }),
      )
    },

    enter: (who, secret) =>
      shownOf(who, () =>
        validateForCambiar(deps, contextOf(who), {
          data: { perfil, rut, claveActual: secret },
          form: form(pasoUrl(perfil, 'cambiar')),
          volver: null,
        }),
      ),

    choose(who, solicitudId, claveNueva, respuesta) {
      preguntas.set(respuesta, 'p05')
      const chosen = {
        solicitudId,
        claveNueva,
        pregunta: 'p05',
        respuesta,
        form: form(pasoUrl(perfil, 'cambiar', 'nueva')),
      }
      return shownOf(who, () => cambiarClave(deps, contextOf(who), chosen))
    },

    async answer(who, respuesta) {
      const solicitudId = await startRecover(who)
      let answered: Result<Solicitud> | undefined
      const shown = await shownOf(who, async () => {
        const sent = { solicitudId, respuesta, form: form(pasoUrl(perfil, 'recuperar', 'pregunta')) }
        answered = await answerPregunta(deps, contextOf(who), sent)
        return answered
      })
      if (shown.page !== 'done' || !answered?.ok) return shown
      const { clave } = await readResult(deps, answered.value)
      return clave ? { page: 'key', key: clave } : shown
    },

    async askLink(who) {
      const solicitudId = await startRecover(who)
      return shownOf(who, () =>
        requestEnlace(deps, contextOf(who), {
          solicitudId,
          form: form(pasoUrl(perfil, 'recuperar', 'correo')),
        }),
      )
    },

    async press(who, { value }, { clave, respuesta }) {
      const enlace = await openEnlace(deps, tokenIn(value))
      if (!enlace) return GONE
      if (enlace.kind === 'recuperar' || enlace.kind === 'volver')
        return (await slowly(who, enlace.id, enlace.kind)) ?? byEnlace(who, enlace.id, enlace.kind)
      if (enlace.kind === 'recuperar-tras-espera') return byEnlace(who, enlace.id, enlace.kind)
      if (enlace.kind === 'no-fui-yo') return byNoFuiYo(who, enlace.id)
      const done = await confirmEmail(deps, contextOf(who), {
        id: enlace.id,
        kind: 'confirmar-correo',
        clave,
        respuesta,
        form: form(paths.enlacePages['confirmar-correo']),
      })
      if (!done.ok) return REFUSED
      if (!done.value) return GONE
      return { page: 'done', at: CONFIRMED_AT[done.value] }
    },

    validate: (who, emailRegistrado) =>
      shownOf(who, () =>
        validateForActualizar(
          deps,
          contextOf(who),
          { perfil, rut, fechaNacimiento: '1994-10-03', emailRegistrado },
          { volver: null, returnOperacion: null, form: form(pasoUrl(perfil, 'actualizar')) },
        ),
      ),

    proveRespuesta: (who, solicitudId, respuesta) =>
      shownOf(who, () =>
        proveWithRespuesta(deps, contextOf(who), {
          ...{ solicitudId, respuesta, pregunta: preguntas.get(respuesta) ?? 'p03' },
          form: form(pasoUrl(perfil, 'actualizar', 'seguridad')),
        }),
      ),

    askCodigo: (who, solicitudId) =>
      shownOf(who, () => requestCodigo(deps, contextOf(who), { solicitudId, form: form() })),

    proveCodigo: (who, solicitudId, codigo) =>
      shownOf(who, () => proveWithCodigo(deps, contextOf(who), { solicitudId, codigo, form: form() })),

    update: (who, solicitudId, { mailbox, respuesta }) =>
      shownOf(who, async () => {
        if (respuesta) preguntas.set(respuesta, 'p05')
        const { cuenta } = await readCurrentData(deps, solicitudId)
        const { direccion, numero, region, comuna } = cuenta
        return actualizarDatos(deps, contextOf(who), {
          solicitudId,
          data: {
            ...{ direccion, numero, region, comuna, celular: cuenta.celular },
            email: mailbox ?? cuenta.email ?? '',
            preguntaNueva: respuesta ? 'p05' : null,
            respuestaNueva: respuesta ?? null,
          },
          version: cuenta.version,
          form: form(pasoUrl(perfil, 'actualizar', 'datos')),
        })
      }),

    async freeze() {
      const order = { perfil, identificador: rut, reason: 'uso_sospechoso' as const }
      const done = await freezeCuenta(deps, OPERADOR, order)
      return done.result === 'bien' ? { page: 'frozen', wayBack: done.byMail ? 'mail' : 'staff' } : REFUSED
    },

    async undoFreeze() {
      const order = { perfil, identificador: rut, reason: 'mal_entendido' as const }
      return (await undoFreeze(deps, OPERADOR, order)) === 'bien' ? DONE : REFUSED
    },

    async cancel(who, solicitudId) {
      const solicitud = await deps.store.single.solicitudes.findById(solicitudId)
      const [change] = solicitud ? await readPending(deps, solicitud) : []
      if (!change) return REFUSED
      try {
        await cancelPending(deps, contextOf(who), { solicitudId, changeId: change.id })
        return DONE
      } catch (error) {
        if (error instanceof SolicitudLost) return GONE
        throw error
      }
    },

    async unfreeze() {
      return (await unfreezeCuenta(deps, OPERADOR, perfil, rut)).result === 'bien' ? DONE : REFUSED
    },

    tick: () => p.clock.advance({ minutes: 1 / 60 }),

    async wait(minutes) {
      p.clock.advance({ minutes })
      await applyPendingChanges(deps)
    },

    async letters() {
      await p.dispatch()
      // In this story's time what others left pending takes effect too.
      const mails = p.mail.sent.slice(read).filter(({ to }) => to.includes(String(number)))
      read = p.mail.sent.length
      // Time passes for the accounts of earlier stories too.
      const own = mails.filter(({ to }) => to.includes(String(number)))
      return Promise.all(own.flatMap(({ to, text }) => lettersIn(to, text)).map(withKind))
    },
  }
}
