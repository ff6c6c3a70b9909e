/**
 * Words of which people in Chile make their claves, likeliest first, besides names and places, which have lists
 * of their own. Compiled by hand for this product. In lower case, without accents, in one word, as claves are
 * compared with them; of long ones the first ten letters count, since a clave has no more.
 */
export const PALABRAS_DE_CHILE: readonly string[] = `
clave contrasena claves miclave laclave nuevaclave clavenueva clavesegura clavesecreta claveunica clavesii
claveclave clavemia clavebanco clavesence claveprovisoria contra micontra micontrasena password usuario sence cus
chile chileno chilena chilenos chilito chilechile vivachile vamoschile viva santiago
cambiar cambiame prueba pruebas temporal ingreso entrar acceso inicio registro cuenta micuenta hola holahola
holamundo holachao chao chaochao secreto secreta seguro segura seguridad ejemplo sistema admin administra

colocolo colocolino colocolina albo albos cacique elcacique eternocampeon garrablanca monumental indios popular
udechile launiversidad universidad chuncho chunchos bulla labulla losdeabajo leon leonazul azul azules
lau catolica lacatolica cruzado cruzados franja audax audaxitaliano palestino unionespanola union magallanes
cobreloa cobresal wanderers everton ohiggins rangers huachipato nublense temuco curicounido curico laserena
deportes iquique antofagasta calera lacalera coquimbounido puertomontt santiagomorning
laroja larojita zamorano bamzamorano ivanzamorano salas marcelosalas alexis alexissanchez vidal kingarturo
arturovidal medel pitbull claudiobravo bravo charles aranguiz valdivia elmago matigol

enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre
verano otono invierno primavera lunes martes miercoles jueves viernes sabado domingo manana navidad pascua
dieciocho 18deseptiembre fiestaspatrias septiembre18 aniversario cumpleanos cumple feliz

teamo teamomucho tequiero tequieromucho teadoro teextrano amor amores amorcito amormio miamor amoramor amoreterno
amorde amordemivida mividaeres mivida vida vidamia corazon micorazon corazones mama mami mamita mimama mamamia papa
papi papito mipapa papaymama familia mifamilia hijo hija hijos mihijo mihija mishijos mihijito bebe mibebe guagua
hermano hermana hermanos hermanita hermanito abuela abuelita abuelito tata nona tio tia sobrino sobrina princesa
reina rey reinita mireina principe gordo gorda gordito gordita flaco flaca flaquito flaquita negro negra
negrito negrita chico chica chiquitita peque pequena munequita muneca bonita bonito linda lindo hermosa hermoso
preciosa loco loca viejo vieja viejita colorina rucia rucio chascona chascon pelao pelado pololo polola
pololito mipololo

dios diosmio diosesamor diosesfiel diosesbueno diosteama jesus jesucristo cristo cristovive jesusteama
jesuslove bendicion bendiciones bendecida bendecido gracias graciasdios fe esperanza amen angel angelito angelita
virgen virgencita santateresa

weon weona wn hueon aweonao culiao culiado conchetumare conchetuma csm mierda cachai bacan bakan altiro pega
lapega carrete fome filete copete piola flaite cuico cuica chino china huaso huasito minero mineros roto rotito
patiperro cahuin pichanga taca tacataca completo completos empanada empanadas asado asadito fonda fondas ramada
cueca cuecas terremoto piscola pisco vino vinotinto chicha sopaipilla sopaipa marraqueta hallulla palta
manjar mote motehuesillo cazuela pastel curanto charquican humita humitas pebre choripan chacarero
copihue copihues araucaria condor condorito huemul pudu puma quiltro quiltra
cordillera atacama desierto patagonia torresdelpaine araucania chiloe pascua isladepascua rapanui
mapuche huilliche aymara lautaro caupolican galvarino prat arturoprat carrera manuelrodriguez ohiggins
bernardoohiggins allende salvadorallende pinochet gabrielamistral neruda pabloneruda violetaparra victorjara mistral
papelucho cachureos teleton kreutzberger donfrancisco chayanne luismiguel marcoantonio karolg badbunny daddyyankee
reggaeton americo lostres losprisioneros prisioneros mazapan
pikachu pokemon goku vegeta naruto dragonball spiderman batman superman minecraft roblox fortnite freefire
netflix spotify youtube facebook instagram whatsapp tiktok google gmail hotmail internet windows android huawei
samsung xiaomi iphone motorola movistar entel claro wom vtr
bancoestado cuentarut bancochile banco santander scotiabank falabella ripley paris lider jumbo tottus unimarc
sodimac easy mercadopago mercadolibre copec codelco esval enap essbio metro transantiago bip

trabajo mitrabajo empleo empresa empresas curso cursos capacitacion capacitar capacita otec otic liceo colegio
escuela jardin alumno alumna estudiante estudiar estudio profesor profesora profe maestro maestra educacion
ingeniero ingeniera contador contadora secretaria secretario enfermera enfermero tens tecnico tecnica
carabinero carabineros carabinera bombero bomberos militar ejercito marino armada gendarme gendarmeria guardia
soldador electrico mecanico gasfiter chofer camionero camion camioneta peluquero peluquera peluqueria costurera
cocinero cocinera cajera cajero vendedor vendedora obrero obrera jefe jefa jefatura patron gerente administracion
gobierno municipal municipalidad ministerio fosis sernatur chilecompra registrocivil serviu fonasa isapre afp

perro perrito perrita gato gatito gatita gatos firulais cachupin cholito cholita bobby rocky luna lunita
pelusa pelusita manchas chocolate estrella estrellita mariposa mariposas flor florcita rosa rosita sol solcito
cielo cielito caballo caballito leona tigre tigres aguila pajaro pajarito conejo conejito osito ratita
casa micasa auto miauto moto mimoto bicicleta pelota futbol futbolista guitarra musica jardin playa
mar cerro lago lluvia arcoiris

peru boliviano bolivia venezuela venezolano venezolana caracas colombia colombiano colombiana haiti haitiano
haitiana ecuador ecuatoriano argentina argentino cuba cubano republicadominicana dominicano
`
  .trim()
  .split(/\s+/)
