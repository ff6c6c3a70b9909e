/** The forms of what is done in a call: one page for each action (product.md “Calls”). */
import type { Accion } from '../staff/acciones.ts'
import type { FormContent } from './form-content.ts'
import { someContact } from './rules.ts'

const content = <const F extends FormContent['sections'][number]['fields']>(button: string, fields: F) =>
  ({ sections: [{ title: '', fields }], button, aboutSomeoneElse: true }) as const

const NO_FIELDS = [] as const
/** What callers ask for most, after which there is nothing else to do. */
const ENDING = ['terminaLlamada'] as const

export const ACCION_FORMS = {
  reenviar_aviso: content('Reenviar el mensaje', ENDING),
  abrir_caso: content('Abrir el caso', NO_FIELDS),
  cerrar_caso: content('Cerrar el caso', ['numeroCaso', 'finDelCaso']),
  pedir_documento: content('Pedir el documento', ['documentoPedido']),
  pedir_liberar: content('Pedir que se libere', ['motivoLiberar', 'documentoVisto']),
  pedir_invitar: {
    ...content('Pedir la invitación', ['motivoInvitar', 'documentoVisto', 'email']),
    labels: { email: 'Correo que dicta' },
  },
  pedir_descongelar: {
    ...content('Pedir que se descongele', ['motivoDescongelar', 'documentoVisto', 'email']),
    labels: { email: 'Correo que dicta' },
  },
  pedir_verificar: content('Pedir que se verifique', ['motivoVerificar', 'documentoVisto']),
  pedir_cambiar_contactos: {
    ...content('Pedir el cambio', ['motivoCambiarContactos', 'documentoVisto', 'correoNuevo', 'celular']),
    labels: { celular: 'Celular nuevo' },
    hints: { correoNuevo: 'El correo nuevo, el celular nuevo o los dos.', celular: '+56 9 (8 números)' },
    rules: [someContact],
  },
  pedir_representante: {
    ...content('Pedir el cambio', ['motivoRepresentante', 'documentoVisto', 'rutRepresentante', 'nombres']),
    labels: { rutRepresentante: 'RUT de quien representa ahora', nombres: 'Nombres y apellidos' },
  },
  pedir_reunir: {
    ...content('Pedir que se reúnan', ['motivoReunir', 'documentoVisto', 'rut']),
    labels: { rut: 'RUT de su otra cuenta' },
  },
  congelar: content('Congelar la cuenta', ['motivoCongelar']),
  enviar_enlace: content('Enviar el enlace', ENDING),
  enviar_provisoria: content('Enviar la clave provisoria', ENDING),
  reabrir: content('Reabrir', ENDING),
  descongelar: content('Descongelar la cuenta', NO_FIELDS),
  cambiar_correo: { ...content('Pedir el cambio', ['email']), labels: { email: 'Correo nuevo' } },
  cambiar_celular: {
    ...content('Pedir el cambio', ['celular']),
    labels: { celular: 'Celular nuevo' },
    hints: { celular: '+56 9 (8 números)' },
  },
} as const satisfies Record<Exclude<Accion, 'registrar'>, FormContent>
