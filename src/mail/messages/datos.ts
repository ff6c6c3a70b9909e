import {
  type AvisoOf,
  type Block,
  button,
  callCenter,
  endedChanges,
  inChileTime,
  type Message,
  noFuiYo,
  paragraph,
} from './message.ts'

export const codigo = (aviso: AvisoOf<'codigo'>): Message => ({
  subject: aviso.recovers
    ? 'Código para recuperar su Clave Sence'
    : 'Código para actualizar sus datos en Clave Sence',
  blocks: [
    paragraph(
      aviso.recovers
        ? 'Se respondió su pregunta secreta para recuperar su Clave Sence (CS).'
        : 'Se pidió un código para actualizar los datos de su Clave Sence (CS).',
      aviso.recovers
        ? 'Para terminar, escriba este código en la misma página:'
        : 'Escríbalo en la misma página donde lo pidió:',
    ),
    { kind: 'highlight', label: 'Código', value: aviso.codigo },
    paragraph(`Sirve hasta el ${inChileTime(aviso.expires)}.`),
    paragraph(
      '¿No lo pidió usted?',
      callCenter('No se lo dé a nadie, tampoco por teléfono. Alguien conoce sus datos: llame al '),
    ),
  ],
})

export const codigoTrasRespuesta = (aviso: AvisoOf<'codigo_tras_respuesta'>): Message => ({
  subject: 'Para actualizar sus datos responda su pregunta secreta',
  blocks: [
    paragraph(
      'Se pidió un código para actualizar los datos de una Clave Sence (CS) que tiene este correo.',
      'No lo enviamos, porque este correo todavía no está confirmado.',
    ),
    paragraph(
      'Si lo pidió usted, responda su pregunta secreta en la misma página.',
      'Después podrá pedir el código, y con él este correo quedará confirmado.',
    ),
    button('Actualizar mis datos', aviso.actualizarUrl),
    paragraph(
      '¿No lo pidió usted?',
      callCenter('No haga nada: los datos siguen siendo los mismos. Si le llegan varios, llame al '),
    ),
  ],
})

export const codigoRegistro = (aviso: AvisoOf<'codigo_registro'>): Message => ({
  subject: 'Código para verificar la organización en Clave Sence',
  blocks: [
    paragraph(
      aviso.replaces
        ? 'Se pidió un código para que la Clave Sence (CS) de la organización tome el representante legal que hoy tiene el registro de SENCE.'
        : 'Se pidió un código para verificar la Clave Sence (CS) de la organización.',
      'Lo enviamos aquí porque este correo está en el registro de SENCE. Escríbalo en la misma página donde se pidió:',
    ),
    { kind: 'highlight', label: 'Código', value: aviso.codigo },
    paragraph(`Sirve hasta el ${inChileTime(aviso.expires)}.`),
    paragraph(
      '¿Nadie de la organización lo pidió?',
      callCenter(
        'No se lo dé a nadie, tampoco por teléfono: quien lo tenga actuará por la organización. Llame al ',
      ),
    ),
  ],
})

export const datosActualizados = (aviso: AvisoOf<'datos_actualizados'>): Message => ({
  subject: 'Sus datos de Clave Sence fueron actualizados',
  blocks: [
    paragraph(`El ${inChileTime(aviso.when)} se actualizaron los datos de su Clave Sence (CS).`),
    ...(aviso.changes.length
      ? [{ kind: 'list', title: 'Lo que cambió', items: aviso.changes } satisfies Block]
      : []),
    ...(aviso.newEmail
      ? [
          paragraph(
            `Además se pidió cambiar el correo registrado por ${aviso.newEmail}. Cambiará cuando se confirme desde ese correo.`,
          ),
        ]
      : []),
    ...(aviso.newCelular
      ? [
          paragraph(
            `Además se pidió registrar el celular ${aviso.newCelular}. Se usará cuando se confirme con un código enviado ahí.`,
          ),
        ]
      : []),
    ...(aviso.newRepresentante
      ? [
          {
            kind: 'list',
            title: `Lo que cambiará el ${inChileTime(aviso.newRepresentante.when)}, si nadie lo anula`,
            items: aviso.newRepresentante.changes,
          } satisfies Block,
        ]
      : []),
    ...endedChanges(aviso.ended),
    ...(aviso.nowUsesRut
      ? [
          paragraph(
            'Además su cuenta pasó a ser de Persona Natural. Desde ahora use su RUT en lugar de su NIE; su CS es la misma.',
          ),
        ]
      : []),
    paragraph('Si fue usted, no tiene que hacer nada más.'),
    ...noFuiYo(aviso.noFuiYoEnlace),
  ],
})

export const confirmarEmail = (aviso: AvisoOf<'confirmar_email'>): Message => ({
  subject: 'Confirme su correo en Clave Sence',
  blocks: [
    paragraph(
      'Se pidió registrar esta dirección de correo en una Clave Sence (CS).',
      'Para aceptarla, confirme que es suya.',
    ),
    button('Confirmar mi correo', aviso.enlace),
    paragraph(
      aviso.notBefore
        ? `Por su seguridad, el cambio se hará el ${inChileTime(aviso.notBefore)}, si antes confirma.`
        : aviso.waits24h
          ? 'Por su seguridad, el cambio se hará 24 horas después de que confirme.'
          : 'El cambio se hará apenas confirme.',
    ),
    paragraph(
      '¿No lo pidió usted?',
      callCenter('No haga nada: su correo no quedará registrado. Si le llegan varios, llame al '),
    ),
  ],
})

export const confirmarRepresentante = (aviso: AvisoOf<'confirmar_representante'>): Message => ({
  subject: 'Confirme que es representante legal de una organización',
  blocks: [
    paragraph(
      'La cuenta de esta organización en Clave Sence (CS) lo nombra como su representante legal, con este correo.',
      'Confírmelo: así los códigos para cambiar los datos de la organización llegarán a usted.',
    ),
    button('Confirmar mi correo', aviso.enlace),
    paragraph(
      'El enlace sirve 72 horas. Si no lo abre donde se creó la cuenta, le pedirá la CS de la organización o la respuesta a su pregunta secreta.',
    ),
    paragraph(
      '¿No representa a esta organización?',
      callCenter(
        'No confirme: este correo no servirá para nada en esa cuenta. Si quiere que lo quitemos, llame al ',
      ),
    ),
  ],
})
