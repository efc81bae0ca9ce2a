using Holdfast.PowerShell.Connections;

namespace Holdfast.PowerShell.Completion;

public sealed class ProductionServerNames : NameCompleter
{
    private protected override IEnumerable<string> Names(DpmServer server) => server.Client.Agents.List().GetAwaiter().GetResult().Agents.Select(agent => agent.Name);
}
