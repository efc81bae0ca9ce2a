using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Output;

namespace Holdfast.Commands.Applications;

/// <summary>Lists the kinds of applications that the server knows.</summary>
internal sealed class SourceKindsCommand : HoldfastCommand
{
    internal SourceKindsCommand() : base("kinds", "Lists the kinds of applications that can be protected as themselves.")
    {
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Applications.Workloads(session.Stop);
        var table = new TextTable("KIND", "TITLE", "BACKUPS", "LOG", "TO ANY MOMENT");
        foreach (var kind in found.Workloads)
            table.Add(kind.Kind, kind.Title, string.Join(", ", kind.Types), kind.StreamsLog ? "followed" : kind.Types.Contains("log") ? "by schedule" : "no", kind.PointInTime ? "yes" : "no");
        session.Result.ShowTable(found, ApplicationsJson.Default.WorkloadList, "This server knows no applications.", table);
        return ExitCode.Done;
    }
}
