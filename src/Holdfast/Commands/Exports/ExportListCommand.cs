using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Exports;
using Holdfast.Output;

namespace Holdfast.Commands.Exports;

/// <summary>Lists what is given out.</summary>
internal sealed class ExportListCommand() : HoldfastCommand("list", "Lists the disks that are given out now. Secret names are not shown.")
{
    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Exports.List(session.Stop);
        var table = new TextTable("ID", "DISK", "SOURCE", "POINT", "SIZE#", "AT", "CLIENTS#", "READ#", "STARTED", "BY", "ENDS UNUSED");
        foreach (var export in found.Exports)
            table.Add(
                export.Id, export.Disk, export.SourceName, Quantity.Time(export.PointCreated), Quantity.Bytes(export.Bytes), export.Address, Quantity.Count(export.Clients),
                Quantity.Bytes(export.BytesRead), Quantity.Time(export.Started), export.Account, Quantity.Time(export.Ends));
        session.Result.ShowTable(found, ExportsJson.Default.ExportList, "Nothing is given out.", table);
        return ExitCode.Done;
    }
}
