/** The product as its use cases and mails show it, with a store below: no page around, so that many stories are told. */

import { validateForActualizar } from '../../../../src/application/citizen/actualizar/actualizar.ts'
import {
  actualizarDatos,
  readCurrentData,
} from '../../../../src/application/citizen/actualizar/actualizar-datos.ts'
import {
  proveWithCodigo,
  proveWithRespuesta,
} from '../../../../src/application/citizen/actualizar/actualizar-proofs.ts'
import { cambiarClave, validateForCambiar } from '../../../../src/application/citizen/cambiar/cambiar.ts'
import { requestCodigo } from '../../../../src/application/citizen/codigos/request-codigo.ts'
import { cancelPending, readPending } from '../../../../src/application/citizen/pending.ts'
import { readResult } from '../../../../src/application/citizen/read-result.ts'
import { answerPregunta, startRecuperar } from '../../../../src/application/citizen/recuperar/recuperar.ts'
import { requestEnlace } from '../../../../src/application/citizen/recuperar/recuperar-by-mail.ts'
import { registrar } from '../../../../src/application/citizen/registrar.ts'
import { SolicitudLost } from '../../../../src/application/errors.ts'
import type { Solicitud } from '../../../../src/application/ports.ts'
import { freezeCuenta, undoFreeze } from '../../../../src/application/staff/cuentas/freeze-cuenta.ts'
import { applyOrdenes } from '../../../../src/application/worker/apply-ordenes.ts'
import { applyPendingChanges } from '../../../../src/application/worker/apply-pending-changes.ts'
import type { Result } from '../../../../src/domain/outcome/result.ts'
import { pasoUrl } from '../../../../src/domain/urls.ts'
import { OPERADOR } from '../../data/operador.ts'
import type { TestProduct } from '../../product/test-product.ts'
import { registrarData } from '../../product/use-cases.ts'
import { unfreezeCuenta } from '../../staff/unfreeze.ts'
import { lettersIn } from '../letters.ts'
import type { Person, Product } from '../seen.ts'
import { createLinks } from './application-links.ts'
import { createOrdenes } from './application-ordenes.ts'
import { DONE, GONE, REFUSED, StoryPages } from './application-pages.ts'

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
  const perfil = 'natural' as const
  const pages = new StoryPages(deps, number)
  const links = createLinks(pages)
  const { rut } = pages
  const preguntas = new Map<string, string>()
  let read = p.mail.sent.length

  const startRecover = async (who: Person): Promise<string> => {
    const start = { perfil, identificador: rut, volver: null, form: pages.form(pasoUrl(perfil, 'recuperar')) }
    const started = await startRecuperar(deps, pages.contextOf(who), start)
    if (!started.ok) throw new Error('Recuperar takes any RUT')
    return started.value.id
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
      return pages.shownOf(who, () =>
        registrar(deps, pages.contextOf(who), {
          data,
          form: pages.form(pasoUrl(perfil, 'registrar')),
          volver: null,
        }),
      )
    },

    enter: (who, secret) =>
      pages.shownOf(who, () =>
        validateForCambiar(deps, pages.contextOf(who), {
          data: { perfil, rut, claveActual: secret },
          form: pages.form(pasoUrl(perfil, 'cambiar')),
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
        form: pages.form(pasoUrl(perfil, 'cambiar', 'nueva')),
      }
      return pages.shownOf(who, () => cambiarClave(deps, pages.contextOf(who), chosen))
    },

    async answer(who, respuesta) {
      const solicitudId = await startRecover(who)
      let answered: Result<Solicitud> | undefined
      const shown = await pages.shownOf(who, async () => {
        const sent = { solicitudId, respuesta, form: pages.form(pasoUrl(perfil, 'recuperar', 'pregunta')) }
        answered = await answerPregunta(deps, pages.contextOf(who), sent)
        return answered
      })
      if (shown.page !== 'done' || !answered?.ok) return shown
      const { clave } = await readResult(deps, answered.value)
      return clave ? { page: 'key', key: clave } : shown
    },

    async askLink(who) {
      const solicitudId = await startRecover(who)
      return pages.shownOf(who, () =>
        requestEnlace(deps, pages.contextOf(who), {
          solicitudId,
          form: pages.form(pasoUrl(perfil, 'recuperar', 'correo')),
        }),
      )
    },

    press: links.press,

    validate: (who, emailRegistrado) =>
      pages.shownOf(who, () =>
        validateForActualizar(
          deps,
          pages.contextOf(who),
          { perfil, rut, fechaNacimiento: '1994-10-03', emailRegistrado },
          { volver: null, returnOperacion: null, form: pages.form(pasoUrl(perfil, 'actualizar')) },
        ),
      ),

    proveRespuesta: (who, solicitudId, respuesta) =>
      pages.shownOf(who, () =>
        proveWithRespuesta(deps, pages.contextOf(who), {
          ...{ solicitudId, respuesta, pregunta: preguntas.get(respuesta) ?? 'p03' },
          form: pages.form(pasoUrl(perfil, 'actualizar', 'seguridad')),
        }),
      ),

    askCodigo: (who, solicitudId) =>
      pages.shownOf(who, () =>
        requestCodigo(deps, pages.contextOf(who), { solicitudId, form: pages.form() }),
      ),

    proveCodigo: (who, solicitudId, codigo) =>
      pages.shownOf(who, () =>
        proveWithCodigo(deps, pages.contextOf(who), { solicitudId, codigo, form: pages.form() }),
      ),

    update: (who, solicitudId, { mailbox, respuesta }) =>
      pages.shownOf(who, async () => {
        if (respuesta) preguntas.set(respuesta, 'p05')
        const { cuenta } = await readCurrentData(deps, solicitudId)
        const { direccion, numero, region, comuna } = cuenta
        return actualizarDatos(deps, pages.contextOf(who), {
          solicitudId,
          data: {
            ...{ direccion, numero, region, comuna, celular: cuenta.celular },
            email: mailbox ?? cuenta.email ?? '',
            preguntaNueva: respuesta ? 'p05' : null,
            respuestaNueva: respuesta ?? null,
          },
          version: cuenta.version,
          form: pages.form(pasoUrl(perfil, 'actualizar', 'datos')),
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
        await cancelPending(deps, pages.contextOf(who), { solicitudId, changeId: change.id })
        return DONE
      } catch (error) {
        if (error instanceof SolicitudLost) return GONE
        throw error
      }
    },

    ...createOrdenes(pages),

    async unfreeze() {
      return (await unfreezeCuenta(deps, OPERADOR, perfil, rut)).result === 'bien' ? DONE : REFUSED
    },

    tick: () => p.clock.advance({ minutes: 1 / 60 }),

    async wait(minutes) {
      p.clock.advance({ minutes })
      await applyPendingChanges(deps)
      await applyOrdenes(deps)
    },

    async letters() {
      await p.dispatch()
      // Time passes for the accounts of earlier stories too: what they left pending takes effect, and mails.
      const own = p.mail.sent.slice(read).filter(({ to }) => to.includes(String(number)))
      read = p.mail.sent.length
      return Promise.all(own.flatMap(({ to, text }) => lettersIn(to, text)).map(links.withKind))
    },
  }
}
