import { type AvisoOf, type Block, button, inChileTime, type Message, paragraph } from './message.ts'

export const funcionarioInvitado = ({ enlace, expires }: AvisoOf<'funcionario_invitado'>): Message => ({
  subject: 'Su ingreso a la consola de funcionarios de Clave Sence',
  blocks: [
    paragraph(
      'Le abrieron un ingreso a la consola de funcionarios de Clave Sence.',
      `Abra este enlace y elija su contraseña. Sirve una vez, hasta el ${inChileTime(expires)}. Tenga a mano su teléfono: lo va a necesitar.`,
    ),
    button('Activar mi ingreso', enlace),
    paragraph(
      '¿No lo esperaba?',
      'No abra el enlace y avise a quien administra el personal de la mesa de ayuda.',
    ),
  ],
})

export const passkeyCambiada = ({ what, when }: AvisoOf<'llave_cambiada'>): Message => ({
  subject:
    what === 'registrada'
      ? 'Se registró una llave de acceso para la consola'
      : 'Se quitó una llave de acceso de la consola',
  blocks: [
    paragraph(
      what === 'registrada'
        ? `El ${inChileTime(when)} se registró una llave de acceso con la que usted ingresa a la consola de funcionarios de Clave Sence.`
        : `El ${inChileTime(when)} se quitó una llave de acceso con la que usted ingresaba a la consola de funcionarios de Clave Sence.`,
      'Si lo hizo usted, no haga nada.',
    ),
    notYou(),
  ],
})

export const codigoRecuperacionUsado = ({ when, left }: AvisoOf<'codigo_recuperacion_usado'>): Message => ({
  subject: 'Se usó uno de sus códigos de recuperación',
  blocks: [
    paragraph(
      `El ${inChileTime(when)} se ingresó a la consola de funcionarios de Clave Sence con su contraseña y uno de sus códigos de recuperación.`,
      left === 1 ? 'Le queda 1.' : `Le quedan ${left}.`,
    ),
    notYou(),
  ],
})

const notYou = (): Block =>
  paragraph(
    '¿No fue usted?',
    'Avise ahora a quien administra el personal de la mesa de ayuda, para que suspenda su acceso.',
  )
