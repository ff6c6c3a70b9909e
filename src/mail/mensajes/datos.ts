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
  asunto: 'Código para actualizar sus datos en Clave SENCE',
  bloques: [
    parrafo(
      'Se pidió un código para actualizar los datos de su Clave SENCE (CS). Escríbalo en la misma página donde lo pidió:',
    ),
    { clase: 'destacado', etiqueta: 'Código', valor: aviso.codigo },
    parrafo(`Sirve hasta el ${enChile(aviso.vence)}.`),
    parrafo(
      `¿No lo pidió usted? No se lo dé a nadie, tampoco por teléfono. Alguien conoce datos suyos: llame al ${CENTRO_DE_LLAMADOS}.`,
    ),
  ],
})

export const datosActualizados = (aviso: AvisoDe<'datos_actualizados'>): Mensaje => ({
  asunto: 'Sus datos de Clave SENCE fueron actualizados',
  bloques: [
    parrafo(`El ${enChile(aviso.cuando)} se actualizaron los datos de su Clave SENCE (CS).`),
    ...(aviso.cambios.length
      ? [{ clase: 'lista', titulo: 'Lo que cambió', elementos: aviso.cambios } satisfies Bloque]
      : []),
    ...(aviso.emailNuevo
      ? [
          parrafo(
            `Además se pidió cambiar el e-mail registrado por ${aviso.emailNuevo}. Cambiará cuando se confirme desde ese e-mail.`,
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
  asunto: 'Confirme su e-mail en Clave SENCE',
  bloques: [
    parrafo('Se pidió registrar este e-mail en una Clave SENCE (CS). Para aceptarlo, confirme que es suyo.'),
    boton('Confirmar mi e-mail', aviso.enlace),
    parrafo(
      aviso.espera24h
        ? 'Por su seguridad, el cambio se hará 24 horas después de que lo confirme.'
        : 'El cambio se hará apenas lo confirme.',
    ),
    parrafo(
      `¿No lo pidió usted? No haga nada: este e-mail no quedará registrado. Si le llegan varios, llame al ${CENTRO_DE_LLAMADOS}.`,
    ),
  ],
})

export const emailCambiado = (aviso: AvisoDe<'email_cambiado'>): Mensaje => ({
  asunto: 'El e-mail de su Clave SENCE fue cambiado',
  bloques: [
    parrafo(
      `El ${enChile(aviso.cuando)} cambió el e-mail registrado en su Clave SENCE (CS). Desde ahora le escribiremos al e-mail nuevo.`,
    ),
    parrafo('Si fue usted, no tiene que hacer nada más.'),
    ...noFuiYo(aviso.enlaceNoFuiYo),
  ],
})
