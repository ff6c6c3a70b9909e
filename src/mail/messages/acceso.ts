import type { AccesoChange, OwnAccesoChange } from '../../domain/notices/staff-avisos.ts'
import { type AvisoOf, inChileTime, type Message, paragraph } from './message.ts'

interface Words {
  subject: string
  own: (rol: string) => string
}

/** Of each change: the subject and sentence for whom it is about, and what others who administer staff read. */
const WORDS: Readonly<
  Record<OwnAccesoChange, Words> &
    Record<Exclude<AccesoChange, OwnAccesoChange>, Words & { others: (rol: string) => string }>
> = {
  contrasena: {
    subject: 'Cambió su contraseña de la consola',
    own: () =>
      'Se cambió su contraseña de la consola de funcionarios de Clave Sence, con la anterior y su segundo factor. Sus otras sesiones terminaron.',
  },
  codigos: {
    subject: 'Tiene códigos de recuperación nuevos',
    own: () =>
      'Se mostraron diez códigos de recuperación nuevos para la consola de funcionarios de Clave Sence. Los anteriores ya no sirven.',
  },
  creado: {
    subject: 'Le abrieron un ingreso a la consola de funcionarios',
    own: (rol) =>
      `Le abrieron un ingreso a la consola de funcionarios de Clave Sence, con el rol ${rol}. Quien lo abrió le entrega el enlace para activarlo.`,
    others: (rol) => `Le abrieron un ingreso con el rol ${rol}.`,
  },
  activado: {
    subject: 'Su ingreso a la consola quedó activado otra vez',
    own: () =>
      'Con el enlace que usted recibió se eligió otra contraseña y otro segundo factor para la consola de funcionarios de Clave Sence.',
    others: () => 'Activó otra vez su ingreso, con otra contraseña y otro segundo factor.',
  },
  rol: {
    subject: 'Cambió su rol en la consola',
    own: (rol) =>
      `Su rol en la consola de funcionarios de Clave Sence ahora es ${rol}. Sus sesiones abiertas terminaron.`,
    others: (rol) => `Su rol ahora es ${rol}.`,
  },
  suspendido: {
    subject: 'Su ingreso a la consola quedó suspendido',
    own: () =>
      'Su ingreso a la consola de funcionarios de Clave Sence quedó suspendido. Sus sesiones abiertas terminaron.',
    others: () => 'Su ingreso quedó suspendido.',
  },
  reinicio_pedido: {
    subject: 'Pidieron reiniciar su ingreso a la consola',
    own: () =>
      'Una persona pidió reiniciar su ingreso a la consola de funcionarios de Clave Sence. Todavía no cambió nada: otra persona tiene que hacerlo antes de 24 horas.',
    others: () => 'Pidieron reiniciar su ingreso. Todavía no cambió nada: otra persona tiene que hacerlo.',
  },
  reiniciado: {
    subject: 'Su ingreso a la consola se reinició',
    own: () =>
      'Dos personas reiniciaron su ingreso a la consola de funcionarios de Clave Sence. Sus sesiones terminaron, y su contraseña, sus códigos y sus llaves de acceso ya no sirven. Con un enlace nuevo los elige otra vez.',
    others: () => 'Dos personas reiniciaron su ingreso. Tiene un enlace nuevo para activarlo.',
  },
  sesiones_cerradas: {
    subject: 'Cerraron sus sesiones de la consola',
    own: () =>
      'Quien administra el personal cerró sesiones suyas de la consola de funcionarios de Clave Sence. Puede ingresar otra vez.',
    others: () => 'Cerraron sesiones suyas.',
  },
}

export const accesoCambiado = ({ what, rol, when }: AvisoOf<'acceso_cambiado'>): Message => ({
  subject: WORDS[what].subject,
  blocks: [
    paragraph(WORDS[what].own(rol), `Fue el ${inChileTime(when)}.`),
    paragraph(
      '¿No lo esperaba?',
      'Pregunte ahora a otra persona que administre el personal de la mesa de ayuda.',
    ),
  ],
})

export const administradorCambiado = ({
  who,
  what,
  rol,
  when,
}: AvisoOf<'administrador_cambiado'>): Message => ({
  subject: 'Cambió el ingreso de quien administra el personal',
  blocks: [
    paragraph(
      `El ${inChileTime(when)} cambió el ingreso de una persona que administra, o va a administrar, el personal de la mesa de ayuda.`,
      `Es ${who}. ${WORDS[what].others(rol)}`,
    ),
    paragraph(
      '¿No lo esperaba?',
      'Pregúntele a esa persona por teléfono. Si tampoco sabe, suspenda su ingreso en «Personal».',
    ),
  ],
})
