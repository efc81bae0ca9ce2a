#!/bin/bash
# Brings the English texts of the console in line with what its pages say: adds what is new, takes out what nobody says any more.
# Other languages are translated by hand: src/Holdfast.Console/Text/*.json; Holdfast.Console.Tests names what they lack.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. eng/dotnet.sh
find_dotnet
"$DOTNET" build tests/Holdfast.Console.Tests -c Release -v q --nologo
HOLDFAST_WRITE_TEXTS=1 tests/Holdfast.Console.Tests/bin/Release/net10.0/Holdfast.Console.Tests -noLogo -noColor -method '*English_EveryTextOfThePages_IsThere'
