using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Applications;
using Holdfast.Server.External;
using Holdfast.Server.Jobs;
using Holdfast.Server.Recovery;
using Holdfast.Server.Sources;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>Recoveries of applications: what can be reached, what a recovery would do, and the job that does it.</summary>
internal sealed class ApplicationRecoveries(ApplicationKinds kinds, SourceRegistry sources, IEngine engine, LogFollowers followers)
{
    private const int MostOptions = 50, LongestOption = 4000;

    /// <summary>Null: the request is about files, or wants an application's files as they were taken.</summary>
    internal ApplicationTarget? Target(Contracts.Api.RecoverRequest request, CallerScope scope) =>
        request.AsFiles ? null : Find(request.Source, new PointPlace(request.Online, request.ExternalServer), scope);

    /// <exception cref="HoldfastException"><see cref="ErrorCode.NotAnApplication"/>.</exception>
    internal ApplicationTarget Require(string source, PointPlace place, CallerScope scope) => Find(source, place, scope)
        ?? throw new HoldfastException(ErrorCode.NotAnApplication, $"{source} is protected as files.");

    internal RecoveryRange Range(string source, PointPlace place, CallerScope scope)
    {
        var target = Require(source, place, scope);
        var state = target.State;
        var log = place == PointPlace.Pool ? followers.Show(target.SourceId) : null;
        return new RecoveryRange(
            target.SourceId, target.Workload.Kind, target.Workload.Traits.PointInTime,
            [.. RecoveryPlanner.Ranges(target.Workload, state).Select(range => new ReachableTimes(range.From, range.To))],
            [.. state.Points.Select(point => new ReachablePoint(point.Id, point.Created, point.Document.Consistent, ApplicationDocuments.Word(point.Document.Type)))],
            log ?? Kept(state));
    }

    internal RecoveryPlanInfo Plan(Contracts.Api.RecoverRequest request, ApplicationTarget target, ApplicationPlace place) =>
        RecoveryPlanner.Show(target.SourceId, target.Workload.Kind, RecoveryPlanner.Plan(target.Workload, RecoveryPlanner.Ask(Arguments(request, target, place)), target.State).Plan);

    internal static JobArguments Arguments(Contracts.Api.RecoverRequest request, ApplicationTarget target, ApplicationPlace place)
    {
        if (request.Original && request.Server is not null) throw new HoldfastException(ErrorCode.BadRequest, "The original place is on the datasource's own production server.");
        if (request.Original && (request.Instance is not null || request.To is not null)) throw new HoldfastException(ErrorCode.BadRequest, "Name either the original place, an instance, or a folder.");
        if (!request.Original && request.Instance is null && request.To is null) throw new HoldfastException(ErrorCode.BadRequest, "Name the original place, an instance, or a folder to recover to.");
        if (request.Original && target.Place.ExternalServerId is not null)
            throw new HoldfastException(ErrorCode.RecoveryTargetRefused, "What another server backed up is not recovered to its original place.", "Use --to DIR or --instance ADDRESS.");
        if (request.Items is { Count: > 0 } items) RequireItems(items, target.Workload);
        if (request.NewName is not null && request.Instance is null) throw new HoldfastException(ErrorCode.BadRequest, "A new name belongs to an instance.");
        var (point, time, latest) = RecoveryPlanner.Meant(request.At, target.Workload, target.State.Points);
        return new JobArguments
        {
            Online = target.Place.Online || target.Place.ExternalServerId is not null, ExternalServer = target.Place.ExternalServerId, RecoveryPoint = point, Items = request.Items, To = place.Folder, Server = place.Server,
            Application = new ApplicationRecovery
            {
                Destination = request.Original ? "original" : request.Instance is not null ? "instance" : "folder", Time = time, Latest = latest,
                Instance = request.Instance is { } instance ? Faults.Translate(() => target.Workload.Normalize(instance)) : null, NewName = request.NewName,
                Overwrite = request.Overwrite || request.Existing == "overwrite", LeaveRestoring = request.LeaveRestoring, Options = Bounded(request.Options),
            },
        };
    }

    // Which there are is the workload's to say; they are kept with the job.
    private static IReadOnlyDictionary<string, string>? Bounded(IReadOnlyDictionary<string, string>? options) =>
        options is null or { Count: <= MostOptions } && (options?.All(option => option.Key.Length + option.Value.Length <= LongestOption) ?? true) ? options
            : throw new HoldfastException(ErrorCode.ApplicationOptionWrong, $"At most {MostOptions} options of {LongestOption} characters can be given.");

    private static void RequireItems(IReadOnlyList<string> items, IWorkload workload)
    {
        if (!workload.Traits.Items) throw new HoldfastException(ErrorCode.NoInnerItems, $"A {workload.Traits.Title} is recovered whole; nothing inside it can be recovered by itself.");
        if (items.Count > RecoveryRoutes.MostItems) throw new HoldfastException(ErrorCode.BadRequest, $"At most {RecoveryRoutes.MostItems} items can be recovered in one job; choose folders.");
    }

    private ApplicationTarget? Find(string source, PointPlace place, CallerScope scope)
    {
        if (place.ExternalServerId is { } server) return OfExternal(server, source, scope);
        var row = sources.Resolve(source, scope);
        if (!row.IsApplication) return null;
        var state = engine.Applications.State(row.Id, place);
        return new ApplicationTarget(row.Id, row.Name, row.Path, row.Server, kinds.Of(row), place, followers.Current(row.Id, place, state));
    }

    private ApplicationTarget? OfExternal(string server, string source, CallerScope scope)
    {
        ExternalSources.RequireAll(scope);
        var found = ExternalSources.Points(engine, server, kinds.Normalized(source) ?? source)[0];
        if (found.Kind == SourceRow.Files) return null;
        var place = new PointPlace(Online: true, server);
        return new ApplicationTarget(found.SourceId, found.SourceName, found.SourcePath, found.Server, kinds.Of(found.Kind), place, engine.Applications.State(found.SourceId, place));
    }

    private static LogFollowing? Kept(ApplicationState state) => state.Logs is [{ State: var log } newest, ..]
        ? new LogFollowing(
            newest.IsClosed ? LogFollower.Broken : LogFollower.Stopped, log.Covered, log.Start, log.End, log.Segments.Count, log.Segments.Sum(segment => segment.Length), null, null, null)
        : null;
}
