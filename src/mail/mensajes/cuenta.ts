import { type AvisoDe, boton, enChile, esOrganizacion, type Mensaje, noFuiYo, parrafo } from './mensaje.ts'

export const cuentaCreada = (aviso: AvisoDe<'cuenta_creada'>): Mensaje => ({
  asunto: 'Su Clave SENCE fue creada',
  bloques: [
    parrafo(
      'Se creó una Clave SENCE (CS) con este e-mail. Ya puede usarla para entrar a los sistemas de SENCE.',
    ),
    parrafo('Confirme que este e-mail es suyo, para que podamos ayudarle si olvida su CS.'),
    boton('Confirmar mi e-mail', aviso.enlaceConfirmar),
    parrafo(
      esOrganizacion(aviso.nombre)
        ? 'La CS representa a la organización y es intransferible: úsela solo quien su representante legal autorice.'
        : 'Su CS es personal e intransferible: no se la preste a nadie, tampoco a su OTEC o a su empresa.',
    ),
    ...noFuiYo(aviso.enlaceNoFuiYo),
  ],
})

export const cuentaCongelada = (aviso: AvisoDe<'cuenta_congelada'>): Mensaje => ({
  asunto: 'Su Clave SENCE fue congelada',
  bloques: [
    parrafo(
      `El ${enChile(aviso.cuando)} congelamos su Clave SENCE (CS), porque desde este e-mail se avisó “No fui yo”.`,
    ),
    parrafo(
      'Nadie puede usarla por ahora. Si se habían cambiado sus datos de contacto o su pregunta secreta, volvieron a ser los de antes.',
    ),
    parrafo('Para volver a usarla, abra este enlace y cree una CS nueva.'),
    boton('Volver a usar mi cuenta', aviso.enlaceVolver),
    parrafo(
      'Si no fue usted quien avisó, también puede volver con ese enlace. Su e-mail puede estar en otras manos: cambie su contraseña.',
    ),
  ],
})
