using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Work;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;
using Holdfast.Workloads;

namespace Holdfast.Server.Recovery;

/// <summary>Recovers items of a point.</summary>
internal sealed class RecoverWork(IEngine engine, RemotePart remotely, IJobWork applications) : IJobWork
{
    public void Run(LiveJob job)
    {
        var arguments = job.Arguments;
        if (arguments.Application is not null)
        {
            applications.Run(job);
            return;
        }
        job.Report.Progress.Phase = "recovery";
        var point = new PointRef(arguments.RecoveryPoint!, arguments.Online, arguments.ExternalServer);
        var items = Items(arguments.Items);
        if (arguments.Server is { } server)
        {
            var request = new RemoteRecoveryRequest(server, point, items, arguments.To!, arguments.Existing ?? "copy", arguments.Security ?? "point");
            using var remote = remotely.Recovery(job, request);
            remote.Run();
            return;
        }
        engine.Recover(
            new RecoverRequest(point, items, arguments.To!, Existing(arguments.Existing ?? "copy"), Security(arguments.Security ?? "point")), job.Report, job.Cancellation);
    }

    /// <summary>Paths as bytes; the root among them means everything.</summary>
    internal static List<byte[]> Items(IReadOnlyList<string>? given)
    {
        var items = (given ?? []).Select(ItemView.Path).ToList();
        if (items.Any(item => item.Length == 0)) items.Clear();
        return items;
    }

    internal static ExistingItem Existing(string text) => text switch
    {
        "copy" => ExistingItem.Copy,
        "skip" => ExistingItem.Skip,
        "overwrite" => ExistingItem.Overwrite,
        _ => throw new HoldfastException(ErrorCode.BadRequest, $"'{text}' is none of copy, skip, overwrite."),
    };

    internal static SecurityFrom Security(string text) => text switch
    {
        "destination" => SecurityFrom.Destination,
        "point" => SecurityFrom.Point,
        _ => throw new HoldfastException(ErrorCode.BadRequest, $"'{text}' is none of destination, point."),
    };
}
