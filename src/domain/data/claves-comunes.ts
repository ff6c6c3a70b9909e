/**
 * Claves of 8 to 10 characters that attackers try first; none may be chosen. Compiled by hand for this product,
 * not copied from a list of someone else: the entries of that length that recur in the yearly published rankings
 * of leaked passwords (digits, keyboard walks, English and Spanish words, idols, brands), and what people in
 * Chile make in the same way: clubs, cities, names, jobs, “clave” and “usuario”, followed by 123 or a year.
 *
 * In lower case without accents, as claves are compared with them.
 */
export const COMMON_CLAVES: ReadonlySet<string> = new Set(
  `
*12345678 .12345678 00000000 000000000 0000000000 01011960 01011961 01011962 01011963 01011964 01011965
01011966 01011967 01011968 01011969 01011970 01011971 01011972 01011973 01011974 01011975 01011976 01011977
01011978 01011979 01011980 01011981 01011982 01011983 01011984 01011985 01011986 01011987 01011988 01011989
01011990 01011991 01011992 01011993 01011994 01011995 01011996 01011997 01011998 01011999 01012000 01012001
01012002 01012003 01012004 01012005 01012006 01012007 01012008 01012009 01012010 01012020 01012024 01012025
01012026 01234567 012345678 0123456789 02468024 0987654321 10101010 10101990 10203040 102030405 1020304050
10293847 1029384756 11091973 11111111 111111111 1111111111 11111990 11112222 11223344 112233445 1122334455
11235813 1123581321 12021818 12121212 1212121212 12121990 12211221 12301230 12312312 123123123 123321123
12341234 12344321 1234512345 123454321 1234554321 123456.. 1234567! 1234567* 1234567. 12345670 12345678
12345678! 12345678* 12345678+ 12345678, 12345678- 12345678. 123456780 123456781 123456788 123456789
123456789! 123456789* 123456789- 123456789. 1234567890 123456789a 123456789q 12345678@ 12345678a 12345678b
12345678c 12345678d 12345678m 12345678p 12345678q 12345678s 12345678x 12345678z 12345679 1234567a 1234567q
123456987 123456a1 123456aa 123456ab 123456abc 123456abcd 123456as 123456asd 123456qw 123456qwe 12345aaa
12345abc 1234abcd 1234asdf 1234qwer 1234qwerty 12369874 123698745 123abc123 123qweasd 123qwerty 12qwerty
13131313 13579135 135792468 1357924680 14021990 14141414 147258369 147852369 14789632 147896325 1478963250
159357456 159753456 18091810 18desept 19191919 1a2b3c4d 1a2b3c4d5e 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3e
1qazxsw2 1qwerty1 1zxcvbnm 20202020 21051879 22222222 24121990 2468101214 246813579 24682468 25121990
27022010 27182818 2938475610 2wsx3edc 31121999 31415926 314159265 3141592654 321654987 33333333 420420420
44444444 456789123 50403020 55555555 66666666 66669999 69696969 6969696969 741852963 77777777 78945612
789456123 7894561230 87654321 88888888 963852741 987456321 987654123 987654321 9876543210 99999999 999999999
a1234567 a12345678 a123456789 a1b2c3d4 a1b2c3d4e5 aa123456 aa12345678 aaa11111 aaa12345 aaa123456 aaaa1111
aaaa1234 aaaaaaa1 aabbccdd abc12345 abc123456 abc1234567 abc123abc abcabc123 abcd1234 abcd12345 abcd123456
abcde123 abcde12345 abcdef12 abcdef123 abcdefg1 abcdefg12 abcdefg123 abcdefgh abcdefghi abcdefghij abril123
abril1234 abril2024 abril2025 abril2026 abuelita access12 access123 access14 acuario1 acuario12 admin123
admin1234 admin12345 admin2024 admin2025 admin2026 adminadmin administra agosto123 agosto1234 agosto2024
agosto2025 agosto2026 aguila12 aguila123 agustin123 albo1925 albos123 alegria1 alegria12 alegria123
alejandra alejandra1 alejandro alejandro1 alexis07 alexis10 alexis11 alexis12 alexis123 altiro12 alumno12
alumno123 alumno1234 amor1234 amor12345 amor123456 amoramor amorcito amorcito1 amoreterno amormio1 amormio12
andrea123 andrea1234 andrea2020 andrea2021 andrea2022 andrea2023 andrea2024 andrea2025 andrea2026 angelica
angelica1 angelito angelito1 antofa12 antofa123 antofagast antonia1 antonia12 antonia123 araucania arcoiris
arica123 arica1234 arica12345 arsenal1 arsenal123 arturoprat asado123 asado1234 asd12345 asd123456 asd123asd
asdasd12 asdasd123 asdasdasd asdf1234 asdf12345 asdf123456 asdfasdf asdfghjk asdfghjkl asdfqwer asdfzxcv
ashley12 ashley123 atacama1 atacama12 atacama123 audax123 audax1234 aweonao1 azul1234 azul12345 azul123456
azul2024 azul2025 azul2026 azules12 azules123 babyboy1 babygirl babygirl1 bacan123 bacan1234 badbunny
badbunny1 bambam12 bancochile bancoestad barcelona barcelona1 barcelona2 bart1234 bartolo1 baseball
baseball1 basketball batman12 batman123 batman1234 bebe1234 bebe12345 bebe123456 bebe2024 bebe2025 bebe2026
bendecida bendecido bendicion benjamin benjamin1 bernardo1 bernardoo bicicleta bienvenida bienvenido
blackjack blanco1234 blanco2024 blanco2025 blanco2026 blink182 bolivia123 bombero1 bomberos bonita12
bonita123 bravo123 buenosdias bulla123 bulla1927 bulla2011 butterfly butterfly1 c12345678 cachai12 cachai123
cachureos cacique1 cacique12 cacique123 cacique91 calama12 calama123 calama1234 cambiame cambiame1
cambiame12 cambiar1 cambiar12 cambiar123 camila123 camila1234 camila2020 camila2021 camila2022 camila2023
camila2024 camila2025 camila2026 camioneta capacita1 capacita12 capacitaci capacitar capricorni carabinero
caracas123 carino12 carlos123 carlos1234 carlos2020 carlos2021 carlos2022 carlos2023 carlos2024 carlos2025
carlos2026 carolina carolina1 catalina catalina1 catolica catolica1 catolica12 caupolican celular1 celular12
celular123 changeme changeme1 chaochao charizard charlie1 charlie12 chayanne chelsea1 chelsea123 chica1234
chica12345 chica2024 chica2025 chica2026 chile123 chile1234 chile12345 chile2020 chile2021 chile2022
chile2023 chile2024 chile2025 chile2026 chilechile chilena1 chilena12 chilena123 chilenito chileno1
chileno12 chileno123 chillan1 chillan12 chillan123 chiloe12 chiloe123 chiquita chiquita1 chocolat chocolate
chocolate1 christian christian1 chuncho1 chuncho12 chuncho123 claro123 claro1234 claudia1 claudia12
claudia123 clave123 clave1234 clave12345 clave2020 clave2021 clave2022 clave2023 clave2024 clave2025
clave2026 clavebanco claveclave clavemia clavemia1 clavenuev1 clavenueva clavesegur clavesii clavesii1
claveunic1 claveunica cobreloa cobreloa1 cobresal cobresal1 colegio1 colegio12 colegio123 colo1234 colo12345
colo123456 colo2024 colo2025 colo2026 colocolina colocolino colocolo colocolo07 colocolo1 colocolo12
colocolo25 colocolo91 completo completos computador computer computer1 computer12 concepcion conchetuma
condorito condorito1 conejito conejito1 constanza constanza1 contador contador1 contadora contra12 contra123
contra1234 contrasen1 contrasena copiapo1 copiapo12 copiapo123 copihue1 copihue12 copihue123 coquimbo
coquimbo1 coquimbo12 corazon1 corazon12 corazon123 corazones cordillera corvette coyhaique coyhaique1
cristian cristian1 cristiano cristiano1 cristiano7 cristovive cruzados cruzados1 cueca123 cueca1818
cuentarut cuentarut1 cuentarut2 culiao12 culiao123 curico12 curico123 curso123 curso1234 curso2024 curso2025
curso2026 cursos12 cursos123 d12345678 daddyyanke daniel123 daniel1234 daniel2020 daniel2021 daniel2022
daniel2023 daniel2024 daniel2025 daniel2026 daniela1 daniela12 daniela123 december default1 demo1234
demo12345 diamond1 diamonds dieciocho diego123 diego1234 diego12345 diego2020 diego2021 diego2022 diego2023
diego2024 diego2025 diego2026 digimon1 dios1234 dios12345 dios123456 dios2024 dios2025 dios2026 diosesamor
diosesbuen diosesfiel diosmio1 diosmio12 diosteama domingo123 dragon12 dragon123 dragon1234 dragonball
dragones dsadsadsa ecuador123 edcrfvtgb eduardo1 eduardo12 eduardo123 ejemplo1 ejemplo12 ejemplo123 elbosque
elizabeth eminem12 empanada empanada1 empanadas empleo12 empleo123 empleo2024 empleo2025 empleo2026 empresa1
empresa12 empresa123 enero123 enero1234 enero2024 enero2025 enero2026 enfermera entel123 entel1234 escorpion
escorpion1 escuela1 escuela12 escuela123 esperanza esperanza1 estrella estrella1 estrellas estudiante
eternocamp everton1 everton12 everton123 example1 facebook facebook1 facebook12 falabella falabella1
familia1 familia12 familia123 febrero123 february felicidad felicidad1 felipe123 felipe1234 felipe2020
felipe2021 felipe2022 felipe2023 felipe2024 felipe2025 felipe2026 fernanda fernanda1 fernando fernando1
ferrari1 ferrari123 firulais firulais1 flaca1234 flaca12345 flaca2024 flaca2025 flaca2026 flaquita fonda123
football football1 football12 forever1 forever12 forever21 fortnite fortnite1 fortnite12 francisca
francisca1 francisco francisco1 freedom1 freedom12 freefire freefire1 freefire12 futbol12 futbol123
futbol1234 futbolista gabriel1 gabriel12 gabriel123 gabriela gabriela1 gameover garfield garrablanc gatita12
gatita123 gatito12 gatito123 gato1234 gato12345 gato123456 gato2024 gato2025 gato2026 geminis1 geminis12
gobierno gobierno1 goku1234 gokussj4 gonzalo1 gonzalo12 gonzalo123 google12 google123 gordita1 gordita12
gordo1234 gordo12345 gordo2024 gordo2025 gordo2026 greenday guest123 guest1234 guitarra guitarra1 haiti123
haiti1234 haiti12345 haiti2020 haiti2021 haiti2022 haiti2023 haiti2024 haiti2025 haiti2026 hastaluego
hello123 hello1234 hellokitty helloworld hermanita hermanos hermosa1 hermosa12 hermosa123 hola1234 hola12345
hola123456 hola2024 hola2025 hola2026 holachao holahola holahola1 holamundo holamundo1 hombrelobo homero123
huachipato huasito1 huawei12 huawei123 ilovegod ilovejesus iloveme1 iloveme2 iloveu12 iloveu123 iloveyou
iloveyou! iloveyou1 iloveyou12 iloveyou2 iloveyou3 iloveyou7 ingeniera ingeniero ingreso1 ingreso12
ingreso123 inicio12 inicio123 instagram instagram1 internet internet1 iphone11 iphone12 iphone123 iphone14
iquique1 iquique12 iquique123 ironmaiden itachi12 j12345678 javiera1 javiera12 javiera123 jehova12 jehova123
jennifer jennifer1 jessica1 jessica12 jesus123 jesus1234 jesus2024 jesus2025 jesus2026 jesus777 jesuscrist
jesuslove jesusteamo jordan123 jordan23 jorge123 jorge1234 jorge12345 jorge2020 jorge2021 jorge2022
jorge2023 jorge2024 jorge2025 jorge2026 jose1234 jose12345 jose2020 jose2021 jose2022 jose2023 jose2024
jose2025 jose2026 juan1234 juan12345 juan2020 juan2021 juan2022 juan2023 juan2024 juan2025 juan2026 julio123
julio1234 julio2024 julio2025 julio2026 jumbo123 junio123 junio1234 junio2024 junio2025 junio2026 juventus
karolg12 killer12 killer123 l12345678 labulla1 lacatolica lacisterna laflorida laflorida1 lagranja lamisma1
lamisma12 lamisma123 lapintana laroja12 laroja123 larojita laserena laserena1 laserena12 lautaro1 lautaro12
lautaro123 leomessi leon1234 leonazul leones12 letmein! letmein1 letmein12 letmein123 libertad libertad1
libertad12 liceo123 liceo1234 lider123 lider1234 lima1234 lima12345 lima2020 lima2021 lima2022 lima2023
lima2024 lima2025 lima2026 linares1 linares12 linares123 linda1234 linda12345 linda2024 linda2025 linda2026
linkinpark liverpool liverpool1 lkjhgfds lkjhgfdsa login123 login1234 los33vivos losangeles losdeabajo
love1234 love12345 lovelove lovely12 loveme12 loverboy lovergirl loveyou1 loveyou123 lucas123 lucas1234
lucas12345 lucas2020 lucas2021 lucas2022 lucas2023 lucas2024 lucas2025 lucas2026 luis1234 luis12345 luis2020
luis2021 luis2022 luis2023 luis2024 luis2025 luis2026 luismiguel luna1234 luna12345 luna123456 luna2024
luna2025 luna2026 lunes123 lunes1234 lunes2024 lunes2025 lunes2026 m12345678 madrid12 maipu123 maipu1234
maipu12345 mama1234 mama12345 mama123456 mama2024 mama2025 mama2026 manchester mapuche1 mapuche12 mapuche123
maradona maradona10 marcela1 marcela12 marcela123 marcelo1 marcelo12 marcelo123 margarita margarita1
maria123 maria1234 maria12345 maria2020 maria2021 maria2022 maria2023 maria2024 maria2025 maria2026 mario123
mario1234 mariposa mariposa1 mariposas martes123 martes1234 martes2024 martes2025 martes2026 martin123
martin1234 martin2020 martin2021 martin2022 martin2023 martin2024 martin2025 martin2026 martina1 martina12
martina123 marvin12 marzo123 marzo1234 marzo2024 marzo2025 marzo2026 master12 master123 mateo123 mateo1234
mateo12345 mateo2020 mateo2021 mateo2022 mateo2023 mateo2024 mateo2025 mateo2026 matias12 matias123 mauricio
mauricio1 maverick mayo1234 mayo2024 mayo2025 mayo2026 medel123 melipilla melipilla1 mercadopag mercedes
messi1010 messi123 metallica mexico123 mexico1234 mexico2020 mexico2021 mexico2022 mexico2023 mexico2024
mexico2025 mexico2026 mi.clave1 miamor12 miamor123 miamor1234 michael1 michael12 michelle michelle1 mickey12
mickey123 miclave01 miclave1 miclave12 miclave123 micontra micontra1 micontra12 microsoft mifamilia
mifamilia1 mihija12 mihija123 mihijo12 mihijo123 militar1 mimama12 mimama123 minecraft minecraft1 minero33
mineros33 ministerio mipapa12 mipapa123 mishijos mishijos1 mishijos2 mishijos3 mistral1 mistral12 mitrabajo
mividaeres monkey12 monkey123 monumental motorola motorola1 movistar movistar1 movistar12 munequita
municipal mustang1 mypass12 mypass123 mypassword n12345678 naruto12 naruto123 natural1 natural12 natural123
negra1234 negra12345 negra2024 negra2025 negra2026 negro1234 negro12345 negro2024 negro2025 negro2026
nena1234 nena12345 nena123456 nena2024 nena2025 nena2026 neruda12 neruda123 netflix1 netflix12 netflix123
newpass1 newpass123 neymar10 neymar123 nicolas1 nicolas12 nicolas123 nintendo nirvana1 nirvana12 nopassword
november nublense nuevaclave octubre123 ohiggins ohiggins1 ohiggins12 onepiece osorno12 osorno123 otec1234
otec12345 otec2024 otec2025 otec2026 otic1234 otic2024 otic2025 otono123 otono1234 otono2024 otono2025
otono2026 p12345678 p@ssw0rd p@ssword pa55w0rd pa55word pablo123 pablo1234 pablo12345 pablo2020 pablo2021
pablo2022 pablo2023 pablo2024 pablo2025 pablo2026 pacifico palestino palestino1 pantera1 pantera12
pantera123 papa1234 papa12345 papa123456 papa2024 papa2025 papa2026 papelucho papelucho1 paris123 pass1234
pass12345 pass123456 passpass passw0rd password password! password1 password12 password2 password3 password7
password9 passwords passwort patagonia patagonia1 patricia patricia1 patricio patricio1 patrick1 pedro123
pedro1234 pedro12345 pedro2020 pedro2021 pedro2022 pedro2023 pedro2024 pedro2025 pedro2026 pega1234
pega12345 peluquero pelusa12 pelusa123 penalolen perrito1 perrito12 perrito123 perro1234 perro12345
perro2024 perro2025 perro2026 persona1 persona12 persona123 peru1234 peru12345 peru2020 peru2021 peru2022
peru2023 peru2024 peru2025 peru2026 pikachu1 pikachu12 piscis12 piscola1 piscola12 piscola123 poiuytre
poiuytrewq pokemon1 pokemon12 pokemon123 popular1 porsche1 prat1879 preciosa preciosa1 princesa princesa1
princesa12 princesas princess princess1 princess12 princess2 principe principe1 profesor profesor1
profesor12 profesora prueba12 prueba123 prueba1234 pruebas1 pruebas12 pruebas123 pudahuel pudahuel1
pudahuel12 puentealto puertomont puntaarena q12345678 q123456789 q1w2e3r4 q1w2e3r4t5 qazqazqaz qazwsx12
qazwsx123 qazwsxedc qazxswedc quetal12 quetal123 quilicura quilicura1 quillota quillota1 quilpue1 quilpue12
quilpue123 qwe12345 qwe123456 qwe123qwe qweasd123 qweasdqwe qweasdzxc qwer1234 qwer12345 qwer123456 qwerasdf
qwerqwer qwerty00 qwerty01 qwerty1! qwerty10 qwerty11 qwerty12 qwerty123 qwerty1234 qwerty13 qwerty21
qwerty22 qwerty321 qwerty69 qwerty77 qwerty99 qwertyqwer qwertyui qwertyuio qwertyuiop rainbow1 rainbow12
rancagua rancagua1 rancagua12 rangers1 rangers12 rangers123 realmadrid rebelde1 rebelde12 rebelde123
recoleta recoleta1 recoleta12 reggaeton registro registro1 registro12 reina1234 reina12345 reina2024
reina2025 reina2026 renca123 renca1234 ricardo1 ricardo12 ricardo123 ripley12 ripley123 roberto1 roberto12
roberto123 roblox12 roblox123 rodrigo1 rodrigo12 rodrigo123 rojo1234 rojo12345 rojo123456 rojo2024 rojo2025
rojo2026 ronaldo1 ronaldo123 ronaldo7 ronaldo9 root1234 root12345 rootroot s12345678 sabado123 sabado1234
sabado2024 sabado2025 sabado2026 sagitario salas123 sample12 samsung1 samsung12 samsung123 sanantonio
sanbernard sancarlos sanfernand santiago santiago1 santiago12 santiago13 santiago18 santiago20 santiago21
santiago22 santiago23 santiago24 santiago25 santiago26 sasuke12 sasuke123 scooby12 sebastian sebastian1
secret12 secret123 secret1234 secretaria secreto1 secreto12 secreto123 secretos security security1 september
server12 server123 shadow12 shadow123 shakira1 shakira12 shakira123 simpsons slipknot snoopy12 sofia123
sofia1234 sofia12345 sofia2020 sofia2021 sofia2022 sofia2023 sofia2024 sofia2025 sofia2026 spiderman
spiderman1 spotify1 starwars starwars1 sunshine sunshine1 sunshine12 superman superman1 superman12
supermario system12 system123 talca123 talca1234 talcahuano teamo123 teamo1234 teamo12345 teamo2024
teamo2025 teamo2026 teamoamor teamomucho telefono telefono1 temp1234 temporal temporal1 temuco12 temuco123
temuco2024 tequiero tequiero1 tequieromu terremoto terremoto1 test1234 test12345 test123456 testing1
testing123 testtest tigre123 tigre1234 tigres12 tiktok12 tiktok123 tinkerbell tomas123 tomas1234 tomas12345
tomas2020 tomas2021 tomas2022 tomas2023 tomas2024 tomas2025 tomas2026 toor1234 trabajo1 trabajo12 trabajo123
trabajo24 trabajo25 trabajo26 trustno1 udechile udechile1 udechile12 universida user1234 user12345 username
username1 usuario01 usuario1 usuario12 usuario123 valdivia valdivia1 valdivia12 valentina valentina1
valparaiso vamoschile vaquero1 vegeta12 vegeta123 verano123 verano1234 verano2024 verano2025 verano2026
verde1234 verde12345 verde2024 verde2025 verde2026 veronica veronica1 vicente1 vicente12 vicente123 victoria
victoria1 victoria12 vidal123 vidal2023 viernes123 villarrica vinadelmar virgo123 vivachile vivachile1
w12345678 wanderers wanderers1 welcome! welcome1 welcome12 welcome123 weon1234 weonweon whatever whatever1
whatsapp whatsapp1 windows1 windows10 windows11 wom12345 wsxedcrfv x1234567 xbox1234 xbox3600 xiaomi12
xiaomi123 xsw2zaq1 youtube1 youtube123 z1234567 z12345678 zamorano zamorano9 zaq12wsx zaq1xsw2 zaq1zaq1
zelda123 zxc123zxc zxcasdqwe zxcv1234 zxcv12345 zxcvasdf zxcvbnm1 zxcvbnm12 zxcvbnm123 zxcvbnma zxcvzxcv
`
    .trim()
    .split(/\s+/),
)
