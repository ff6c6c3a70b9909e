import { type AvisoDe, boton, CENTRO_DE_LLAMADOS, enChile, type Mensaje, parrafo } from './mensaje.ts'

export const documentoVerificado = (aviso: AvisoDe<'documento_verificado'>): Mensaje => ({
  asunto: 'Su documento fue aceptado en Clave Sence',
  bloques: [
    parrafo(
      `El ${enChile(aviso.cuando)} revisamos el documento que envió y lo aceptamos. Su identidad quedó verificada.`,
    ),
    parrafo('No tiene que hacer nada más. Su Clave Sence (CS) es la misma.'),
    boton('Ir a Clave Sence', aviso.enlace),
  ],
})

export const documentoRechazado = (aviso: AvisoDe<'documento_rechazado'>): Mensaje => ({
  asunto: 'Su documento no fue aceptado en Clave Sence',
  bloques: [
    parrafo(`El ${enChile(aviso.cuando)} revisamos el documento que envió y no pudimos aceptarlo.`),
    parrafo(`El motivo: ${aviso.motivo}`),
    parrafo(
      `Su Clave Sence (CS) sigue sirviendo, pero aún no sabemos que es usted. Para enviar otro documento, llame al ${CENTRO_DE_LLAMADOS}.`,
    ),
    boton('Ver los requisitos', aviso.enlace),
  ],
})
