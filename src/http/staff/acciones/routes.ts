import { askNewCelular, askNewEmail } from '../../../application/staff/acciones/contacts.ts'
import {
  resendAviso,
  sendEnlaceInLlamada,
  sendProvisoriaInLlamada,
} from '../../../application/staff/acciones/messages.ts'
import { type AccionSheet, readSummary } from '../../../application/staff/acciones/read-accion.ts'
import {
  askDocumentoInLlamada,
  closeCasoInLlamada,
  openCasoInLlamada,
} from '../../../application/staff/acciones/requests.ts'
import {
  freezeInLlamada,
  reopenInLlamada,
  unfreezeInLlamada,
} from '../../../application/staff/acciones/state.ts'
import type { FREEZE_REASONS } from '../../../application/staff/cuentas/freeze-cuenta.ts'
import { CASO_OUTCOMES } from '../../../domain/account/caso.ts'
import { KIND_NAMES, kindsOf } from '../../../domain/documento/kinds.ts'
import { ACCION_FORMS } from '../../../domain/forms/accion-forms.ts'
import type { FormContent } from '../../../domain/forms/form-content.ts'
import { refuse } from '../../../domain/outcome/result.ts'
import { FREEZE_REASON_WORDS } from '../../../domain/pages/accion-words.ts'
import { REGISTERED_WORDS } from '../../../domain/pages/phone-words.ts'
import { doneText, toldText } from '../../../domain/staff/summary.ts'
import { paths } from '../../../domain/urls.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { StaffRouter } from '../access.ts'
import { LLAMADA_KEYS } from '../llamadas/llamada-keys.ts'
import { mountStaffForm, type StaffForm } from '../staff-form.ts'
import { staffPage } from '../staff-page.ts'
import { accionForm } from './accion-form.ts'
import { casoAbiertoPage, casoForm } from './caso-form.ts'
import { chosen } from './chosen.ts'
import { mountPedirForms } from './pedir-forms.ts'
import { registerMigranteForm, registerNaturalForm } from './register-forms.ts'

/** What is done in a call: a page for each action, and what to read aloud. */
export function accionesRoutes(services: Services): StaffRouter {
  const { deps } = services
  const routes = new StaffRouter()
  const F = ACCION_FORMS
  const mount = <C extends FormContent>(form: StaffForm<AccionSheet, C>) =>
    mountStaffForm(routes, services, form)
  mount(
    accionForm(services, {
      ...{ accion: 'enviar_enlace', content: F.enviar_enlace, audit: ['enlace_pedido'] },
      run: (context, order) => sendEnlaceInLlamada(deps, context, order),
    }),
  )
  mount(
    accionForm(services, {
      ...{ accion: 'enviar_provisoria', content: F.enviar_provisoria, audit: ['provisoria_generada'] },
      run: (context, order) => sendProvisoriaInLlamada(deps, context, order),
    }),
  )
  mount(
    accionForm(services, {
      ...{ accion: 'reenviar_aviso', content: F.reenviar_aviso, audit: ['enlace_pedido'] },
      run: (context, order) => resendAviso(deps, context, order),
    }),
  )
  mount(
    accionForm(services, {
      ...{ accion: 'reabrir', content: F.reabrir, audit: ['cuenta_reabierta'] },
      run: (context, order) => reopenInLlamada(deps, context, order),
    }),
  )
  mount(
    accionForm(services, {
      ...{ accion: 'congelar', content: F.congelar, audit: ['cuenta_congelada'] },
      run: (context, order, { motivoCongelar }) => {
        const reasons = Object.keys(FREEZE_REASON_WORDS) as (typeof FREEZE_REASONS)[number][]
        return freezeInLlamada(deps, context, { ...order, reason: chosen(reasons, motivoCongelar) })
      },
    }),
  )
  mount(
    accionForm(services, {
      ...{ accion: 'descongelar', content: F.descongelar, audit: ['cuenta_descongelada'] },
      run: (context, order) => unfreezeInLlamada(deps, context, order),
    }),
  )
  mount(
    accionForm(services, {
      ...{ accion: 'cambiar_correo', content: F.cambiar_correo, audit: ['email_cambiado'] },
      run: (context, order, { email }) => askNewEmail(deps, context, { ...order, email }),
    }),
  )
  mount(
    accionForm(services, {
      ...{ accion: 'cambiar_celular', content: F.cambiar_celular, audit: ['celular_cambiado'] },
      overrides: () => ({ requiredFields: ['celular'] }),
      run: async (context, order, { celular }) =>
        celular ? askNewCelular(deps, context, { ...order, celular }) : refuse('celular_formato', 'celular'),
    }),
  )
  mount(
    accionForm(services, {
      ...{ accion: 'abrir_caso', content: F.abrir_caso, audit: ['caso_abierto'] },
      run: (context, order) => openCasoInLlamada(deps, context, order),
    }),
  )
  mount(
    accionForm(services, {
      ...{ accion: 'cerrar_caso', content: F.cerrar_caso, audit: ['caso_cerrado'] },
      view: ({ openCaso }) => (openCaso === undefined ? {} : { initialValues: { numeroCaso: openCaso } }),
      run: (context, order, { numeroCaso: number, finDelCaso }) =>
        closeCasoInLlamada(deps, context, {
          ...order,
          number,
          outcome: chosen(CASO_OUTCOMES, finDelCaso),
        }),
    }),
  )
  mount(
    accionForm(services, {
      ...{ accion: 'pedir_documento', content: F.pedir_documento, audit: ['documento_pedido'] },
      view: ({ cuenta }) => ({
        options: {
          documentoPedido: kindsOf(cuenta.perfil).map((value) => ({ value, text: KIND_NAMES[value] })),
        },
      }),
      run: (context, order, { documentoPedido }, { cuenta }) => {
        const kind = kindsOf(cuenta.perfil).find((one) => one === documentoPedido)
        if (!kind) return Promise.resolve(refuse('documento_no_corresponde', 'documentoPedido'))
        return askDocumentoInLlamada(deps, context, { ...order, kind, reason: 'llamada' })
      },
    }),
  )
  mountPedirForms(services, mount)
  mountStaffForm(routes, services, registerNaturalForm(services))
  mountStaffForm(routes, services, registerMigranteForm(services))
  mountStaffForm(routes, services, casoForm(services))
  staffPage(routes, services, casoAbiertoPage(services))
  staffPage(routes, services, {
    url: paths.console.resumen,
    power: 'atender_llamadas',
    audit: 'nothing',
    async show(req, context) {
      const summary = await readSummary(deps, context, requestParam(req, 'llamada'))
      const { id, done, casoNumber, isOver, told } = summary
      const tells = done.some(({ accion }) => accion === 'registrar')
        ? REGISTERED_WORDS
        : toldText(told, done.length > 0)
      return {
        view: 'summary',
        model: { summary: { id, casoNumber, isOver, keys: LLAMADA_KEYS, lines: done.map(doneText), tells } },
      }
    },
  })
  return routes
}
