/** What the notices of an order of two people say of each kind (product.md “Two people”). */
import type { OrdenTold } from '../../domain/notices/avisos.ts'
import type { CloseReason, OrdenReason } from '../../domain/staff/orden.ts'

interface OrdenTexts {
  subject: string
  /** What happens at its hour, in sentences. */
  happens(until: string, reason: OrdenReason): string[]
  /** Whether somebody may just have asked for it themselves, and needs to do nothing. */
  askedByThem: boolean
  /** Of the button with which its owner objects. */
  object: string
  /** What an objection freezes, where it is not the account that is told. */
  freezes?: string
  stoppedSubject: string
  stopped(when: string): string
  sms(until: string): string
  stoppedSms: string
}

const CLOSES_BECAUSE: Record<CloseReason, string> & Partial<Record<OrdenReason, string>> = {
  creada_por_otra_persona:
    'Nos mostraron que el RUT o documento de la cuenta es de otra persona u organización.',
  no_representa: 'Nos mostraron que quien usa la cuenta no representa a la organización.',
  orden_de_autoridad: 'Nos lo ordenó una autoridad.',
}

export const ORDEN_TEXTS: Readonly<Record<OrdenTold, OrdenTexts>> = {
  liberar: {
    subject: 'Vamos a cerrar su Clave Sence',
    happens: (until, reason) => [
      `El ${until} cerraremos esta cuenta de Clave Sence (CS), y 30 días después borraremos sus datos.`,
      CLOSES_BECAUSE[reason] ?? '',
    ],
    askedByThem: false,
    object: 'Detener el cierre',
    stoppedSubject: 'No cerraremos su Clave Sence',
    stopped: (when) =>
      `El ${when} detuvimos el cierre de esta cuenta de Clave Sence (CS), del que le avisamos.`,
    sms: (until) =>
      `SENCE: cerraremos su cuenta de Clave Sence el ${until}. Si no corresponde, abra antes su correo o llame gratis al 800 80 10 30.`,
    stoppedSms:
      'SENCE: no cerraremos su cuenta de Clave Sence, que sigue como estaba. Si tiene dudas, llame gratis al 800 80 10 30.',
  },
  invitar: {
    subject: 'Piden usar su cuenta de Clave Sence',
    happens: (until) => [
      'Una persona nos mostró sus documentos y pide usar esta cuenta de Clave Sence (CS) desde otro correo.',
      `El ${until} le enviaremos allí un enlace. Con él elegirá una CS, una pregunta y una respuesta nuevas, y dejaremos de usar este correo.`,
    ],
    askedByThem: true,
    object: 'No permitirlo',
    stoppedSubject: 'No pasaremos su cuenta a otro correo',
    stopped: (when) =>
      `El ${when} rechazamos el pedido de usar esta cuenta de Clave Sence (CS) desde otro correo, del que le avisamos.`,
    sms: (until) =>
      `SENCE: otra persona pide usar su cuenta de Clave Sence desde el ${until}. Si no es usted, abra antes su correo o llame gratis al 800 80 10 30.`,
    stoppedSms:
      'SENCE: rechazamos el pedido de usar su cuenta de Clave Sence desde otro correo. Sigue como estaba. Si tiene dudas, llame gratis al 800 80 10 30.',
  },
  descongelar: {
    subject: 'Piden devolver su cuenta de Clave Sence',
    happens: (until) => [
      'Una persona nos mostró sus documentos y pide volver a usar esta cuenta de Clave Sence (CS), que está congelada.',
      `El ${until} le enviaremos un enlace al correo que nos dio. Con él elegirá una CS, una pregunta y una respuesta nuevas, y la cuenta tendrá ese correo y ningún otro.`,
    ],
    askedByThem: true,
    object: 'No permitirlo',
    stoppedSubject: 'Su cuenta de Clave Sence sigue congelada',
    stopped: (when) =>
      `El ${when} rechazamos el pedido de devolver esta cuenta de Clave Sence (CS), del que le avisamos.`,
    sms: (until) =>
      `SENCE: piden devolver su cuenta congelada de Clave Sence el ${until}. Si no es usted, abra antes su correo o llame gratis al 800 80 10 30.`,
    stoppedSms:
      'SENCE: rechazamos el pedido de devolver su cuenta de Clave Sence, que sigue congelada. Si tiene dudas, llame gratis al 800 80 10 30.',
  },
  representante: {
    subject: 'Piden cambiar el representante de su Clave Sence',
    happens: (until) => [
      'Una persona nos mostró los papeles que nombran a otro representante legal de la organización que tiene esta cuenta de Clave Sence (CS).',
      `El ${until} la cuenta tendrá ese representante, sin el correo ni el celular del anterior.`,
    ],
    askedByThem: true,
    object: 'No permitirlo',
    stoppedSubject: 'No cambiaremos el representante de su Clave Sence',
    stopped: (when) =>
      `El ${when} rechazamos el pedido de cambiar el representante legal de esta cuenta de Clave Sence (CS), del que le avisamos.`,
    sms: (until) =>
      `SENCE: cambiaremos el representante legal de su Clave Sence el ${until}. Si no corresponde, abra antes su correo o llame gratis al 800 80 10 30.`,
    stoppedSms:
      'SENCE: no cambiaremos el representante legal de su Clave Sence. Si tiene dudas, llame gratis al 800 80 10 30.',
  },
  verificar: {
    subject: 'Vamos a dejar verificada su Clave Sence',
    happens: (until) => [
      'Una persona nos mostró los documentos de quien tiene esta cuenta de Clave Sence (CS).',
      `El ${until} la identidad de la cuenta quedará verificada. Nada más cambia.`,
    ],
    askedByThem: true,
    object: 'No permitirlo',
    stoppedSubject: 'No dejaremos verificada su Clave Sence',
    stopped: (when) =>
      `El ${when} rechazamos el pedido de dejar verificada la identidad de esta cuenta de Clave Sence (CS), del que le avisamos.`,
    sms: (until) =>
      `SENCE: la identidad de su Clave Sence queda verificada el ${until}. Si no es usted, abra antes su correo o llame gratis al 800 80 10 30.`,
    stoppedSms:
      'SENCE: rechazamos verificar la identidad de su Clave Sence, que sigue como estaba. Si tiene dudas, llame gratis al 800 80 10 30.',
  },
  cambiar_contactos: {
    subject: 'Piden cambiar el correo o celular de su cuenta',
    happens: (until) => [
      'Una persona nos mostró sus documentos y pide cambiar el correo o el celular de esta cuenta de Clave Sence (CS).',
      `El ${until} le pediremos que los confirme, con su CS o su respuesta. Cuando lo haga, dejaremos de usar los de hoy.`,
    ],
    askedByThem: true,
    object: 'No permitirlo',
    stoppedSubject: 'No cambiaremos el correo ni el celular de su cuenta',
    stopped: (when) =>
      `El ${when} rechazamos el pedido de cambiar el correo o el celular de esta cuenta de Clave Sence (CS), del que le avisamos.`,
    sms: (until) =>
      `SENCE: piden cambiar el correo o celular de su Clave Sence desde el ${until}. Si no es usted, abra antes su correo o llame gratis al 800 80 10 30.`,
    stoppedSms:
      'SENCE: rechazamos el pedido de cambiar el correo o celular de su Clave Sence. Sigue como estaba. Si tiene dudas, llame gratis al 800 80 10 30.',
  },
  reunir: {
    subject: 'Vamos a cerrar la Clave Sence de su NIE',
    happens: (until) => [
      'Una persona nos mostró sus documentos y pide usar solo la cuenta de Clave Sence (CS) de su RUT, en vez de esta, la de su documento extranjero (NIE).',
      `El ${until} cerraremos esta cuenta, y su NIE llevará a la del RUT. No copiaremos nada, y 30 días después borraremos los datos de esta.`,
    ],
    askedByThem: true,
    object: 'No permitirlo',
    stoppedSubject: 'No cerraremos la Clave Sence de su NIE',
    stopped: (when) =>
      `El ${when} rechazamos el pedido de cerrar esta cuenta de Clave Sence (CS) y usar la de un RUT, del que le avisamos.`,
    sms: (until) =>
      `SENCE: cerraremos la cuenta de su NIE el ${until}, por la de un RUT. Si no es usted, abra antes su correo o llame gratis al 800 80 10 30.`,
    stoppedSms:
      'SENCE: no cerraremos la cuenta de Clave Sence de su NIE, que sigue como estaba. Si tiene dudas, llame gratis al 800 80 10 30.',
  },
  reunir_con_rut: {
    subject: 'Piden unir un NIE a su Clave Sence',
    happens: (until) => [
      'Una persona nos mostró sus documentos y dice que tiene dos cuentas de Clave Sence (CS): esta, la de su RUT, y otra de un documento extranjero (NIE).',
      `El ${until} cerraremos la del NIE, y ese NIE llevará a esta cuenta. Nada más cambia en ella.`,
    ],
    askedByThem: true,
    object: 'No permitirlo',
    freezes: 'la cuenta del NIE',
    stoppedSubject: 'No uniremos un NIE a su Clave Sence',
    stopped: (when) =>
      `El ${when} rechazamos el pedido de unir un documento extranjero (NIE) a esta cuenta de Clave Sence (CS), del que le avisamos.`,
    sms: (until) =>
      `SENCE: el ${until} uniremos un NIE a su cuenta de Clave Sence. Si no es suyo, abra antes su correo o llame gratis al 800 80 10 30.`,
    stoppedSms:
      'SENCE: rechazamos unir un NIE a su cuenta de Clave Sence, que sigue como estaba. Si tiene dudas, llame gratis al 800 80 10 30.',
  },
}
