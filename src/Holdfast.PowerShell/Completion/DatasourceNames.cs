using Holdfast.PowerShell.Connections;

namespace Holdfast.PowerShell.Completion;

public sealed class DatasourceNames : NameCompleter
{
    private protected override IEnumerable<string> Names(DpmServer server) => server.Client.Sources().GetAwaiter().GetResult().Sources.Select(source => source.Name).Distinct();
}
