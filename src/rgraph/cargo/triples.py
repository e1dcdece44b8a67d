"""Target triples as rustc's cfg values."""

from __future__ import annotations

Values = dict[str, frozenset[str]]

SINGLE = frozenset(
    {
        "target_os", "target_arch", "target_env", "target_pointer_width", "target_endian", "target_vendor",
        "target_abi", "panic",
    }
)  # fmt: skip
"""Keys that have one value on every target."""

_ARCHES = {
    "i386": "x86", "i586": "x86", "i686": "x86", "x86_64": "x86_64", "x86_64h": "x86_64", "aarch64": "aarch64",
    "arm64": "aarch64", "arm64e": "aarch64", "arm64ec": "arm64ec", "arm64_32": "aarch64", "wasm32": "wasm32",
    "wasm32v1": "wasm32", "wasm64": "wasm64", "powerpc": "powerpc", "powerpc64": "powerpc64",
    "powerpc64le": "powerpc64", "s390x": "s390x", "loongarch64": "loongarch64", "sparc64": "sparc64",
    "sparcv9": "sparc64", "bpfel": "bpf", "bpfeb": "bpf", "nvptx64": "nvptx64", "avr": "avr", "msp430": "msp430",
    "mips": "mips", "mipsel": "mips", "mips64": "mips64", "mips64el": "mips64", "csky": "csky", "m68k": "m68k",
}  # fmt: skip
_PREFIXES = (("riscv32", "riscv32"), ("riscv64", "riscv64"), ("thumb", "arm"), ("arm", "arm"))
_NARROW = frozenset(["x86", "arm", "wasm32", "powerpc", "mips", "riscv32", "csky", "m68k", "sparc"])
_BIG = frozenset(["powerpc", "powerpc64", "s390x", "sparc64", "sparc", "mips", "mips64", "m68k"])
UNIX = frozenset(
    [
        "linux", "android", "macos", "ios", "tvos", "watchos", "visionos", "freebsd", "netbsd", "openbsd", "dragonfly",
        "solaris", "illumos", "haiku", "redox", "fuchsia", "emscripten", "aix", "hurd", "nto", "vxworks", "espidf",
        "horizon", "vita", "cygwin", "l4re", "rtems",
    ]
)  # fmt: skip
"""Operating systems of the family `unix`."""
SYSTEMS = UNIX | frozenset(
    [
        "windows", "none", "wasi", "unknown", "uefi", "cuda", "hermit", "xous", "psp", "psx", "trusty", "amdhsa",
        "lynxos178", "managarm", "motor", "nuttx", "solid_asp3", "teeos", "vexos", "zkvm", "qurt", "helenos",
    ]
)  # fmt: skip
"""All operating systems that rustc knows: what asks for another one, `dragonflybsd`, is there for nobody."""
_OSES = {"darwin": "macos", "androideabi": "android"}
_ENVS = ("gnu", "musl", "msvc", "uclibc", "ohos", "sgx", "newlib", "relibc")


def target_values(triple: str) -> Values:
    """The cfg values of a target, empty where the triple is none."""
    arch, *rest = triple.split("-")
    name = _arch(arch)
    if not name or not rest:
        return {}
    vendor, system, environment = _parts(rest)
    os_ = _OSES.get(system, system)
    if os_.startswith("wasip") or os_ == "wasi":
        os_ = "wasi"
    little = not (name in _BIG and not arch.endswith(("el", "le")))
    values = {
        "target_arch": frozenset([name]),
        "target_vendor": frozenset([vendor]),
        "target_os": frozenset([os_]),
        "target_pointer_width": frozenset(["16" if name in ("avr", "msp430") else "32" if name in _NARROW else "64"]),
        "target_endian": frozenset(["little" if little else "big"]),
        "target_env": frozenset([environment]),
        "target_family": family(os_, name),
        "panic": frozenset(["unwind"]),
    }
    return values | _machine(name)


def _arch(word: str) -> str:
    return _ARCHES.get(word) or next((arch for prefix, arch in _PREFIXES if word.startswith(prefix)), "")


def _parts(rest: list[str]) -> tuple[str, str, str]:
    """Vendor, system and environment of what follows the architecture: `pc-windows-msvc`, `linux-android`, `wasip1`."""
    if len(rest) == 1 or (rest[0] in SYSTEMS - {"unknown"} and len(rest) == 2):
        rest = ["unknown", *rest]
    vendor, system, *last = rest
    environment = last[0] if last else ""
    if environment.startswith("android"):
        return vendor, "android", ""
    return vendor, system, next((env for env in _ENVS if environment.startswith(env)), "")


def family(os_: str, arch: str) -> frozenset[str]:
    """The families of a target: `unix`, `windows`, `wasm` or none."""
    found = {"unix"} if os_ in UNIX else {"windows"} if os_ == "windows" else set()
    return frozenset(found | ({"wasm"} if arch.startswith("wasm") else set()))


def _machine(arch: str) -> Values:
    """What of a target's instructions code asks for most."""
    narrow = arch in _NARROW
    atomics = frozenset(["8", "16", "32", "ptr"] if narrow else ["8", "16", "32", "64", "ptr"])
    simd = {"x86_64": frozenset(["fxsr", "sse", "sse2"]), "aarch64": frozenset(["neon"])}
    return {"target_has_atomic": atomics, "target_feature": simd.get(arch, frozenset())}
