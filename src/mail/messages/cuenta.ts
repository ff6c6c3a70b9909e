import {
  type AvisoOf,
  button,
  inChileTime,
  isOrganizacion,
  type Message,
  noFuiYo,
  paragraph,
} from './message.ts'

export const cuentaCreada = (aviso: AvisoOf<'cuenta_creada'>): Message => ({
  subject: 'Su Clave Sence fue creada',
  blocks: [
    paragraph(
      'Se creó una Clave Sence (CS) con esta dirección de correo.',
      'Ya puede usarla para entrar a los sistemas de SENCE.',
    ),
    paragraph('Confirme que este correo es suyo. Así podremos ayudarle si olvida su CS.'),
    button('Confirmar mi correo', aviso.confirmEnlace),
    paragraph(
      isOrganizacion(aviso.name)
        ? 'La CS representa a la organización y es intransferible: úsela solo quien su representante legal autorice.'
        : 'Su CS es personal e intransferible: no se la preste a nadie, tampoco a su OTEC o a su empresa.',
    ),
    ...noFuiYo(aviso.noFuiYoEnlace),
  ],
})

export const cuentaCongelada = (aviso: AvisoOf<'cuenta_congelada'>): Message => ({
  subject: 'Su Clave Sence fue congelada',
  blocks: [
    paragraph(
      `El ${inChileTime(aviso.when)} congelamos su Clave Sence (CS), porque desde este correo se avisó «No fui yo».`,
    ),
    paragraph(
      'Nadie puede usarla por ahora. Si se habían cambiado sus datos de contacto o su pregunta secreta, volvieron a ser los de antes.',
    ),
    paragraph('Para volver a usarla, abra este enlace y elija una CS nueva.'),
    button('Volver a usar mi cuenta', aviso.volverEnlace),
    paragraph(
      '¿No fue usted quien avisó? También puede volver con ese enlace. Otra persona puede estar leyendo su correo: cambie la contraseña de su correo.',
    ),
  ],
})
