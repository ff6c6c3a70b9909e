import type { AccesoChange } from '../../domain/notices/avisos.ts'
import { type AvisoOf, inChileTime, type Message, paragraph } from './message.ts'

/** Of each change: the subject and sentence for whom it is about, and what others who administer staff read. */
const WORDS: Readonly<
  Record<AccesoChange, { subject: string; own: (rol: string) => string; others: (rol: string) => string }>
> = {
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
