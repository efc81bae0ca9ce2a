using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Work;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;
using Holdfast.Workloads;

namespace Holdfast.Server.Recovery;

/// <summary>Recovers items of a point.</summary>
internal sealed class RecoverWork(IEngine engine, RemotePart remotely) : IJobWork
{
    public void Run(LiveJob job)
    {
        var arguments = job.Arguments;
        job.Report.Progress.Phase = "recovery";
        var point = new PointRef(arguments.RecoveryPoint!, arguments.Online, arguments.ExternalServer);
        var items = (arguments.Items ?? []).Select(ItemView.Path).ToList();
        // The root among the items means everything.
        if (items.Any(item => item.Length == 0)) items.Clear();
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
