import {
  type AvisoDe,
  boton,
  CENTRO_DE_LLAMADOS,
  enChile,
  type Mensaje,
  noFuiYo,
  parrafo,
} from './mensaje.ts'

export const claveProvisoriaGenerada = (aviso: AvisoDe<'clave_provisoria_generada'>): Mensaje => ({
  asunto: 'Se generó una clave provisoria para su Clave Sence',
  bloques: [
    parrafo(`El ${enChile(aviso.cuando)} se generó una clave provisoria para recuperar su Clave Sence (CS).`),
    parrafo(
      'La clave se mostró en la página donde se pidió: no va en este correo. Solo sirve para cambiar la CS. La CS anterior funciona hasta que la cambie.',
    ),
    ...noFuiYo(aviso.enlaceNoFuiYo),
  ],
})

export const claveProvisoria = (aviso: AvisoDe<'clave_provisoria'>): Mensaje => ({
  asunto: 'Clave provisoria para recuperar su Clave Sence',
  bloques: [
    parrafo(
      'Se pidió recuperar su Clave Sence (CS) y se respondió su pregunta secreta. Con esta clave provisoria puede elegir una CS nueva:',
    ),
    { clase: 'destacado', etiqueta: 'Clave provisoria', valor: aviso.clave },
    parrafo(`Sirve una sola vez, solo para cambiar la CS, hasta el ${enChile(aviso.vence)}.`),
    boton('Cambiar mi CS', aviso.enlaceCambiar),
    ...noFuiYo(aviso.enlaceNoFuiYo),
  ],
})

export const enlaceRecuperar = (aviso: AvisoDe<'enlace_recuperar'>): Mensaje => ({
  asunto: 'Enlace para recuperar su Clave Sence',
  bloques: [
    parrafo('Se pidió un enlace para recuperar su Clave Sence (CS). Ábralo y elija una CS nueva.'),
    boton('Recuperar mi CS', aviso.enlace),
    parrafo(
      `El enlace sirve una sola vez, hasta el ${enChile(aviso.vence)}. Si pidió más de uno, solo sirve el último.`,
    ),
    parrafo(
      `¿No lo pidió usted? No haga nada y no comparta este correo: su CS sigue siendo la misma. Si le llegan varios, llame al ${CENTRO_DE_LLAMADOS}.`,
    ),
  ],
})

export const claveCambiada = (aviso: AvisoDe<'clave_cambiada'>): Mensaje => ({
  asunto: 'Su Clave Sence fue cambiada',
  bloques: [
    parrafo(
      `El ${enChile(aviso.cuando)} se cambió su Clave Sence (CS). La CS anterior ya no funciona y se cerraron las sesiones abiertas.`,
    ),
    parrafo('Si fue usted, no tiene que hacer nada más.'),
    ...noFuiYo(aviso.enlaceNoFuiYo),
  ],
})
