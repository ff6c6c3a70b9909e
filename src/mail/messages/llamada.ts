/** What is told of calls to the call centre. */
import { type AvisoOf, button, callCenter, inChileTime, type Message, noFuiYo, paragraph } from './message.ts'

export const cambioPorTelefono = (aviso: AvisoOf<'cambio_por_telefono'>): Message => {
  const what = aviso.what.kind === 'email' ? 'el correo' : 'el celular'
  return {
    subject: `Se pidió cambiar ${what} de su Clave Sence`,
    blocks: [
      paragraph(
        `El ${inChileTime(aviso.when)} se pidió por teléfono cambiar ${what} de su Clave Sence (CS).`,
        'Quien llamó dijo un código que enviamos a otro contacto de la cuenta.',
      ),
      paragraph(
        `Desde el ${inChileTime(aviso.until)} será ${aviso.what.masked}, si antes se confirma. Hasta entonces todo sigue igual.`,
      ),
      paragraph('Si fue usted, no tiene que hacer nada más.'),
      ...noFuiYo(aviso.noFuiYoEnlace),
    ],
  }
}

export const llamadaAtendida = (aviso: AvisoOf<'llamada_atendida'>): Message => ({
  subject: 'Atendimos una llamada sobre su Clave Sence',
  blocks: [
    paragraph(`El ${inChileTime(aviso.when)} atendimos una llamada sobre su Clave Sence (CS).`),
    aviso.done.length > 0
      ? { kind: 'list', title: 'Lo que hicimos', items: aviso.done }
      : paragraph('No cambiamos nada.'),
    { kind: 'highlight', label: 'Número del caso', value: aviso.caso },
    paragraph('Si fue usted, guarde el número: con él puede ver cómo sigue.'),
    button('Ver el caso', aviso.casoUrl),
    paragraph('¿No llamó usted?', callCenter('Alguien llamó en su nombre. Diga este número al ')),
  ],
})

export const cuentaRegistrada = (aviso: AvisoOf<'cuenta_registrada'>): Message => ({
  subject: 'Active su Clave Sence',
  blocks: [
    paragraph(
      'Registramos por teléfono una Clave Sence (CS) con este correo.',
      'Para usarla, abra el enlace, escriba su RUT o el número de su documento y elija su clave, su pregunta y su respuesta secretas.',
    ),
    button('Activar mi Clave Sence', aviso.enlace),
    paragraph(`El enlace sirve una sola vez, hasta el ${inChileTime(aviso.expires)}.`),
    ...noFuiYo(aviso.noFuiYoEnlace, 'borrar o congelar la cuenta'),
  ],
})
