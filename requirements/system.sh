#!/usr/bin/env bash
# Looks for the programs that Python packages cannot bring, and installs the Debian packages of those that are missing.
#   system.sh python [PYTHON]   Python 3.11 or newer that can make a virtual environment
#   system.sh browser           Chromium, a Chinese font, Node and npm: the browser tests
#   system.sh r                 R with the packages that referee our methods
#   system.sh java              Java 17 or newer: Spark
set -euo pipefail

stop() {
    printf '\namnio: %s\n' "$@" >&2
    exit 1
}

install() { # install REASON PACKAGE...
    local reason=$1
    shift
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || stop "$reason: missing, and installing needs root. Ask an administrator for: apt-get install $*"
        root=(sudo)
    fi
    command -v apt-get >/dev/null || stop "$reason: missing, and this is not Debian. Install by your system's own means: $*"
    echo "Installing for $reason: $*"
    "${root[@]}" apt-get update -qq </dev/null ||
        echo "amnio: the package lists could not be renewed; trying with the old ones" >&2
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null ||
        stop "$reason: apt-get could not install $*"
}

python_ready() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

case "${1:-}" in
    python)
        python=${2:-python3}
        if ! python_ready "$python"; then
            if [ "$python" != python3 ]; then stop "$python is not Python 3.11 or newer with its venv module"; fi
            install "Python 3.11 with venv" python3 python3-venv
            python_ready "$python" || stop "python3 is older than 3.11. Name a newer one: make PYTHON=python3.12 ..."
        fi
        ;;
    browser)
        missing=()
        command -v chromium >/dev/null || missing+=(chromium)
        command -v fc-list >/dev/null && fc-list :lang=zh | grep -q . || missing+=(fonts-noto-cjk fontconfig)
        command -v pdftotext >/dev/null || missing+=(poppler-utils)
        command -v node >/dev/null || missing+=(nodejs)
        command -v npm >/dev/null || missing+=(npm)
        [ ${#missing[@]} -eq 0 ] || install "the browser tests" "${missing[@]}"
        ;;
    r)
        packages=(r-base-core r-cran-metafor r-cran-metadat r-cran-jsonlite r-cran-lme4 r-cran-biasedurn r-cran-numderiv
            r-cran-vgam r-cran-etm r-cran-survival r-cran-cmprsk r-cran-prodlim)
        needed='for (p in c("metafor", "metadat", "jsonlite", "lme4", "BiasedUrn", "numDeriv", "VGAM", "etm", "survival",
            "cmprsk", "prodlim")) loadNamespace(p)'
        command -v Rscript >/dev/null && Rscript -e "$needed" \
            >/dev/null 2>&1 || install "R" "${packages[@]}"
        ;;
    java)
        command -v java >/dev/null || install "Java (Spark runs on it)" openjdk-17-jre-headless
        ;;
    *)
        stop "usage: system.sh python [PYTHON] | browser | r | java"
        ;;
esac
