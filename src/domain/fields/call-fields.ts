/** What whoever answers a call types: of the call, and of what its caller says. */
import { LLAMADA_REASON_WORDS } from '../pages/llamada-words.ts'
import { CALL_NUMBER_LENGTH, parseCallNumber } from '../staff/call-number.ts'
import { LLAMADA_REASONS } from '../staff/llamada.ts'
import { parseFreeText } from '../values/direccion.ts'
import { parseEmail } from '../values/email.ts'
import { parseCelular } from '../values/telefono.ts'
import { choice, type FieldCatalogue, required } from './field.ts'

const said = (max: number) => (text: string) => parseFreeText(text, max)

export const callFields = {
  motivoLlamada: choice('Motivo', LLAMADA_REASON_WORDS, LLAMADA_REASONS),
  numeroLlamada: required(
    {
      label: 'Ticket o número de la llamada',
      hint: 'Sin datos de la persona.',
      autocomplete: 'off',
      width: 'medium',
      max: CALL_NUMBER_LENGTH,
    },
    parseCallNumber,
  ),
  nombreDicho: required(
    { label: 'Nombre y apellido', autocomplete: 'off', width: 'medium', max: 150 },
    said(150),
  ),
  contactoDicho: required(
    { label: 'Correo o celular registrado', autocomplete: 'off', width: 'medium', max: 254 },
    (text) => {
      const parsed = text.includes('@') ? parseEmail(text) : parseCelular(text)
      return parsed.ok ? parsed : { ok: false, code: 'contacto_formato' }
    },
  ),
  direccionDicha: required(
    {
      label: 'Dirección',
      hint: 'Basta la calle con el número o la comuna.',
      autocomplete: 'off',
      width: 'medium',
      max: 150,
    },
    said(150),
  ),
} satisfies FieldCatalogue
