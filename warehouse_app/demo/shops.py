"""Who buys from the house: a word list. One line each: class, policy, shelf life asked for, name, mailbox, address.

Policy P is partial, L line-complete, O order-complete. Telephone numbers are of the ranges that are kept free for
stories, mailboxes of a domain that nobody can own.
"""

LANGUAGES = {
    "Germany": "de",
    "Austria": "de",
    "Switzerland": "de",
    "France": "fr",
    "Belgium": "fr",
    "Spain": "es",
}
"""English elsewhere."""

TELEPHONES = {
    "Germany": "+49 30 23125 {:03}",
    "France": "+33 1 99 00 {0:02} 40",
    "United Kingdom": "+44 1632 960{:03}",
    "Sweden": "+46 8 465 004 {0:02}",
}

SHOPS = """
A P 0 | Hüttenbedarf Isarwinkel eG | einkauf@huettenbedarf | Lenggrieser Straße 5 | 83661 | Lenggries | Germany
A P 0 | Outfitters of the Lakes Ltd | buying@lakes-outfitters | 14 Ghyll Lane | LA22 0QT | Ambleside | United Kingdom
A O 0 | Bergretter Einkaufsring Süd | lager@bergretter-ring | Am Sportpark 6 | 83646 | Bad Tölz | Germany
A P 90 | Campingplätze Ostsee Verbund | zentrale@ostsee-camping | Strandallee 41 | 23669 | Timmendorf | Germany
A L 0 | Refuges de Savoie SAS | achats@refuges-savoie | 22 rue Sommeiller | 74000 | Annecy | France
A P 0 | Nordisk Friluft Grossist AB | inkop@nordisk-friluft | Storgatan 8 | 831 30 | Östersund | Sweden
A P 60 | Hut & Trail Provisions B.V. | inkoop@hut-trail | Kanaalweg 30 | 3526 KM | Utrecht | Netherlands
A P 0 | Tatra Sport Hurt | zakupy@tatra-hurt | ul. Krupówki 21 | 34-500 | Zakopane | Poland
B P 0 | Kletterladen Nordwand | info@nordwand-laden | Hauptstraße 112 | 01814 | Bad Schandau | Germany
B P 0 | Waldkante Ausrüstung | post@waldkante | Lange Straße 7 | 37444 | Sankt Andreasberg | Germany
B L 0 | Zeltplatz Müritzblick | rezeption@mueritzblick | Seeufer 3 | 17192 | Waren | Germany
B P 0 | Radscheune Elbe | werkstatt@radscheune-elbe | Deichweg 19 | 21481 | Lauenburg | Germany
B P 30 | Hofladen Distelkamp | laden@distelkamp | Dorfstraße 2 | 29473 | Göhrde | Germany
B O 0 | Jugendherberge Burg Falkenau | haus@burg-falkenau | Burgweg 1 | 57439 | Attendorn | Germany
B P 0 | Sport Kessler | bestellung@sport-kessler | Marktplatz 9 | 87527 | Sonthofen | Germany
B P 0 | Eisenwaren Lindner | lindner@eisen-lindner | Kirchgasse 14 | 88131 | Lindau | Germany
B P 0 | Naturfreunde Laden Kassel | laden@naturfreunde-kassel | Friedrich-Ebert-Straße 85 | 34119 | Kassel | Germany
B L 0 | Pfadfinderbedarf Lilienkreuz | versand@lilienkreuz | Am Stadtgraben 20 | 48143 | Münster | Germany
B P 0 | Wanderlust am Markt | hallo@wanderlust-markt | Untere Marktstraße 6 | 97688 | Bad Kissingen | Germany
B P 0 | Küchenhaus Amsel | service@kuechenhaus-amsel | Breite Straße 31 | 14467 | Potsdam | Germany
B P 0 | Bootsverleih Spreewald | kahn@bootsverleih-spreewald | Hafenstraße 4 | 03222 | Lübbenau | Germany
B P 0 | Berghof Gasteiger | office@berghof-gasteiger | Dorf 37 | 6450 | Sölden | Austria
B P 0 | Hütte am Wilden See | huette@wildersee | Almweg 12 | 8967 | Haus im Ennstal | Austria
B O 0 | Alpinschule Karwendel | buero@alpinschule-karwendel | Innstraße 59 | 6020 | Innsbruck | Austria
B P 0 | Sportalm Leitner | shop@sportalm-leitner | Hauptplatz 3 | 9800 | Spittal | Austria
B P 45 | Greißlerei Sonnseite | laden@greisslerei-sonnseite | Wiener Straße 18 | 3430 | Tulln | Austria
B P 0 | Bergsport Gander AG | einkauf@bergsport-gander | Bahnhofstrasse 26 | 3800 | Interlaken | Switzerland
B L 0 | Camping Seehorn | info@camping-seehorn | Seestrasse 102 | 8866 | Ziegelbrücke | Switzerland
B P 0 | Dorfladen Valsertal | kontakt@dorfladen-vals | Platz 8 | 7132 | Vals | Switzerland
B P 0 | La Cordée Jurassienne | magasin@cordee-jura | 5 Grande Rue | 39220 | Les Rousses | France
B P 0 | Camping des Trois Vallées | accueil@camping-troisvallees | Route du Lac | 73350 | Bozel | France
B O 0 | Gîte des Trois Sapins | gite@trois-sapins | 2 chemin des Hêtres | 88400 | Gérardmer | France
B P 0 | Quincaillerie Morvan | contact@quincaillerie-morvan | 17 place Saint-Lazare | 71400 | Autun | France
B P 0 | Bivouac & Compagnie | commande@bivouac-cie | 40 rue Thiers | 38000 | Grenoble | France
B P 0 | Épicerie du Col | epicerie@epicerie-du-col | 1 place de l'Église | 05100 | Montgenèvre | France
B P 0 | Peak & Pantry | shop@peakandpantry | 3 Castleton Road | S33 8WB | Hope | United Kingdom
B P 0 | Cairn Outdoor Centre | stores@cairn-outdoor | Grampian Road 51 | PH22 1RH | Aviemore | United Kingdom
B L 0 | Eryri Bunkhouses | supplies@eryri-bunkhouses | Bangor Street 12 | LL55 1AT | Caernarfon | United Kingdom
B P 0 | Dales Ironmongers | counter@dales-iron | 8 Market Place | DL8 3RD | Hawes | United Kingdom
B P 0 | Moorland Camping Club | kit@moorland-club | The Old School | PL20 6SF | Princetown | United Kingdom
B P 0 | Kajakbutiken Ytterby | butik@kajak-ytterby | Hamngatan 2 | 442 50 | Ytterby | Sweden
B P 0 | Fjällstugan Vemdalen | kontor@fjallstugan | Byvägen 40 | 840 92 | Vemdalen | Sweden
B P 0 | Villmark Butikk Lom | post@villmark-lom | Sognefjellsvegen 15 | 2686 | Lom | Norway
B O 0 | Turisthytte Smiubekken | drift@smiubekken | Hovringvegen 9 | 2679 | Høvringen | Norway
B P 0 | Friluftsmagasinet Vejle | ordre@friluft-vejle | Nørregade 23 | 7100 | Vejle | Denmark
B P 0 | De Veldfles | bestel@veldfles | Stationsplein 11 | 6711 PS | Ede | Netherlands
B P 0 | Kampeerhuis Texel | winkel@kampeerhuis-texel | Pontweg 64 | 1791 LA | Den Burg | Netherlands
B P 0 | Kookwinkel De Pan | info@kookwinkel-depan | Voorstraat 38 | 3311 EP | Dordrecht | Netherlands
B L 0 | Ardennes Aventure SPRL | stock@ardennes-aventure | Rue de l'Ourthe 7 | 6980 | La Roche | Belgium
B P 0 | Le Comptoir du Randonneur | comptoir@randonneur | Rue Haute 55 | 5000 | Namur | Belgium
B P 0 | Refugio Pico Blanco | refugio@picoblanco | Calle Mayor 4 | 22440 | Benasque | Spain
B P 0 | Tienda El Sendero | tienda@el-sendero | Avenida Libertad 19 | 33550 | Cangas de Onís | Spain
B P 0 | Rifugio Croda Chiara | rifugio@croda-chiara | Via Pusteria 26 | 39034 | Dobbiaco | Italy
B P 0 | Bottega della Montagna | ordini@bottega-montagna | Corso Italia 71 | 32043 | Cortina | Italy
B P 0 | Horská Chata Jeřabina | sklad@chata-jerabina | Náměstí 16 | 543 51 | Špindlerův Mlýn | Czechia
B P 0 | Outdoor Centrum Bled | trgovina@outdoor-bled | Ljubljanska cesta 13 | 4260 | Bled | Slovenia
B P 0 | Slieve Outfitters | orders@slieve-outfitters | Main Street 30 | BT33 0AD | Newcastle | United Kingdom
B P 0 | Kilkenny Country Stores | stores@kilkenny-country | 6 Parliament Street | R95 HX2N | Kilkenny | Ireland
C P 0 | Grundschule am Tannenberg | sekretariat@tannenberg-schule | Schulstraße 5 | 99891 | Tabarz | Germany
C P 0 | Heimatverein Talgrund | kasse@heimatverein-talgrund | Dorfplatz 1 | 82496 | Oberau | Germany
C P 0 | Kita Waldzwerge | leitung@waldzwerge | Fichtenweg 10 | 16761 | Hennigsdorf | Germany
C O 0 | Pfadfinderstamm Kranich | kasse@stamm-kranich | Gartenstraße 33 | 73430 | Aalen | Germany
C P 0 | Wohngemeinschaft Hafen 12 | hafen12@wohnen | Hafenstraße 12 | 28195 | Bremen | Germany
C P 0 | Kanuclub Donau 1908 | vorstand@kanuclub-donau | Uferweg 2 | 93047 | Regensburg | Germany
C P 0 | Imkerei Sedlmayr | imkerei@sedlmayr | Am Anger 8 | 84028 | Landshut | Germany
C P 0 | Kurswerkstatt Stadtplatz | kurse@kurswerkstatt | Stadtplatz 31 | 4400 | Steyr | Austria
C P 0 | Almgenossenschaft Rotmoos | alm@rotmoos | Oberdorf 20 | 3925 | Grächen | Switzerland
C P 0 | École de Voile de Sevrier | bureau@voile-sevrier | 90 route d'Albertville | 74320 | Sevrier | France
C L 0 | Ferme des Mélèzes | ferme@melezes | Le Serre | 05350 | Molines | France
C P 0 | Skiddaw Scout Troop | quartermaster@skiddaw-scouts | Lake Road 4 | CA12 5BX | Keswick | United Kingdom
C P 0 | Achintee Rescue Team | kit@achintee-rescue | Achintee Farm | PH33 6TE | Fort William | United Kingdom
C P 0 | Scoutkåren Järven | kassor@scoutkaren-jarven | Åsgatan 44 | 791 71 | Falun | Sweden
C P 0 | Buurthuis De Linde | beheer@de-linde | Lindelaan 15 | 7201 DE | Zutphen | Netherlands
C P 0 | Amicale des Grimpeurs du Quai | materiel@grimpeurs-quai | Quai de Rome 27 | 4000 | Liège | Belgium
C P 0 | Associazione Sentieri Lariani | sede@sentieri-lariani | Via Roma 52 | 23900 | Lecco | Italy
C P 0 | Grupo Scout Picos | grupo@scout-picos | Plaza del Sol 3 | 39570 | Potes | Spain
"""
