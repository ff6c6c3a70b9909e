/** What whoever answers a call chooses for what is done in it. */
import { CASO_OUTCOMES } from '../account/caso.ts'
import { KIND_NAMES } from '../documento/kinds.ts'
import {
  CASO_OUTCOME_WORDS,
  DOCUMENTO_VISTO_WORDS,
  FREEZE_REASON_WORDS,
  ORDEN_REASON_WORDS,
} from '../pages/accion-words.ts'
import { DECISION_WORDS } from '../pages/documento-words.ts'
import { WITHOUT_CUENTA_WORDS } from '../pages/phone-words.ts'
import { ORDENES } from '../staff/orden.ts'
import { parseEmail } from '../values/email.ts'
import { checkbox, choice, type FieldCatalogue, optional } from './field.ts'

export const accionFields = {
  motivoCongelar: choice('Motivo', FREEZE_REASON_WORDS),
  motivoLiberar: choice('Motivo', ORDEN_REASON_WORDS, ORDENES.liberar.reasons),
  motivoInvitar: choice('Motivo', ORDEN_REASON_WORDS, ORDENES.invitar.reasons),
  motivoDescongelar: choice('Motivo', ORDEN_REASON_WORDS, ORDENES.descongelar.reasons),
  motivoVerificar: choice('Motivo', ORDEN_REASON_WORDS, ORDENES.verificar.reasons),
  motivoCambiarContactos: choice('Motivo', ORDEN_REASON_WORDS, ORDENES.cambiar_contactos.reasons),
  correoNuevo: optional(
    { label: 'Correo nuevo', either: true, control: 'email', autocomplete: 'off' },
    parseEmail,
  ),
  motivoRepresentante: choice('Motivo', ORDEN_REASON_WORDS, ORDENES.representante.reasons),
  motivoReunir: choice('Motivo', ORDEN_REASON_WORDS, ORDENES.reunir.reasons),
  documentoVisto: choice('Documento que usted vio', DOCUMENTO_VISTO_WORDS),
  finDelCaso: choice('Cómo terminó', CASO_OUTCOME_WORDS, CASO_OUTCOMES),
  motivoCaso: choice('Motivo', WITHOUT_CUENTA_WORDS),
  decision: choice('Decisión', { conceder: 'Conceder', rechazar: 'Rechazar' }),
  terminaLlamada: checkbox('Terminar la llamada con esto'),
  decisionDocumento: choice('Decisión', DECISION_WORDS),
  coincideNumero: checkbox('Número'),
  coincideNombre: checkbox('Nombre'),
  coincideNacimiento: checkbox('Nacimiento'),
  coincidePais: checkbox('País'),
  coincideRepresentante: checkbox('RUT del representante'),
  documentoPedido: choice('Documento', KIND_NAMES),
} satisfies FieldCatalogue
