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
    paragraph(`El ${inChileTime(aviso.when)} congelamos su Clave Sence (CS), ${FROZEN_BY[aviso.by]}.`),
    paragraph('Nadie puede usarla por ahora.', 'Se anularon los cambios que estaban pendientes.'),
    ...(aviso.volverEnlace ? byMail(aviso, aviso.volverEnlace) : byCallCenter(aviso)),
  ],
})

const FROZEN_BY = {
  este_correo: 'porque desde este correo se avisó «No fui yo»',
  otro_correo: 'porque desde otro correo de la cuenta se avisó «No fui yo»',
  personal: 'por una decisión del personal de SENCE',
  objecion: 'porque alguien se opuso, desde un correo confirmado, a lo que íbamos a hacer con ella',
}

export const cuentaDescongelada = (aviso: AvisoOf<'cuenta_descongelada'>): Message => ({
  subject: 'Su Clave Sence ya no está congelada',
  blocks: aviso.intact
    ? [
        paragraph(
          `El ${inChileTime(aviso.when)} descongelamos su Clave Sence (CS): la congelamos por un error nuestro.`,
          'Su CS, su pregunta, su respuesta y sus datos son los mismos de antes.',
        ),
        paragraph('Disculpe la molestia.', callCenter('Si tiene dudas, llame al ')),
      ]
    : [
        paragraph(
          `El ${inChileTime(aviso.when)} el personal de SENCE descongeló su Clave Sence (CS).`,
          'La CS, la pregunta y la respuesta anteriores ya no sirven. Por seguridad quitamos su celular y los correos sin confirmar.',
        ),
        ...(aviso.recuperarUrl
          ? [
              paragraph(
                'Para volver a usarla, pida el enlace por correo en Recuperar CS.',
                'Con ese enlace elegirá una CS, una pregunta y una respuesta nuevas.',
              ),
              button('Ir a Recuperar CS', aviso.recuperarUrl),
            ]
          : [paragraph('Para volver a usarla, pida a su OTEC que le envíe un enlace.')]),
        paragraph('¿No lo pidió usted?', callCenter('Llame cuanto antes al ')),
      ],
})

/** To the confirmed mailboxes of a cuenta about which somebody opened a caso: never its number. */
export const casoAbierto = ({ when, disowns, casoUrl }: AvisoOf<'caso_abierto'>): Message => ({
  subject: disowns ? 'Alguien avisó que no creó su Clave Sence' : 'Alguien pidió ayuda con su Clave Sence',
  blocks: [
    paragraph(
      disowns
        ? `El ${inChileTime(when)} alguien avisó en nuestro sitio que no creó su Clave Sence (CS), y abrió un caso.`
        : `El ${inChileTime(when)} alguien abrió en nuestro sitio un caso por su Clave Sence (CS).`,
      'Su cuenta sigue igual: nadie cambió nada.',
    ),
    paragraph(
      '¿No fue usted?',
      callCenter(
        'No haga nada: antes de decidir veremos de quién es la cuenta. Si le llegan varios correos, llame al ',
      ),
    ),
    paragraph('¿Fue usted? Siga el caso con el número que le dimos en la página.'),
    { kind: 'link', text: 'Seguir mi caso', url: casoUrl },
  ],
})

const byMail = ({ expires, by }: AvisoOf<'cuenta_congelada'>, volverEnlace: string): Block[] => [
  ...(by === 'personal'
    ? []
    : [
        paragraph(
          'Si se habían cambiado sus datos de contacto o su pregunta secreta, volvieron a ser los de antes.',
        ),
      ]),
  paragraph(
    'Para volver a usarla, abra este enlace y elija una CS, una pregunta y una respuesta nuevas.',
    `El enlace sirve hasta el ${inChileTime(expires)}. Por seguridad quitaremos su celular y los demás correos de la cuenta: después puede agregarlos otra vez en Actualizar Datos.`,
  ),
  button('Volver a usar mi cuenta', volverEnlace),
  by === 'personal'
    ? paragraph('¿Tiene dudas?', callCenter('Llame al '))
    : paragraph(
        '¿No fue usted quien avisó? También puede volver con ese enlace. Otra persona puede estar leyendo su correo: cambie la contraseña de su correo.',
      ),
]

/** Where only the call centre gives the account back, or another mailbox got the link. */
const byCallCenter = ({ caso, by }: AvisoOf<'cuenta_congelada'>): Block[] =>
  caso === null
    ? [
        paragraph(
          'Enviamos a ese otro correo un enlace para volver a usarla.',
          callCenter('Si usted no lo tiene, o no fue usted quien avisó, llame al '),
        ),
      ]
    : [
        paragraph(
          by !== 'este_correo'
            ? 'Para volver a usarla, llámenos.'
            : 'Desde este correo no se puede volver a usarla.',
          callCenter('Veremos con usted de quién es la cuenta. Llame al '),
        ),
        { kind: 'highlight', label: 'Diga este número de caso', value: caso },
      ]
