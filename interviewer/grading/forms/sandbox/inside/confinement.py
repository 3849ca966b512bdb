"""Limits that the sandboxed process imposes on itself before the candidate's code starts, and can never lift again.

They are the second line of defence: bubblewrap is the first. The filter of system calls is a classic BPF program, as in
``Documentation/userspace-api/seccomp_filter.rst`` of Linux; it takes away new processes, other programs, sockets,
signals and memory that outlives its mapping and so is not counted, so that a fork bomb cannot start, even for root, who is exempt from the limit on processes.
"""

from __future__ import annotations

import ctypes
import platform
import resource
import struct
import sys
from collections.abc import Mapping

_X86_64 = """
    shmget 29  shmat 30  socket 41  connect 42  bind 49  socketpair 53  clone 56  fork 57  vfork 58  execve 59  kill 62  ptrace 101
    semget 64  msgget 68  pivot_root 155  setrlimit 160  chroot 161  mount 165  tkill 200  kexec_load 246  add_key 248  request_key 249
    keyctl 250  unshare 272  perf_event_open 298  prlimit64 302  setns 308  process_vm_readv 310  process_vm_writev 311
    memfd_create 319
    bpf 321  execveat 322  userfaultfd 323  pidfd_send_signal 424  io_uring_setup 425  pidfd_open 434  clone3 435
"""
_AARCH64 = """
    mount 40  pivot_root 41  chroot 51  unshare 97  kexec_load 104  ptrace 117  kill 129  tkill 130  setrlimit 164
    msgget 186  semget 190  shmget 194  shmat 196  socket 198  socketpair 199  bind 200  connect 203  add_key 217  request_key 218
    keyctl 219  clone 220  execve 221
    perf_event_open 241  prlimit64 261  setns 268  process_vm_readv 270  process_vm_writev 271  memfd_create 279  bpf 280  execveat 281
    userfaultfd 282  pidfd_send_signal 424  io_uring_setup 425  pidfd_open 434  clone3 435
"""
_ARCHITECTURES: Mapping[str, tuple[int, str]] = {"x86_64": (0xC000003E, _X86_64), "aarch64": (0xC00000B7, _AARCH64)}
"""The audit number of each architecture, from linux/audit.h, and the refused calls, from its system call table."""
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | 1  # the last is EPERM
"""What a filter decides on a call, from linux/seccomp.h."""
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
"""The instructions of a filter, from linux/bpf_common.h."""
_OTHER_ABI = 0x40000000
"""The x32 numbers of the same calls start here."""
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER_MODE = 38, 22, 2
"""What the process asks for, from linux/prctl.h and linux/seccomp.h."""


def limit_resources(cpu_seconds: int, memory_bytes: int, file_bytes: int) -> None:
    """Set the limits on processor time, memory, files and processes, as hard ones."""
    limits = {
        resource.RLIMIT_CPU: (cpu_seconds, cpu_seconds + 1),
        resource.RLIMIT_AS: (memory_bytes, memory_bytes),
        resource.RLIMIT_FSIZE: (file_bytes, file_bytes),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_NOFILE: (32, 32),
        resource.RLIMIT_NPROC: (0, 0),
    }
    for name, wanted in limits.items():
        try:
            resource.setrlimit(name, wanted)
        except (ValueError, OSError):
            if sys.platform == "linux":  # macOS knows some of these limits only by name
                raise


def refuse_system_calls() -> bool:
    """Refuse the system calls that no answer needs; returns whether that worked on this machine."""
    known = _ARCHITECTURES.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    architecture, table = known
    refused = [int(word) for word in table.split() if word.isdigit()]
    program = [
        struct.pack("HBBI", _LOAD, 0, 0, 4),
        struct.pack("HBBI", _EQUAL, 1, 0, architecture),
        struct.pack("HBBI", _RETURN, 0, 0, _KILL),
        struct.pack("HBBI", _LOAD, 0, 0, 0),
        struct.pack("HBBI", _AT_LEAST, len(refused) + 1, 0, _OTHER_ABI),
        *(struct.pack("HBBI", _EQUAL, len(refused) - n, 0, call) for n, call in enumerate(refused)),
        struct.pack("HBBI", _RETURN, 0, 0, _ALLOW),
        struct.pack("HBBI", _RETURN, 0, 0, _REFUSE),
    ]
    code = b"".join(program)
    buffer = ctypes.create_string_buffer(code, len(code))
    filter_ = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program), ctypes.addressof(buffer)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.byref(filter_), 0, 0) == 0)
