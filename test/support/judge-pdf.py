"""
Signs and judges PDFs with pyHanko, for tests that compare its verdict with Dossier's.

    judge-pdf.py validate FILE ROOT LEVEL             LEVEL: b, lt, lta; prints JSON, a line for each signature
    judge-pdf.py sign FILE OUT KEY CERT CHAIN ROOT CLOCK FIELD LEVEL
"""
import json
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.validation import (
    RevocationInfoValidationType,
    validate_pdf_ltv_signature,
    validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext


def validate(file, root, level):
    root = load_cert_from_pemder(root)
    with open(file, "rb") as opened:
        reader = PdfFileReader(opened)
        for signature in reader.embedded_regular_signatures:
            try:
                if level == "b":
                    status = validate_pdf_signature(signature, ValidationContext(trust_roots=[root]))
                else:
                    status = validate_pdf_ltv_signature(
                        signature,
                        RevocationInfoValidationType.PADES_LTA if level == "lta" else RevocationInfoValidationType.PADES_LT,
                        # The newest time stamp is judged now, with what is in the file.
                        validation_context_kwargs={"trust_roots": [root], "allow_fetching": False, "retroactive_revinfo": True},
                    )
                said = {"field": signature.field_name, "sound": bool(status.bottom_line), "summary": status.summary()}
            except Exception as cause:  # its verdict on files that it cannot judge
                said = {"field": signature.field_name, "sound": False, "summary": f"{type(cause).__name__}: {cause}"}
            print(json.dumps(said))


def sign(file, out, key, cert, chain, root, clock, field, level):
    signer = signers.SimpleSigner.load(key, cert, ca_chain_files=(chain,))
    context = ValidationContext(trust_roots=[load_cert_from_pemder(root)], allow_fetching=True, revocation_mode="hard-fail")
    meta = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        validation_context=context,
        embed_validation_info=level in ("lt", "lta"),
        use_pades_lta=level == "lta",
    )
    with open(file, "rb") as opened, open(out, "wb") as written:
        stamper = timestamps.HTTPTimeStamper(clock)
        signers.sign_pdf(IncrementalPdfFileWriter(opened), meta, signer=signer, timestamper=stamper, output=written)


{"validate": validate, "sign": sign}[sys.argv[1]](*sys.argv[2:])
