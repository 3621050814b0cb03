"""Keys for signing bundles: Ed25519, as text that fits in one line."""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kuanggui.errors import InputError


def make_key(path: Path) -> str:
    """Write a new private key to a file that only its owner can read; gives the public key to hand out. Raises InputError."""
    if path.exists():
        raise InputError(f"{path}：已存在；请换一个文件名，旧密钥丢失后不能再签名")
    key = Ed25519PrivateKey.generate()
    path.touch(mode=0o600)
    path.write_text(key.private_bytes_raw().hex() + "\n", encoding="ascii")
    return key.public_key().public_bytes_raw().hex()


def sign_bytes(path: Path, content: bytes) -> tuple[str, str]:
    """Signature and public key for the private key in a file; raises InputError."""
    try:
        key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text(encoding="ascii").strip()))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}：不是签名私钥；请用 kuanggui exchange key 生成") from error
    return key.sign(content).hex(), key.public_key().public_bytes_raw().hex()


def is_signed(content: bytes, signature: str, public: str) -> bool:
    """Whether a signature over the content was made with the private key that belongs to a public one."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True
