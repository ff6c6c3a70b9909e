import { type AvisoDe, boton, enChile, esOrganizacion, type Mensaje, noFuiYo, parrafo } from './mensaje.ts'

export const cuentaCreada = (aviso: AvisoDe<'cuenta_creada'>): Mensaje => ({
  asunto: 'Su Clave Sence fue creada',
  bloques: [
    parrafo(
      'Se creó una Clave Sence (CS) con esta dirección de correo. Ya puede usarla para entrar a los sistemas de SENCE.',
    ),
    parrafo('Confirme que este correo es suyo. Así podremos ayudarle si olvida su CS.'),
    boton('Confirmar mi correo', aviso.enlaceConfirmar),
    parrafo(
      esOrganizacion(aviso.nombre)
        ? 'La CS representa a la organización y es intransferible: úsela solo quien su representante legal autorice.'
        : 'Su CS es personal e intransferible: no se la preste a nadie, tampoco a su OTEC o a su empresa.',
    ),
    ...noFuiYo(aviso.enlaceNoFuiYo),
  ],
})

export const cuentaCongelada = (aviso: AvisoDe<'cuenta_congelada'>): Mensaje => ({
  asunto: 'Su Clave Sence fue congelada',
  bloques: [
    parrafo(
      `El ${enChile(aviso.cuando)} congelamos su Clave Sence (CS), porque desde este correo se avisó «No fui yo».`,
    ),
    parrafo(
      'Nadie puede usarla por ahora. Si se habían cambiado sus datos de contacto o su pregunta secreta, volvieron a ser los de antes.',
    ),
    parrafo('Para volver a usarla, abra este enlace y elija una CS nueva.'),
    boton('Volver a usar mi cuenta', aviso.enlaceVolver),
    parrafo(
      '¿No fue usted quien avisó? También puede volver con ese enlace. Otra persona puede estar leyendo su correo: cambie la contraseña de su correo.',
    ),
  ],
})
