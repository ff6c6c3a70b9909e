import { type Parts, PHONE } from '../parts.ts'
import type { Perfil } from '../perfil.ts'
import { STAFF_REFUSAL_TEXTS } from './staff-refusals.ts'

/**
 * Every refusal that a person can meet: its code and the text shown, which says what is wrong and what to do
 * instead. `{name}` placeholders are filled from the refusal's data, `{telefono}` with the call centre's number.
 */
export const REFUSAL_TEXTS = {
  ...STAFF_REFUSAL_TEXTS,
  // Any field
  requerido: 'Complete este dato: {etiqueta}',
  un_solo_valor: 'Escriba un solo valor en {etiqueta}',
  caracteres_invalidos: 'Escriba de nuevo {etiqueta}: tiene símbolos que no podemos leer',
  texto_largo: 'Escriba {etiqueta} más corto: hasta {maximo} caracteres',
  opcion_invalida: 'Elija una de las opciones de {etiqueta}',

  // Identity
  rut_formato: 'Escriba su RUT completo, con el dígito que va después del guion. Por ejemplo: 12.345.678-5',
  rut_sin_digito:
    'Falta el dígito verificador: el que va después del guion. Escriba el RUT completo. Por ejemplo: 12.345.678-5',
  rut_sin_guion:
    'Escribió {etiqueta} sin guion. Revise que sea {rut}: si está bien, presione el botón otra vez',
  rut_digito: 'Revise el RUT: el dígito después del guion no corresponde. Por ejemplo: 12.345.678-5',
  rut_de_empresa:
    'Este RUT parece de una empresa u organización. Si es así, use Persona Jurídica. Si es su RUT personal, marque «Continuar de todos modos»',
  rut_alternativo_de_empresa:
    'Este RUT parece de una empresa u organización. Escriba el RUT de su cédula de identidad o deje el dato en blanco',
  rut_es_nie:
    'Esto no es un RUT. Si es el número de un documento extranjero, use Migrante. Si tiene RUT, escríbalo completo. Por ejemplo: 12.345.678-5',
  nie_es_rut:
    'Este número parece un RUT. Si tiene cédula de identidad chilena, use Persona Natural. Si es el número de su documento extranjero, marque «Continuar de todos modos»',
  nie_es_rut_de_empresa:
    'Este número parece el RUT de una empresa u organización. Si es así, use Persona Jurídica. Si es el número de su documento extranjero, marque «Continuar de todos modos»',
  nie_formato:
    'Escriba el número de su documento: de 4 a 20 letras y números, sin símbolos. Por ejemplo: AB123456',
  nombre_caracteres: 'Escriba {etiqueta} solo con letras, espacios, guion o apóstrofo',
  fecha_formato: 'Escriba la fecha con día, mes y año. Por ejemplo: 01-12-1992',
  fecha_anno: 'Escriba el año con sus 4 números. Por ejemplo: 01-12-1992',
  fecha_imposible: 'Revise la fecha: ese día no existe. Por ejemplo: 01-12-1992',
  fecha_futura: 'Revise la fecha: aún no ha llegado. Escriba su fecha de nacimiento',
  fecha_menor_de_15: 'Debe tener 15 años o más para obtener su Clave Sence',
  fecha_demasiado_antigua:
    'Revise el año de la fecha. Escriba su fecha de nacimiento, por ejemplo: 01-12-1992',

  hijos_formato: 'Escriba cuántos hijos tiene, con un número de 0 a 30',
  razon_social_caracteres: 'Escriba la razón social con letras o números',

  representante_no_coincide:
    'Revise el RUT del representante legal: en el registro de SENCE hay otro para esta organización. Si cambió hace poco, llame gratis al {telefono}',

  // Contact
  comuna_de_otra_region: 'Elija una comuna de la región {region}',
  email_formato: 'Escriba un solo correo electrónico. Por ejemplo: nombre@correo.cl',
  email_en_tres_cuentas: 'Este correo ya está en 3 cuentas, que es el máximo. Escriba otro correo',
  celular_formato: 'Escriba los 8 números de su celular, después de +56 9. Por ejemplo: 8765 4321',
  celular_o_sin_celular: 'Escriba su celular o marque «Sin Celular»',
  celular_y_sin_celular: 'Escriba su celular o marque «Sin Celular», pero no las dos cosas',
  celular_en_tres_cuentas:
    'Este celular ya está confirmado en 3 cuentas, que es el máximo. Registre otro en Actualizar Datos',
  telefono_formato: 'Escriba los 9 números del teléfono, con código de área. Por ejemplo: 22 345 6789',

  // Clave
  clave_corta: 'Escriba una clave de 8 a 10 caracteres. La que escribió tiene menos de 8',
  clave_larga: 'Escriba una clave de 8 a 10 caracteres. La que escribió tiene más de 10',
  clave_comun: 'Elija otra clave: esta la usa mucha gente y es de las primeras que se prueban',
  clave_parecida:
    'Elija otra clave: se parece a una que usa mucha gente. No basta con cambiar letras por números ni con agregar algo al final',
  clave_palabra:
    'Elija otra clave: los nombres y palabras se adivinan, también con un año o un número. Pruebe con las primeras letras de una frase que solo usted conoce',
  clave_fecha: 'Elija otra clave: las fechas y los años se adivinan en pocos intentos',
  clave_teclado: 'Elija otra clave: no use teclas que están juntas, como qwerty o 147258',
  clave_facil:
    'Elija otra clave: esta se adivina en pocos intentos. Mezcle más letras y números, sin un orden conocido',
  clave_contiene_identificador: 'Elija una clave que no contenga su RUT ni su número de documento',
  clave_contiene_nombre: 'Elija una clave que no contenga su nombre ni sus apellidos',
  clave_contiene_razon_social: 'Elija una clave que no contenga la razón social de la organización',
  clave_contiene_email: 'Elija una clave que no contenga su correo',
  clave_contiene_fecha: 'Elija una clave que no contenga su fecha de nacimiento',
  clave_contiene_celular: 'Elija una clave que no contenga su celular',
  clave_contiene_sence: 'Elija una clave que no contenga la palabra «sence»',
  clave_repetida: 'Elija otra clave: no repita el mismo carácter o el mismo grupo',
  clave_corrida: 'Elija otra clave: no use letras o números seguidos, como 12345678',
  claves_distintas:
    'Las dos claves no son iguales. Escriba la misma en ambas casillas, con las mismas mayúsculas y minúsculas',
  clave_igual_a_la_actual: 'Elija una clave distinta de la actual',
  clave_igual_a_la_provisoria: 'Elija una clave distinta de la provisoria',

  funcionario_ya_existe: 'Ya hay una persona con ese correo',
  funcionario_propio: 'Nadie cambia su propio acceso. Pídalo a otra persona que administra el personal',
  ultimo_administrador:
    'Es la única persona activa que administra el personal. Antes, otra tiene que activar su acceso con ese rol',
  reinicio_propio: 'Usted lo pidió: lo hace otra persona que administra el personal',
  reinicio_cambio: 'Otra persona lo pidió o lo hizo mientras usted miraba. Vea de nuevo su página',
  mismo_rol: 'Elija otro rol: ese es el que tiene',
  contrasenas_distintas: 'Las dos contraseñas no son iguales. Escriba la misma en las dos casillas',
  contrasena_corta: 'Escriba una contraseña de 12 caracteres o más',
  contrasena_larga: 'Escriba una contraseña más corta: hasta 128 caracteres',

  // Secret question
  respuesta_corta: 'Escriba una respuesta de 3 caracteres o más',
  respuesta_larga: 'Escriba una respuesta más corta: hasta 100 caracteres',
  respuesta_es_la_clave: 'La respuesta no puede ser su clave: escriba nombre y apellido de esa persona',
  respuesta_en_la_pregunta:
    'La respuesta no puede estar en la misma pregunta: escriba nombre y apellido de esa persona',
  respuesta_comun:
    'Esa respuesta es fácil de adivinar: escriba nombre y apellido de esa persona, o elija otra pregunta',
  respuesta_sin_apellido:
    'Escriba nombre y apellido de esa persona. Si el apellido también es un nombre, agregue el segundo apellido',
  respuesta_de_muchos:
    'Muchas personas se llaman así: agregue el segundo nombre o el segundo apellido de esa persona, o elija otra pregunta',
  respuesta_con_su_nombre:
    'Su propio nombre y sus apellidos no cuentan: agregue otro nombre o apellido de esa persona, o elija otra pregunta',
  respuesta_con_su_correo:
    'Lo que está en su correo no cuenta: agregue otro nombre o apellido de esa persona, o elija otra pregunta',
  respuesta_con_su_comuna: 'La respuesta no puede ser su comuna: escriba nombre y apellido de esa persona',
  pregunta_sin_respuesta: 'Escriba la respuesta a la pregunta que eligió',
  respuesta_sin_pregunta: 'Elija la pregunta secreta que corresponde a su respuesta',

  // Document
  archivo_falta: 'Elija el archivo de su documento: una foto .jpg o .png, o un .pdf',
  archivo_varios: 'Elija un solo archivo. Si son varias fotos, júntelas en un .pdf',
  archivo_vacio: 'El archivo está vacío. Vuelva a guardarlo o elija otro',
  archivo_grande:
    'El archivo pesa más de 1 MB. Tome la foto de nuevo con menos calidad, o envíesela por WhatsApp y elija la que le llega. Si es un PDF, elija una foto',
  archivo_tipo: 'El archivo no es una foto .jpg o .png ni un .pdf, aunque su nombre lo diga. Elija otro',
  archivo_otro_tipo:
    'El archivo es de tipo {tipo}, que no podemos recibir. Guárdelo como .jpg, .png o .pdf, o elija una captura de pantalla del documento',
  archivo_danado: 'El archivo está cortado o dañado y no se puede abrir. Vuelva a guardarlo o elija otro',
  archivo_lento:
    'Tardamos demasiado en abrir el archivo. Tome una foto del documento, o guárdelo con menos detalle, y elija ese',
  archivo_mezclado: 'El archivo trae otros datos dentro. Tome una foto nueva del documento y elija esa',
  archivo_pixeles:
    'La imagen es demasiado grande para abrirla: lo más son 40 megapíxeles. Tome una foto más pequeña, o guárdela con menos detalle',
  archivo_no_cabe: 'No pudimos guardar la imagen en 1 MB. Elija una con menos detalle o más pequeña',
  archivo_pdf_cifrado: 'El PDF está protegido con contraseña. Guárdelo sin contraseña y elija ese',
  archivo_pdf_programa:
    'El PDF tiene programas que parten al abrirlo. Elija un PDF simple, o una foto del documento',
  archivo_pdf_adjuntos:
    'El PDF tiene otros archivos adjuntos. Elija un PDF sin adjuntos, o una foto del documento',
  archivo_pdf_formulario:
    'El PDF es un formulario que no podemos leer. Imprímalo como PDF y elija ese, o una foto del documento',
  archivo_pdf_complejo:
    'El PDF es demasiado largo. Elija uno solo con las páginas de su documento, o una foto',
  archivo_infectado: 'El archivo tiene un virus y no lo guardamos. Elija otro, desde otro equipo',
  archivo_de_nuevo: 'Elija otra vez el archivo de su documento: por seguridad no lo conservamos',

  // Captcha and form
  captcha_distinta: 'Las letras no coinciden. Escriba las nuevas: puede verlas o escucharlas',
  captcha_vencida: 'Las letras vencieron o ya se usaron. Escriba las nuevas: puede verlas o escucharlas',
  formulario_vencido:
    'El formulario estuvo abierto mucho tiempo y venció. Conservamos lo que escribió: complete lo que falta y presione el botón otra vez',
  sin_cookies:
    'El formulario venció o su navegador no guarda las cookies de este sitio. Permítalas en su configuración, complete lo que falta y presione el botón otra vez. Si no puede, llame gratis al {telefono}',
  otro_boton:
    'El botón que presionó no corresponde a esta página y no enviamos nada. Revise lo que escribió y presione uno de los que están más abajo',
  otro_boton_sin_datos:
    'El botón que presionó no corresponde a esta página y no hicimos nada. Presione uno de los que están más abajo',

  ocupado:
    'El sistema está ocupado y no cambiamos nada. Espere {segundos} segundos y presione el botón otra vez',
  precio:
    'Ahora llegan muchos formularios desde su conexión. Complete lo que falta y presione el botón otra vez',
  precio_espera: 'Todavía debe esperar {segundos} segundos. Después presione el botón otra vez',
  demasiadas_cuentas:
    'Hoy ya se crearon demasiadas cuentas desde su conexión. Espere {espera} o use otra conexión, y presione el botón otra vez',
  solicitud_perdida: 'El trámite anterior ya terminó o pasó su tiempo. Por seguridad, comience de nuevo',

  // Proofs
  no_coinciden: 'Los datos no coinciden. Revíselos. Le quedan {restantes} intentos',
  no_coinciden_queda_uno: 'Los datos no coinciden. Revíselos. Le queda 1 intento',
  cerrado:
    'Por seguridad, esta validación está cerrada hasta las {hora} del {fecha}. Vuelva a intentarlo después, o llame gratis al {telefono}',
  cerrado_personal:
    'Por seguridad, esto está cerrado hasta las {hora} del {fecha}. Si no fue usted quien se equivocó, avise a quien administra el personal',
  ingreso_vencido: 'Pasó demasiado tiempo. Escriba otra vez su correo y su contraseña',
  cerrado_clave:
    'Por seguridad, esta validación está cerrada hasta las {hora} del {fecha}. Si olvidó su CS, vaya a Recuperar CS, o llame gratis al {telefono}',
  cerrado_respuesta:
    'Por seguridad, esta validación está cerrada hasta las {hora} del {fecha}. Si no recuerda la respuesta, pida un enlace a su correo, o llame gratis al {telefono}',
  cerrado_hasta_recuperar:
    'Por seguridad, debe recuperar su CS para volver a usarla. Vaya a Recuperar CS o llame gratis al {telefono}',
  cerrado_hasta_otra_prueba:
    'Por seguridad, en este navegador ya no puede responder su pregunta. Pida un enlace o un código a su correo, o llame gratis al {telefono}',
  codigo_formato: 'Escriba los 6 números del código que le enviamos',
  codigo_no_coincide:
    'Ese código no es el de ahora. Espere el siguiente y escríbalo. Si no coincide, revise que la hora del teléfono sea automática',
  codigo_vencido: 'El código venció. Pida uno nuevo',
  numero_llamada_formato:
    'Escriba el número de la llamada: letras, números, puntos o guiones. Sin RUT, nombre ni correo',
  cuenta_propia: 'Es suyo, o de una organización que usted representa. Pídale a otra persona que siga',
  contacto_formato: 'Escriba un correo (nombre@correo.cl) o un celular de 9 números',
  llamada_no_coincide: 'No coincide. Puede intentarlo {restantes} más; después se cierra por una hora',
  llamada_codigo: 'El código no es ese. Puede intentarlo {restantes} más; después pida otro',
  llamada_codigo_agotado: 'Fueron demasiados intentos: ese código ya no sirve. Pida otro',
  llamada_codigo_limite: 'Se enviaron demasiados códigos. Use otro camino o abra un caso',
  llamada_codigo_no_corresponde: 'Ese código no abre nada ahora. Vuelva a la llamada y vea qué se puede',
  busqueda_corta: 'Escriba 3 letras o números, o más',
  caso_formato: 'Escriba las 8 letras y números del caso. No llevan O, I, L, 0 ni 1',
  rut_o_nie_formato: 'Escriba el RUT, con su dígito verificador, o el NIE con el que pidió el caso',

  cerrado_clave_facilitador:
    'Por seguridad, esta validación está cerrada hasta las {hora} del {fecha}. Si olvidó su CS, pida a una OTEC con la que trabaja que la recupere, o llame gratis al {telefono}',
  cerrado_hasta_recuperar_facilitador:
    'Por seguridad, debe recuperar su CS para volver a usarla. Pida a una OTEC con la que trabaja que la recupere, o llame gratis al {telefono}',

  // Foreign facilitators
  email_de_la_otec:
    'Escriba el correo personal del facilitador: no puede ser el de la OTEC ni el de su representante legal',
  email_no_disponible:
    'Este correo no se puede usar para este facilitador. Escriba otro correo personal suyo',
  nie_de_facilitador_es_rut:
    'Este número parece un RUT. Si el facilitador tiene cédula de identidad chilena, debe registrarse como Persona Natural. Si es el número de su documento extranjero, marque «Continuar de todos modos»',
  facilitador_activo:
    'Este facilitador ya está activo en la lista de la OTEC. Si olvidó su CS, use Recuperar CS para Facilitador Extranjero',

  // Updating
  cambio_exige_codigo:
    'Por seguridad, ahora {etiqueta} solo se cambia con un código. Presione «Recibir un código en mi correo», o deje el dato como estaba',
  cambio_exige_codigo_rut:
    'Para usar su RUT en lugar de su NIE necesita un código. Presione «Recibir un código en mi correo». Si no quiere usar su RUT ahora, comience otra vez y deje el RUT en blanco',
  cambio_exige_codigo_representante:
    'Por seguridad, ahora {etiqueta} solo se cambia con un código. Presione «Recibir un código por correo», o deje el dato como estaba',
  cambio_espera:
    'El correo que recibió el código se cambió hace poco. Por seguridad, {etiqueta} se puede cambiar desde las {hora} del {fecha}. Por ahora deje el dato como estaba',
  cambio_espera_rut:
    'El correo que recibió el código se cambió hace poco. Por seguridad, podrá usar su RUT desde las {hora} del {fecha}. Por ahora comience otra vez y deje el RUT en blanco',
  cambio_exige_clave:
    'Para cambiar {etiqueta}, escriba la CS Actual más abajo o presione «Recibir un código por correo»',
  cambio_exige_representante:
    'Para cambiar {etiqueta} no basta el código, porque el representante legal todavía no confirma su correo. Puede confirmarlo con el enlace que le enviamos. O valide con la pregunta secreta y escriba la CS Actual',
  pruebe_que_es_suya: 'Escriba su CS o la respuesta a su pregunta secreta',
  cambio_entretanto:
    'Sus datos cambiaron mientras completaba esta página. Revíselos y presione el botón otra vez',
} as const

