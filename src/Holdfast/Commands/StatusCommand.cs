using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands;

/// <summary>The server at a glance.</summary>
internal sealed class StatusCommand() : HoldfastCommand("status", "Shows version, pool, vault, agents, protected instances, and open alerts.")
{
    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var status = await session.Client.Status(session.Stop);
        session.Result.Show(status, ApiJson.Default.StatusInfo, text => StatusText.Write(text, status));
        return ExitCode.Done;
    }
}
