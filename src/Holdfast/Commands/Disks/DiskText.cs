using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Disks;

/// <summary>Shows disks of the pool.</summary>
internal static class DiskText
{
    internal static int Show(Session session, DiskList found)
    {
        var table = new TextTable("ID", "PATH", "STATE", "USED#", "FREE#", "CAPACITY#", "ADVICE");
        foreach (var disk in found.Disks)
            table.Add(disk.Id, disk.Path, disk.State, Quantity.Bytes(disk.Used), Quantity.Bytes(disk.Free), Quantity.Bytes(disk.Capacity), disk.Advice ?? "");
        session.Result.ShowTable(found, ApiJson.Default.DiskList, "The pool has no disks: `holdfast disk add PATH` adds one.", table);
        return ExitCode.Done;
    }
}