export type RefusalCode = keyof typeof REFUSAL_TEXTS

/** For a facilitador, who cannot open Recuperar: an OTEC recovers the clave on its behalf. */
const FACILITADOR_CODES: Partial<Record<RefusalCode, RefusalCode>> = {
  cerrado_clave: 'cerrado_clave_facilitador',
  cerrado_hasta_recuperar: 'cerrado_hasta_recuperar_facilitador',
}

/** The code whose text suits the profile. */
export const codeFor = (perfil: Perfil, code: RefusalCode): RefusalCode =>
  (perfil === 'facilitador' && FACILITADOR_CODES[code]) || code

/**
 * The text of a refusal.
 * @param data values for the placeholders; a missing one becomes ''.
 */
export function refusalText(code: RefusalCode, data: Readonly<Record<string, string | number>> = {}): string {
  return fillText(REFUSAL_TEXTS[code], { telefono: PHONE.text, ...data })
}

/** The same, with the call centre's number as a link. */
export function refusalParts(code: RefusalCode, data: Readonly<Record<string, string | number>> = {}): Parts {
  const [before = '', ...rest] = REFUSAL_TEXTS[code].split('{telefono}')
  return [
    { text: fillText(before, data) },
    ...rest.flatMap((text) => [PHONE, { text: fillText(text, data) }]),
  ]
}

/** Fills the `{name}` placeholders of a text. */
export const fillText = (text: string, data: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_match, name: string) => String(data[name] ?? ''))
