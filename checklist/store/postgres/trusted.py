"""The certificates that the machine trusts, for an address that asks for those.

psycopg brings an OpenSSL of its own, which looks for them where no machine has them. Python's own
knows where they are, and on Windows what the system trusts.
"""

from __future__ import annotations

import os
import ssl

from checklist.machine import ServerAddress, folder_until_the_end, write_file

_FILE, _FOLDER = "SSL_CERT_FILE", "SSL_CERT_DIR"


def trust_as_the_machine(address: ServerAddress) -> None:
    """Tell OpenSSL where the certificates are, unless the address or the user says otherwise."""
    if "sslrootcert=system" not in address.url or {_FILE, _FOLDER} & os.environ.keys():
        return
    known = ssl.get_default_verify_paths()
    if known.cafile:
        os.environ[_FILE] = known.cafile
    if known.capath:
        os.environ[_FOLDER] = known.capath
    if not (known.cafile or known.capath):
        trusted = ssl.create_default_context().get_ca_certs(binary_form=True)
        file = folder_until_the_end() / "trusted.pem"
        write_file(file, "".join(map(ssl.DER_cert_to_PEM_cert, trusted)).encode())
        os.environ[_FILE] = str(file)
