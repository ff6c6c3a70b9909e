/** What was done in a call, in words that are read aloud and mailed: nothing that tells whose the account is. */
import { formatMoment } from '../values/fecha.ts'
import type { Accion } from './acciones.ts'
import type { Done } from './llamada.ts'

interface Facts {
  /** The moment that it holds until or from; '' without. */
  until: string
  number: string
  byMail: boolean
}

const TEXTS: Record<Accion, (facts: Facts) => string> = {
  reenviar_aviso: () => 'Enviamos otra vez el mensaje que espera su confirmación.',
  abrir_caso: ({ number }) => `Abrimos el caso ${number}.`,
  cerrar_caso: ({ number }) => `Cerramos el caso ${number}.`,
  pedir_documento: ({ until }) =>
    `Enviamos a su correo un enlace para mandar su documento. Sirve hasta el ${until}.`,
  registrar: ({ until }) =>
    `Registramos su cuenta. Enviamos a su correo el enlace para activarla: sirve una vez, hasta el ${until}.`,
  pedir_liberar: ({ number }) => `Pedimos cerrar la cuenta: pedido ${number}. Otra persona lo decide.`,
  pedir_invitar: ({ number }) =>
    `Pedimos enviar una invitación a otro correo: pedido ${number}. Otra persona lo decide.`,
  pedir_descongelar: ({ number }) => `Pedimos devolver la cuenta: pedido ${number}. Otra persona lo decide.`,
  pedir_verificar: ({ number }) =>
    `Pedimos dejar verificada su identidad: pedido ${number}. Otra persona lo decide.`,
  pedir_cambiar_contactos: ({ number }) =>
    `Pedimos cambiar el correo o el celular: pedido ${number}. Otra persona lo decide.`,
  pedir_representante: ({ number }) =>
    `Pedimos cambiar el representante legal: pedido ${number}. Otra persona lo decide.`,
  pedir_reunir: ({ number }) =>
    `Pedimos cerrar la cuenta del NIE y dejar la del RUT: pedido ${number}. Otra persona lo decide.`,
  congelar: ({ byMail }) =>
    byMail
      ? 'Congelamos la cuenta: nadie puede usarla. Para volver hay un enlace en su correo.'
      : 'Congelamos la cuenta: nadie puede usarla. Para volver hay que llamar otra vez.',
  enviar_enlace: ({ until }) => `Enviamos un enlace a su correo. Sirve hasta el ${until}.`,
  enviar_provisoria: ({ until }) => `Enviamos una clave provisoria a su celular. Sirve hasta el ${until}.`,
  reabrir: () => 'Reabrimos lo que habían cerrado los intentos.',
  descongelar: ({ byMail }) =>
    byMail
      ? 'Descongelamos la cuenta. Para usarla, pida un enlace a su correo en Recuperar CS y elija todo de nuevo.'
      : 'Descongelamos la cuenta.',
  cambiar_correo: ({ until }) =>
    `Pedimos cambiar el correo. Confírmelo con el enlace que enviamos al nuevo. Vale desde el ${until}.`,
  cambiar_celular: ({ until }) =>
    `Pedimos cambiar el celular. Confírmelo con un código al terminar Cambiar CS o Actualizar Datos. Vale desde el ${until}.`,
}

/** Of how many channels of an account the end of a call is told. */
export interface Told {
  mailboxes: number
  celulares: number
}

/** What to say of who is told, once a call is over. @param didSomething in it. */
export function toldText({ mailboxes, celulares }: Told, didSomething: boolean): string {
  const channels = [
    ...(mailboxes > 0 ? [mailboxes === 1 ? 'su correo' : `sus ${mailboxes} correos`] : []),
    ...(celulares > 0 ? ['su celular'] : []),
  ]
  if (channels.length === 0)
    return 'Diga: «No tenemos un correo ni un celular confirmado adonde avisarle. Anote el número del caso».'
  const confirmed = mailboxes + celulares === 1 ? 'confirmado' : 'confirmados'
  const what = didSomething ? 'lo que hicimos' : 'que atendimos esta llamada'
  return `Diga: «Avisamos a ${channels.join(' y a ')} ${confirmed} ${what}. Si le llega un aviso así y usted no llamó, llámenos».`
}

/** One sentence or two on something that was done. */
export const doneText = ({ accion, until, number = '', byMail = false }: Done): string =>
  TEXTS[accion]({ until: until ? formatMoment(new Date(until)) : '', number, byMail })
