"""What other programs call our fields: headings in English, German, French and Spanish, as `loose` writes them.

What belongs here: words that name one field only, of whatever kind the file is, and those that do so in one kind.
"""

import unicodedata
from collections.abc import Mapping

from warehouse_app.domain.records import Kind


def loose(heading: str) -> str:
    """Return what two spellings of a heading have in common: only their letters without accents, and their digits."""
    parts = unicodedata.normalize("NFKD", heading.replace("ß", "ss")).casefold()
    return "".join(character for character in parts if character.isalnum())


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ITEM = "item itemno itemnr itemnumber itemcode itemid article articleno articlenumber articleid product productid \
productno productcode productnumber stockcode partno partnumber material materialnumber artikel artikelnr \
artikelnummer artnr produkt produktnummer materialnummer reference ref refarticle codearticle articulo codigoarticulo \
referencia codigo"
_CUSTOMER = "customerid customerno customernr customernumber customercode client clientid soldto account accountno \
kunde kundennr kundennummer codeclient numeroclient cliente codigocliente idcliente"
_SUPPLIER = "supplierid supplierno suppliercode suppliernumber vendor vendorid vendorno vendorcode vendornumber \
lieferant lieferantennr lieferantennummer fournisseur codefournisseur proveedor codigoproveedor"
_PLACE = "bin binlocation bincode place shelf locationid locationcode lagerplatz lagerort platz regal fach emplacement \
ubicacion"
_ORDER = "order orderid orderno ordernr ordernumber document documentno documentnumber invoice invoiceno invoicenumber \
salesorder salesorderid auftrag auftragsnr auftragsnummer bestellung bestellnr bestellnummer belegnr belegnummer \
commande ncommande nocommande numerocommande numcommande pedido numeropedido nopedido ponumber po purchaseorder \
purchaseorderid"
_ORDERED = "orderdate date ordered orderedat created createdat invoicedate datum auftragsdatum bestelldatum \
datecommande fecha fechapedido"
_DUE = "duedate expecteddate expected eta arrivaldate liefertermin dateprevue fechaprevista"

ANYWHERE: Mapping[str, tuple[str, ...]] = {
    "sku": _words(_ITEM),
    "quantity": _words(
        "qty units pieces amount orderqty orderedqty quantityordered menge anzahl stueck bestellmenge quantite qte \
        cantidad unidades"
    ),
    "price": _words(
        "unitprice saleprice salesprice sellprice listprice preis verkaufspreis vkpreis einzelpreis stueckpreis prix \
        prixunitaire prixvente precio preciounitario precioventa"
    ),
    "cost": _words("unitcost costprice purchaseprice standardcost einkaufspreis ekpreis prixachat coste preciocompra"),
    "customer": _words(_CUSTOMER),
    "supplier": _words(_SUPPLIER),
    "location": _words(_PLACE),
    "number": _words(_ORDER),
    "placed_at": _words(_ORDERED),
    "ordered_on": _words(_ORDERED),
    "due_on": _words(_DUE),
    "need_by": _words(
        "requireddate requireddelivery requesteddate deliverydate wunschtermin liefertermin datelivraison fechaentrega \
        duedate"
    ),
    "sscc": _words("pallet palletid palletno palletnumber licenseplate licenceplate nve nvenummer packstuecknummer"),
    "received_on": _words(
        "receiveddate receiptdate received receivedat deliverydate eingangsdatum wareneingang datereception \
        fecharecepcion"
    ),
    "lot": _words("batch batchno batchnumber lotno lotnumber charge chargennr chargennummer serial serialno lote"),
    "expiry": _words("expirydate expires expiration expirationdate bestbefore mhd haltbarbis peremption dlc caducidad"),
    "barcode": _words("ean ean13 eancode gtin upc upccode strichcode codebarres codigobarras"),
    "pack_quantity": _words("packsize casesize caseqty casequantity unitspercase vpe colisage unidadesporcaja"),
    "category": _words(
        "group itemgroup productgroup itemcategory warengruppe kategorie categorie famille categoria familia"
    ),
    "unit": _words("uom unitofmeasure einheit mengeneinheit unite unidad"),
    "email": _words("mail emailaddress eadresse courriel correo correoelectronico"),
    "phone": _words("phoneno phonenumber telephone telefon telefonnummer tel telefono"),
    "street": _words("streetaddress addressline1 strasse rue calle direccion"),
    "postcode": _words("zip zipcode postalcode plz postleitzahl codepostal codigopostal cp"),
    "city": _words("town ort stadt ville ciudad"),
    "country": _words("countrycode land pays pais"),
    "language": _words("lang languagecode sprache langue idioma"),
    "line": _words("lineno linenumber position pos positionsnr zeile ligne linea"),
    "note": _words("notes comment comments remark remarks bemerkung notiz remarque commentaire nota comentario"),
    "customer_reference": _words("yourreference customerpo customerorder ihrzeichen votrereference sureferencia"),
    "carrier": _words("shipper shipvia shipmethod spediteur versandart transporteur transportista"),
    "received": _words("quantityreceived receivedqty qtyreceived geliefert recu recibido"),
    "shipped": _words("quantityshipped shippedqty qtyshipped versandt expedie enviado"),
    "cancelled": _words("canceled quantitycancelled cancelledqty storniert annule cancelado"),
    "substitute": _words("replacement alternative ersatz ersatzartikel remplacement sustituto"),
    "lead_time_days": _words("leadtime leaddays lieferzeit wiederbeschaffungszeit delai plazo"),
    "safety_stock": _words("minstock minimumstock sicherheitsbestand mindestbestand stocksecurite stockminimo"),
    "reorder_point": _words("reorderlevel reorderpoint meldebestand pointcommande puntopedido"),
    "home_location": _words(_PLACE),
    "weight_g": _words("weight weightg gewicht gewichtg poids peso"),
    "priority_class": _words("priority class klasse prioritaet priorite prioridad"),
    "purchase_order": _words("ponumber po purchaseorderid bestellnummer"),
    "x_mm": _words("x xm posx"),
    "y_mm": _words("y ym posy"),
}
"""Our fields, and what else they are called."""

