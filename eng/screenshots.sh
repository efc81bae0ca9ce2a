#!/bin/bash
# Writes a picture of every page of the console to docs/screenshots, with sample data of its own. Takes chromium and a minute or two.
# README shows three of them, which are committed; the others are not.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd -P)
cd "$root"
. eng/dotnet.sh
find_dotnet
"$DOTNET" build tests/Holdfast.Browser.Tests -c Release -v q --nologo
HOLDFAST_SCREENSHOTS=$PWD/docs/screenshots tests/Holdfast.Browser.Tests/bin/Release/net10.0/Holdfast.Browser.Tests -noLogo -noColor -method '*Pages_All_ArePictured'
