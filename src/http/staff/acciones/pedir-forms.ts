import { askOrdenInLlamada } from '../../../application/staff/acciones/ask-orden-in-llamada.ts'
import type { AccionSheet } from '../../../application/staff/acciones/read-accion.ts'
import { ACCION_FORMS } from '../../../domain/forms/accion-forms.ts'
import type { FormContent, ValuesOf } from '../../../domain/forms/form-content.ts'
import { DOCUMENTO_VISTO_WORDS, ORDEN_REASON_WORDS } from '../../../domain/pages/accion-words.ts'
import {
  ORDENES,
  type OrdenKind,
  type OrdenReason,
  ordenDocumentsOf,
  ordenReasonsOf,
} from '../../../domain/staff/orden.ts'
import { DOCUMENTOS_VISTOS, type OrdenData } from '../../../domain/staff/ordenes/rule.ts'
import type { Services } from '../../services.ts'
import type { StaffForm } from '../staff-form.ts'
import { accionForm } from './accion-form.ts'
import { chosen } from './chosen.ts'

/** What each kind of order reads from its form, and which field has its reason. */
interface Pedir<C extends FormContent> {
  kind: OrdenKind
  content: C
  reasonField: string
  read(values: ValuesOf<C>): Partial<OrdenData> & { reason: string; documentoVisto: string }
}

/** ● Mounts the pages on which somebody asks for what another person decides. */
export function mountPedirForms(
  services: Services,
  mount: <C extends FormContent>(form: StaffForm<AccionSheet, C>) => void,
): void {
  const F = ACCION_FORMS
  mount(
    pedirForm(services, {
      ...{ kind: 'liberar', content: F.pedir_liberar, reasonField: 'motivoLiberar' },
      read: ({ motivoLiberar: reason, documentoVisto }) => ({ reason, documentoVisto }),
    }),
  )
  mount(
    pedirForm(services, {
      ...{ kind: 'invitar', content: F.pedir_invitar, reasonField: 'motivoInvitar' },
      read: ({ motivoInvitar: reason, documentoVisto, email }) => ({ reason, documentoVisto, email }),
    }),
  )
  mount(
    pedirForm(services, {
      ...{ kind: 'descongelar', content: F.pedir_descongelar, reasonField: 'motivoDescongelar' },
      read: ({ motivoDescongelar: reason, documentoVisto, email }) => ({ reason, documentoVisto, email }),
    }),
  )
  mount(
    pedirForm(services, {
      ...{ kind: 'verificar', content: F.pedir_verificar, reasonField: 'motivoVerificar' },
      read: ({ motivoVerificar: reason, documentoVisto }) => ({ reason, documentoVisto }),
    }),
  )
  mount(
    pedirForm(services, {
      ...{ kind: 'cambiar_contactos', content: F.pedir_cambiar_contactos },
      reasonField: 'motivoCambiarContactos',
      read: ({ motivoCambiarContactos: reason, correoNuevo: email, ...others }) => ({
        reason,
        ...others,
        email,
      }),
    }),
  )
  mount(
    pedirForm(services, {
      ...{ kind: 'representante', content: F.pedir_representante, reasonField: 'motivoRepresentante' },
      read: ({ motivoRepresentante: reason, documentoVisto, rutRepresentante: rut, nombres }) => ({
        ...{ reason, documentoVisto, rut, nombres },
      }),
    }),
  )
  mount(
    pedirForm(services, {
      ...{ kind: 'reunir', content: F.pedir_reunir, reasonField: 'motivoReunir' },
      read: ({ motivoReunir: reason, documentoVisto, rut }) => ({ reason, documentoVisto, rut }),
    }),
  )
}

const optionsOf = <T extends string>(values: readonly T[], words: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, text: words[value] }))

const pedirForm = <C extends FormContent>(
  services: Services,
  { kind, content, reasonField, read }: Pedir<C>,
): StaffForm<AccionSheet, C> =>
  accionForm(services, {
    ...{ accion: `pedir_${kind}`, content, audit: ['orden_pedida'] },
    // The use case refuses what is of another perfil, which its page does not offer.
    view: ({ cuenta: { perfil } }) => ({
      options: {
        [reasonField]: optionsOf(ordenReasonsOf(kind, perfil), ORDEN_REASON_WORDS),
        documentoVisto: optionsOf(ordenDocumentsOf(kind, perfil), DOCUMENTO_VISTO_WORDS),
      },
    }),
    run: (context, order, values) => {
      const { reason, documentoVisto, ...data } = read(values)
      return askOrdenInLlamada(services.deps, context, {
        ...{ ...order, ...data, kind },
        reason: chosen<OrdenReason>(ORDENES[kind].reasons, reason),
        documentoVisto: chosen(DOCUMENTOS_VISTOS, documentoVisto),
      })
    },
  })
