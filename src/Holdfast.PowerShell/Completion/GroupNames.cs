using Holdfast.PowerShell.Connections;

namespace Holdfast.PowerShell.Completion;

public sealed class GroupNames : NameCompleter
{
    private protected override IEnumerable<string> Names(DpmServer server) => server.Client.Groups().GetAwaiter().GetResult().Groups.Select(group => group.Name);
}
