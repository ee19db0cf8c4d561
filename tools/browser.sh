#!/bin/sh
# Make sure that there is a Chromium for the browser tests, and a Korean face for pictures and PDF.
# The system's own is taken where there is one; else its packages; else the one that Playwright brings.
set -eu
bin=$1

has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

if ! has_chromium >/dev/null 2>&1; then
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null
  else
    "$bin/python" -m playwright install chromium
  fi
fi

# A PDF in Korean needs a Korean face of the machine.
if [ -z "$(fc-list :lang=ko 2>/dev/null)" ] && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq fonts-noto-cjk >/dev/null
fi
