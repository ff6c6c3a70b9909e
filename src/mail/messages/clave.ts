import {
  type AvisoOf,
  button,
  callCenter,
  endedChanges,
  inChileTime,
  leaveIt,
  type Message,
  noFuiYo,
  paragraph,
} from './message.ts'

export const claveProvisoriaGenerada = (aviso: AvisoOf<'clave_provisoria_generada'>): Message => ({
  subject: 'Se generó una clave provisoria para su Clave Sence',
  blocks: [
    paragraph(
      `El ${inChileTime(aviso.when)} se generó una clave provisoria para recuperar su Clave Sence (CS).`,
    ),
    paragraph(
      'La clave no va en este correo: quien la pidió la ve en la página, o le llega al correo o al celular de la cuenta. Solo sirve para cambiar la CS. La CS anterior funciona hasta que la cambie.',
    ),
    ...noFuiYo(aviso.noFuiYoEnlace),
  ],
})

export const claveProvisoria = (aviso: AvisoOf<'clave_provisoria'>): Message => ({
  subject: 'Clave provisoria para recuperar su Clave Sence',
  blocks: [
    paragraph(
      'Se pidió recuperar su Clave Sence (CS) y se respondió su pregunta secreta.',
      'Con esta clave provisoria puede elegir una CS nueva:',
    ),
    { kind: 'highlight', label: 'Clave provisoria', value: aviso.clave },
    paragraph(`Sirve una sola vez, solo para cambiar la CS, hasta el ${inChileTime(aviso.expires)}.`),
    button('Cambiar mi CS', aviso.cambiarEnlace),
    ...noFuiYo(aviso.noFuiYoEnlace),
  ],
})

export const enlaceRecuperar = (aviso: AvisoOf<'enlace_recuperar'>): Message => ({
  subject: 'Enlace para recuperar su Clave Sence',
  blocks: [
    ...(aviso.congelada
      ? [
          paragraph(
            'Se pidió un enlace para volver a usar su Clave Sence (CS), que está congelada.',
            'Ábralo y elija una CS, una pregunta y una respuesta nuevas. Por seguridad quitaremos su celular y los demás correos de la cuenta.',
          ),
          button('Recuperar mi CS', aviso.enlace),
          paragraph(`El enlace sirve una sola vez, hasta el ${inChileTime(aviso.expires)}.`),
        ]
      : [
          paragraph('Se pidió un enlace para recuperar su Clave Sence (CS).', 'Ábralo y elija una CS nueva.'),
          button('Recuperar mi CS', aviso.enlace),
          paragraph(
            `El enlace sirve una sola vez, hasta el ${inChileTime(aviso.expires)}. Si pidió más de uno, solo sirve el último.`,
          ),
        ]),
    paragraph('¿No lo pidió usted?', leaveIt(aviso)),
  ],
})

export const claveCambiada = (aviso: AvisoOf<'clave_cambiada'>): Message => ({
  subject: aviso.activated ? 'Su Clave Sence está activa' : 'Su Clave Sence fue cambiada',
  blocks: [
    aviso.activated
      ? paragraph(
          `El ${inChileTime(aviso.when)} se activó su Clave Sence (CS).`,
          'Con el enlace que recibió en este correo se eligieron la CS, la pregunta y la respuesta secretas.',
        )
      : paragraph(
          `El ${inChileTime(aviso.when)} se cambió su Clave Sence (CS).`,
          'La CS anterior ya no funciona y se cerraron las sesiones abiertas.',
        ),
    ...(aviso.cameBack && !aviso.activated
      ? [
          paragraph(
            'También se eligieron una pregunta y una respuesta secretas nuevas.',
            aviso.tookOver
              ? 'La organización tiene ahora el representante legal y los datos de contacto del registro de SENCE; los que tenía antes ya no sirven.'
              : 'Por seguridad la cuenta quedó sin celular y con un solo correo: el que recibió el enlace.',
          ),
        ]
      : []),
    ...endedChanges(aviso.ended),
    paragraph('Si fue usted, no tiene que hacer nada más.'),
    ...noFuiYo(aviso.noFuiYoEnlace),
  ],
})

export const enlaceTrasEspera = (aviso: AvisoOf<'enlace_tras_espera'>): Message => ({
  subject: 'Ya puede elegir su nueva Clave Sence',
  blocks: [
    paragraph(
      'Pasaron las 72 horas de espera para recuperar su Clave Sence (CS).',
      'Abra el enlace y elija una CS, una pregunta y una respuesta nuevas.',
    ),
    button('Recuperar mi CS', aviso.enlace),
    paragraph(`El enlace sirve una sola vez, hasta el ${inChileTime(aviso.expires)}.`),
    paragraph(
      '¿No lo pidió usted?',
      callCenter('No haga nada y no comparta este correo: su CS sigue siendo la misma. Llame al '),
    ),
  ],
})

export const recuperacionCancelada = (aviso: AvisoOf<'recuperacion_cancelada'>): Message => ({
  subject: 'No enviaremos el enlace para recuperar la Clave Sence',
  blocks: [
    paragraph(
      `El ${inChileTime(aviso.when)} alguien usó la Clave Sence (CS) o la respuesta secreta de la cuenta.`,
      'Por eso terminó la espera de 72 horas: el enlace que se pidió desde este correo no llegará.',
    ),
    paragraph('Si fue usted, no tiene que hacer nada más.'),
    button('Ir a Recuperar CS', aviso.recuperarUrl),
    paragraph('¿No fue usted?', callCenter('Alguien conoce su clave o su respuesta. Llame al ')),
  ],
})
