import {
  type AvisoDe,
  type Bloque,
  boton,
  CENTRO_DE_LLAMADOS,
  enChile,
  type Mensaje,
  noFuiYo,
  parrafo,
} from './mensaje.ts'

export const codigo = (aviso: AvisoDe<'codigo'>): Mensaje => ({
  asunto: 'Código para actualizar sus datos en Clave Sence',
  bloques: [
    parrafo(
      'Se pidió un código para actualizar los datos de su Clave Sence (CS). Escríbalo en la misma página donde lo pidió:',
    ),
    { clase: 'destacado', etiqueta: 'Código', valor: aviso.codigo },
    parrafo(`Sirve hasta el ${enChile(aviso.vence)}.`),
    parrafo(
      `¿No lo pidió usted? No se lo dé a nadie, tampoco por teléfono. Alguien conoce sus datos: llame al ${CENTRO_DE_LLAMADOS}.`,
    ),
  ],
})

export const datosActualizados = (aviso: AvisoDe<'datos_actualizados'>): Mensaje => ({
  asunto: 'Sus datos de Clave Sence fueron actualizados',
  bloques: [
    parrafo(`El ${enChile(aviso.cuando)} se actualizaron los datos de su Clave Sence (CS).`),
    ...(aviso.cambios.length
      ? [{ clase: 'lista', titulo: 'Lo que cambió', elementos: aviso.cambios } satisfies Bloque]
      : []),
    ...(aviso.emailNuevo
      ? [
          parrafo(
            `Además se pidió cambiar el correo registrado por ${aviso.emailNuevo}. Cambiará cuando se confirme desde ese correo.`,
          ),
        ]
      : []),
    ...(aviso.ahoraUsaRut
      ? [
          parrafo(
            'Además su cuenta pasó a ser de Persona Natural. Desde ahora use su RUT en lugar de su NIE; su CS es la misma.',
          ),
        ]
      : []),
    parrafo('Si fue usted, no tiene que hacer nada más.'),
    ...noFuiYo(aviso.enlaceNoFuiYo),
  ],
})

export const confirmarEmail = (aviso: AvisoDe<'confirmar_email'>): Mensaje => ({
  asunto: 'Confirme su correo en Clave Sence',
  bloques: [
    parrafo(
      'Se pidió registrar esta dirección de correo en una Clave Sence (CS). Para aceptarla, confirme que es suya.',
    ),
    boton('Confirmar mi correo', aviso.enlace),
    parrafo(
      aviso.espera24h
        ? 'Por su seguridad, el cambio se hará 24 horas después de que confirme.'
        : 'El cambio se hará apenas confirme.',
    ),
    parrafo(
      `¿No lo pidió usted? No haga nada: su correo no quedará registrado. Si le llegan varios, llame al ${CENTRO_DE_LLAMADOS}.`,
    ),
  ],
})

export const emailCambiado = (aviso: AvisoDe<'email_cambiado'>): Mensaje => ({
  asunto: 'El correo de su Clave Sence fue cambiado',
  bloques: [
    parrafo(
      `El ${enChile(aviso.cuando)} cambió el correo registrado en su Clave Sence (CS). Desde ahora le escribiremos al correo nuevo.`,
    ),
    parrafo('Si fue usted, no tiene que hacer nada más.'),
    ...noFuiYo(aviso.enlaceNoFuiYo),
  ],
})
