#!/bin/sh
# Makes .venv with exactly what requirements.txt names, or leaves it alone when it already is so.
#
# The stamp .venv/installed.txt is the copy of requirements.txt that was installed; it is written last. An install that
# was killed leaves .venv/installing behind, and .venv is made anew: pip takes half a package for a whole one.
# Set PYTHON to choose the interpreter.
set -eu
cd "$(dirname "$0")/.."

WANTED='import sys; sys.exit(sys.version_info < (3, 11))'
stamp=.venv/installed.txt
begun=.venv/installing

say() { printf 'setup: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

is_current() { cmp -s requirements.txt "$stamp" 2>/dev/null && .venv/bin/python -c "$WANTED" 2>/dev/null; }

# A virtual environment remembers its own place: one that was moved or whose Python is gone cannot be used.
is_usable() {
    [ ! -e "$begun" ] && .venv/bin/python -c "$WANTED; import pip" 2>/dev/null &&
        [ "$(.venv/bin/python -c 'import sys; print(sys.prefix)' 2>/dev/null)" = "$(pwd -P)/.venv" ]
}

find_python() {
    old='' bare=''
    for name in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
        "$name" -c '' 2>/dev/null || continue # absent, or a pyenv shim of a version that is not chosen
        "$name" -c "$WANTED" 2>/dev/null || { old=$name; continue; }
        "$name" -c 'import ensurepip, venv' 2>/dev/null || { bare=$name; continue; }
        echo "$name"
        return
    done
    [ -z "$bare" ] || stop "$bare has no venv module. Debian and Ubuntu: apt-get install python3-venv (as root), then run this again."
    [ -z "$old" ] || stop "$old is $("$old" -V 2>&1), medapp needs Python 3.11 or newer. Install one (Debian 12: apt-get install python3 python3-venv; macOS: brew install python@3.13) or name it: make run PYTHON=/path/to/python3"
    stop "no Python found${PYTHON:+ as $PYTHON}. medapp needs Python 3.11 or newer. Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install python@3.13"
}

install() {
    : >"$begun"
    status=0
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --timeout 60 -r requirements.txt || status=$?
    [ "$status" -lt 128 ] || stop "pip was killed in the middle (out of memory?). Run the same command again: .venv will be made anew."
    rm -f "$begun"
    return "$status"
}

# An older pip trusts only its own certificates. Where a company's proxy signs with another, the system's bundle knows it.
install_with_system_certificates() {
    [ -z "${PIP_CERT:-}" ] || return 1
    for bundle in "${SSL_CERT_FILE:-}" /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem; do
        [ -n "$bundle" ] && [ -r "$bundle" ] || continue
        say "trying again with the system's certificates"
        PIP_CERT=$bundle install
        return
    done
    return 1
}

if is_current; then exit 0; fi
mkdir -p .build 2>/dev/null || stop "cannot write in $(pwd). Clone into a folder that is yours."
if command -v flock >/dev/null 2>&1; then # a second make waits here instead of installing at the same time
    exec 9>.build/setup.lock
    flock 9
    if is_current; then exit 0; fi
fi

rm -f "$stamp"
if ! is_usable; then
    python=$(find_python)
    say "making .venv with $("$python" -V 2>&1)"
    "$python" -m venv --clear .venv || stop "could not make .venv (the reason is above). Is the disk full, or venv missing? Debian and Ubuntu: apt-get install python3-venv"
fi
say "installing the packages of requirements.txt (a minute or two, only when they change)"
install || install_with_system_certificates ||
    stop "the packages could not be installed (the reason is above). Is the package index reachable? Run the same command again: it goes on where it stopped; after 'rm -rf .venv' it starts afresh."
# Some machines let Python keep no bytecode; a command would then compile all of ours each time it starts: 0.4 s.
.venv/bin/python -m compileall -q medapp worker ml deploy >/dev/null 2>&1 || say "no bytecode kept: commands start slower"
cp requirements.txt "$stamp.new" && mv "$stamp.new" "$stamp"