OF_KIND: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    Kind.SUPPLIERS: {
        "code": _words(_SUPPLIER + " supplier id number no nummer"),
        "name": _words(
            "suppliername vendorname companyname company firma lieferantenname raisonsociale nombreproveedor"
        ),
    },
    Kind.LOCATIONS: {"code": _words(_PLACE + " location id")},
    Kind.ITEMS: {
        "name": _words(
            "description itemname itemdescription productname articlename title designation bezeichnung beschreibung \
            artikelbezeichnung artikelname libelle nom nombre descripcion"
        ),
    },
    Kind.BARCODES: {"barcode": _words("code")},
    Kind.ADVANCE_NOTICES: {
        "number": _words(
            "asn asnno asnnumber advancenotice noticeno despatchadvice desadv lieferavis avis avisnummer \
            lieferscheinnummer avisexpedition avisoexpedicion deliverynote deliverynoteno"
        ),
    },
    Kind.CUSTOMERS: {
        "code": _words(_CUSTOMER + " customer id number no nummer"),
        "name": _words("customername clientname companyname company firma kundenname raisonsociale nombrecliente nom"),
    },
    Kind.STOCK: {
        "quantity": _words("stock onhand quantityonhand stockonhand inventory bestand lagerbestand existencias")
    },
}
"""What only a file of one kind calls so."""

TOLD_BY: Mapping[Kind, frozenset[str]] = {Kind.ADVANCE_NOTICES: frozenset({"sscc", "purchase_order"})}
"""Kinds whose other columns are those of a kind before it: one of these must be there, or the file's name say it."""

FILE_NAMES: Mapping[Kind, tuple[str, ...]] = {
    Kind.SUPPLIERS: _words("supplier vendor lieferant fournisseur proveedor"),
    Kind.LOCATIONS: _words("location bins lagerpl emplacement ubicacion"),
    Kind.ITEMS: _words("item article artikel product produkt articulo"),
    Kind.BARCODES: _words("barcode gtin eancode strichcode codebarres codigobarras"),
    Kind.SUBSTITUTES: _words("substitute replacement ersatz sustitut"),
    Kind.CUSTOMERS: _words("customer client kunde cliente"),
    Kind.STOCK: _words("stock inventory bestand inventar existencias"),
    Kind.PURCHASE_ORDERS: _words("purchase bestellung achat compra"),
    Kind.ADVANCE_NOTICES: _words("asn advance notice despatch desadv avis"),
    Kind.ORDERS: _words("order auftrag auftraege commande pedido sales"),
    Kind.DELIVERIES: _words("deliver receipt wareneingang reception recepcion"),
}
"""What stands in the names of files of each kind."""
