"""
Signs and judges PDFs with pyHanko, for tests that compare its verdict with Dossier's.

    judge-pdf.py validate FILE ROOT LEVEL           LEVEL: b, lt, lta; prints JSON, a line for each signature
    judge-pdf.py sign FILE OUT KEY CERT CHAIN ROOT CLOCK FIELD LEVEL
"""
import asyncio
import json
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.validation import DocumentSecurityStore, validate_pdf_signature
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager


def judged(signature, root, level):
    """Whether it is sound, and why. Nobody is asked: all proof is in the file, and without proof it is not sound."""
    if level != "lta":
        context = ValidationContext(trust_roots=[root])
        if level == "lt":
            proof = {"trust_roots": [root], "allow_fetching": False, "revocation_mode": "require"}
            context = DocumentSecurityStore.read_dss(signature.reader).as_validation_context(proof)
        status = validate_pdf_signature(signature, context)
        return status.bottom_line, status.summary()
    policy = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build(trust_roots=[root]),
        revinfo_policy=CertRevTrustPolicy(RevocationCheckingPolicy.from_legacy("require")),
    )
    spec = PdfSignatureValidationSpec(
        SignatureValidationSpec(
            cert_validation_policy=policy,
            revinfo_gathering_policy=RevocationInfoGatheringSpec(online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY),
        )
    )
    result = asyncio.run(ades_lta_validation(signature, spec))
    status = result.api_status
    is_sound = result.ades_subindic.name == "OK" and status is not None and status.bottom_line
    is_archived = result.oldest_evidence_record_timestamp is not None
    summary = f"{result.ades_subindic} {result.failure_msg} {status.summary() if status else ''}"
    return is_sound and is_archived, summary


def validate(file, root, level):
    root = load_cert_from_pemder(root)
    with open(file, "rb") as opened:
        for signature in PdfFileReader(opened).embedded_regular_signatures:
            try:
                is_sound, summary = judged(signature, root, level)
            except Exception as cause:  # files that it cannot judge are not sound
                is_sound, summary = False, f"{type(cause).__name__}: {cause}"
            print(json.dumps({"field": signature.field_name, "sound": bool(is_sound), "summary": summary}))


def sign(file, out, key, cert, chain, root, clock, field, level):
    signer = signers.SimpleSigner.load(key, cert, ca_chain_files=(chain,))
    context = ValidationContext(trust_roots=[load_cert_from_pemder(root)], allow_fetching=True, revocation_mode="require")
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
