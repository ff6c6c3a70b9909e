import {
  type AvisoOf,
  type Block,
  button,
  callCenter,
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
    ...noFuiYo(aviso.noFuiYoEnlace, 'borrar o congelar la cuenta'),
  ],
})

export const cuentaCongelada = (aviso: AvisoOf<'cuenta_congelada'>): Message => ({
  subject: 'Su Clave Sence fue congelada',
  blocks: [
    paragraph(
      aviso.byOther
        ? `El ${inChileTime(aviso.when)} congelamos su Clave Sence (CS), porque desde otro correo de la cuenta se avisó «No fui yo».`
        : `El ${inChileTime(aviso.when)} congelamos su Clave Sence (CS), porque desde este correo se avisó «No fui yo».`,
    ),
    paragraph('Nadie puede usarla por ahora.', 'Se anularon los cambios que estaban pendientes.'),
    ...(aviso.volverEnlace ? byMail(aviso.volverEnlace, aviso.expires) : byCallCenter(aviso)),
  ],
})

const byMail = (volverEnlace: string, expires: string): Block[] => [
  paragraph(
    'Si se habían cambiado sus datos de contacto o su pregunta secreta, volvieron a ser los de antes.',
  ),
  paragraph(
    'Para volver a usarla, abra este enlace y elija una CS, una pregunta y una respuesta nuevas.',
    `El enlace sirve hasta el ${inChileTime(expires)}. Por seguridad quitaremos su celular y los demás correos de la cuenta: después puede agregarlos otra vez en Actualizar Datos.`,
  ),
  button('Volver a usar mi cuenta', volverEnlace),
  paragraph(
    '¿No fue usted quien avisó? También puede volver con ese enlace. Otra persona puede estar leyendo su correo: cambie la contraseña de su correo.',
  ),
]

/** Where only the call centre gives the account back, or another mailbox got the link. */
const byCallCenter = ({ caso, byOther }: AvisoOf<'cuenta_congelada'>): Block[] =>
  caso === null
    ? [
        paragraph(
          'Enviamos a ese otro correo un enlace para volver a usarla.',
          callCenter('Si usted no lo tiene, o no fue usted quien avisó, llame al '),
        ),
      ]
    : [
        paragraph(
          byOther ? 'Para volver a usarla, llámenos.' : 'Desde este correo no se puede volver a usarla.',
          callCenter('Veremos con usted de quién es la cuenta. Llame al '),
        ),
        { kind: 'highlight', label: 'Diga este número de caso', value: caso },
      ]
