/** Refusals of the console, with their texts. */
export const STAFF_REFUSAL_TEXTS = {
  // Passkeys of staff
  solo_con_llave: 'Su rol ingresa con su llave de acceso. Si la perdió, use un código de recuperación',
  llave_vencida: 'Pasó demasiado tiempo o ya se usó. Presione el botón otra vez',
  llave_sin_respuesta:
    'Su navegador no mostró una llave de acceso. Use un navegador actual, con JavaScript activado, y presione el botón otra vez',
  llave_ajena: 'Esa llave de acceso no es una de las suyas. Use otra',
  llave_invalida: 'No pudimos comprobar esa llave de acceso. Presione el botón otra vez o use otra',
  llave_copiada:
    'Esa llave de acceso no se acepta, porque pudo ser copiada. Use otra y avise a quien administra el personal',
  llave_repetida: 'Esa llave de acceso ya está registrada. Use otra',
  llave_pide_factor: 'Pasó demasiado tiempo. Muestre otra vez su segundo factor',
  llave_ultima: 'Es su única llave de acceso y su rol ingresa con una: registre otra antes de quitarla',
  llaves_maximo: 'Ya tiene 10 llaves de acceso. Quite una que no use',

  // Calls to the call centre
  accion_cerrada:
    'Esto ya no es posible en esta llamada: la cuenta cambió, o el código venció. Vuelva a la cuenta y vea qué falta',
  accion_tope: 'Hoy ya hizo {maximo} veces esta acción, que es su máximo. Pídale a otra persona que siga',
  cuenta_tope: 'Hoy ya abrió {maximo} veces esta cuenta, que es su máximo. Pídale a otra persona que siga',
  llamada_codigo_tope:
    'Hoy escribió {maximo} códigos equivocados, que es el máximo por persona. Pídale a otra persona que siga la llamada',
  segundo_factor: 'Muestre otra vez su segundo factor para esta llamada',
  reabierta_hoy: 'Esta cuenta ya se reabrió hoy en una llamada. Se puede otra vez mañana',
  mensajes_tope:
    'Ese correo o celular ya recibió el máximo de mensajes por ahora. No cambiamos nada: intente en una hora',
  correo_igual: 'Ese correo ya es el de la cuenta, y está confirmado',
  celular_igual: 'Ese celular ya es el de la cuenta, y está confirmado',
  organismo_detenido: 'El registro de SENCE detiene a esta organización: abra un caso',
  aviso_sin_destino: 'No hay nada que reenviar: no hay un correo que espere confirmación',
  caso_ya_abierto: 'Esta llamada ya tiene un caso',
  caso_no_esta: 'Esta cuenta no tiene un caso abierto con ese número',
  caso_ya_cerrado: 'Otra persona ya cerró este caso: vuelva a él y vea cómo terminó',
  caso_propio: 'Es un caso suyo: pida a otra persona que lo atienda',
  cuenta_sigue: 'Todavía no se puede cerrar así: la cuenta sigue existiendo',
  orden_ya_pedida: 'Esta cuenta ya tiene un pedido que espera a otra persona',
  orden_terminada: 'Esta orden ya no espera una decisión',
  orden_misma_persona:
    'La decide otra persona: ni quien la pidió, ni quien pidió o concedió la que fue objetada, ni sobre la propia cuenta',
  orden_cambio_entretanto: 'La cuenta cambió desde que abrió esta página. Ábrala otra vez y revísela',
  orden_no_admite: 'La cuenta ya no admite este pedido como está ahora: rechácelo, o revise qué cambió',
  orden_sin_representante: 'La cuenta no tiene representante legal: debe completarlo en Actualizar Datos',
  orden_registro:
    'El registro de SENCE detiene a esta organización. Si los papeles muestran que el registro está atrasado, pídalo con ese motivo',
  orden_registro_no_detiene:
    'El registro de SENCE no detiene a esta organización: pídalo porque se vieron sus papeles',
  orden_no_corresponde: 'Ese motivo o documento no corresponde a esta cuenta',
  orden_queda_un_canal:
    'La cuenta tiene otro correo o celular confirmado: con un código que llegue allí se hace el cambio, sin otra persona',
  orden_rut_sin_cuenta:
    'Ese RUT no tiene una cuenta de persona natural: la persona puede pasar la de su NIE a su RUT en Actualizar Datos',
  orden_rut_congelado: 'La cuenta de ese RUT está congelada: primero tiene que volver a estar activa',
  orden_rut_con_nie: 'A la cuenta de ese RUT ya lleva otro NIE, y no puede recibir un segundo: abra un caso',
  contacto_nuevo: 'Escriba el correo nuevo, el celular nuevo o los dos',
  objetada: 'Su dueño se opuso a un pedido: lo deciden dos personas, con un documento a la vista',
  documento_no_corresponde: 'Ese documento no corresponde a esta cuenta',

  // Limits of a classroom
  red_no_sirve:
    'Escriba una dirección, o una red de hasta /24, como 203.0.113.0/24; con IPv6 hasta /48, como 2001:db8:7::/48',
  demasiadas_redes: 'Ya hay {maximo} redes con límites abiertos. Cierre una antes de abrir otra',
  veces_formato: 'Escriba un número de 2 a 10',

  // Other systems
  sistema_direccion:
    'La dirección {valor} no sirve. Escríbala completa, con https y el dominio en minúsculas. No lleva comodín (*), «#», usuario, espacios ni «..»',
  sistema_origen:
    'El origen {valor} no sirve: escriba https y el dominio, sin nada después, como https://cursos.sence.cl',
  sistema_backchannel:
    'La dirección {valor} no sirve. Va con https y un dominio público. No lleva comodín (*), «#», usuario, espacios ni «..»',
  sistema_sin_direccion: 'Escriba al menos una dirección de vuelta',
  sistema_demasiadas: 'Son más de {maximo}: deje las que se usan',
  sistema_repetida: '{valor} está dos veces',
  sistema_permiso: '«{valor}» no es un permiso. Los que hay: {permisos}',
  sistema_sin_openid: 'Entre los permisos tiene que estar openid',
  sistema_nombre_en_uso: 'Otro sistema se llama así, o casi igual: las personas no los distinguirían',
  sistema_origen_en_uso: 'Ese origen ya es de otro sistema',
  sistema_no_existe: 'No hay un sistema con ese client_id',
  sistema_cambio_entretanto: 'El sistema cambió desde que abrió esta página. Ábralo otra vez y revise',
  sistema_segundo_factor: 'Muestre otra vez su segundo factor para cambiar los sistemas',
  sistema_ya_suspendido: 'Ya estaba suspendido: no se cambió nada',
  sistema_ya_activo: 'Ya estaba activo: no se cambió nada',
  sistema_sin_secreto:
    'Ese sistema es público: no tiene secreto. Si va a tener uno, cambie antes cómo se presenta',
  sistema_logo: 'El logo no sirve: tiene que ser una imagen PNG o JPG de hasta 2 MB',

  // Keys that sign
  firma_no_existe: 'No hay una llave publicada que se llame así. Las que hay: llaves listar',
  firma_ya_publicada: 'Ya hay una llave publicada que espera para firmar: úsela, o retírela antes',
  firma_ya_firma: 'Esa llave es la que firma: no se cambió nada',
  firma_nadie_la_ha_visto:
    'Los sistemas pueden tardar un día en leer una llave recién publicada. Espere, o si es una emergencia use --ya',
  firma_espere_nodos: 'Espere un minuto: los nodos todavía no leen el último cambio',
  firma_es_la_que_firma: 'Esa llave es la que firma: primero tiene que firmar otra',
  firma_con_ingresos_vigentes:
    'Hay ingresos firmados por esa llave que siguen vigentes, hasta un día después del cambio. Espere, o si la llave se filtró use --ya',

  // Documents under review
  documento_sin_marcar: 'Para aceptar el documento, marque que coincide: {etiqueta}',
  documento_infectado: 'El documento tiene un virus: no se puede aceptar',
  documento_sin_representante:
    'La cuenta no tiene representante legal, y sin él no se acepta: pida que lo complete, y revise después',
  documento_detenido:
    'El registro de SENCE detiene a esta organización: el documento sigue en espera. Avise a su supervisor',
  documento_no_reabre: 'Esta decisión no se puede reabrir: {motivo}',
  rut_ya_registrado: 'Ese RUT o NIE ya tiene una cuenta: búsquela',
  identificador_anterior: 'Ese NIE es el anterior de una cuenta que ahora usa su RUT: búsquela',
  nadie_registrado:
    'Nadie tiene una cuenta con ese RUT o NIE. Regístrela por teléfono, o elija el otro motivo',
  cuenta_propia_por_telefono: 'Es su propio RUT, correo o celular: pida a otra persona que la atienda',
} as const
