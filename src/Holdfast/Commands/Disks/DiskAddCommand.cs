using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Disks;

/// <summary>Adds a disk to the pool.</summary>
internal sealed class DiskAddCommand : HoldfastCommand
{
    private readonly Argument<string> path;

    internal DiskAddCommand() : base("add", "Adds a disk, given as an empty folder on it, to the storage pool.") =>
        path = Takes(new Argument<string>("PATH") { Description = "Folder on the disk; made if it does not exist" });

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var disk = await session.Client.AddDisk(new AddDiskRequest(Names.Absolute(input.GetValue(path)!)), session.Stop);
        session.Result.Show(disk, ApiJson.Default.DiskInfo, text =>
        {
            text.WriteLine($"Disk {disk.Id} is part of the pool: {disk.Path}, {Quantity.Bytes(disk.Free)} free of {Quantity.Bytes(disk.Capacity)}");
            if (disk.Advice is { } advice) text.WriteLine(advice);
        });
        return ExitCode.Done;
    }
}
