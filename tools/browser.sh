#!/bin/sh
# Make sure that there is a Chromium for the browser tests, a Korean face for the pictures, and what a PDF is drawn with.
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

# A Chromium of the system brings Pango along, any other may not.
can_draw() { "$bin/python" -c 'import weasyprint' 2>/dev/null; }

if ! can_draw && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 >/dev/null
fi
