using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Workloads.Applications;
using Microsoft.Extensions.Logging;

namespace Holdfast.Agent.Applications;

/// <summary>The applications of an agent's computer, as the server has them asked, backed up, and let go. Thread-safe.</summary>
/// <param name="folders">For this account alone, beneath the agent's own data.</param>
public sealed partial class ApplicationHost(IReadOnlyList<IWorkload> workloads, ApplicationFolders folders, TimeProvider clock, ILogger log)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new();

    /// <exception cref="HoldfastException"><see cref="ErrorCode.ApplicationKindUnknown"/>.</exception>
    public IWorkload Of(string kind) => workloads.FirstOrDefault(workload => workload.Kind == kind)
        ?? throw new HoldfastException(ErrorCode.ApplicationKindUnknown, $"This agent knows no '{kind}'.", "Install the server's version of Holdfast on the production server.");

    public ApplicationDescription Describe(ApplicationSite site, CancellationToken cancellation) =>
        With(site, (workload, context) => ApplicationWire.Write(workload.Describe(context, cancellation)));

    public ApplicationFinds Discover(ApplicationSearch search, CancellationToken cancellation)
    {
        var finds = new ApplicationFinds();
        if (search.Instance is { } instance)
            finds.Found.AddRange(With(instance, (workload, context) => workload.Discover(context, cancellation).Select(found => ApplicationWire.Write(workload.Kind, found)).ToList()));
        else
            finds.Found.AddRange(workloads.SelectMany(workload => Here(workload, cancellation)));
        return finds;
    }

    /// <summary>The datasource is no longer protected: what the application keeps for it is given up. What waits here for a recovery point goes only where the data is deleted, too.</summary>
    public void Release(ApplicationSite site, CancellationToken cancellation)
    {
        With(site, (workload, context) =>
        {
            workload.Release(context, cancellation);
            return true;
        });
        if (site.Forget) folders.Forget(SafeId(site.Source));
    }

    internal ScratchFolder Scratch() => folders.Scratch();

    internal WorkloadContext Context(ApplicationSite site, ScratchFolder scratch)
    {
        var keep = site.Source.Length > 0 ? folders.Keep(SafeId(site.Source)) : Directory.CreateDirectory(Path.Combine(scratch.Path, "keep")).FullName;
        var account = site.Account is { } given ? new WorkloadCredential(given.User, given.Password) : null;
        return new WorkloadContext(
            site.Address, account, Directory.CreateDirectory(Path.Combine(scratch.Path, "work")).FullName, keep, new Dictionary<string, string>(site.Options), Objects: null, clock);
    }

    /// <summary>One run of a datasource at a time: an attempt that was replaced may not have let go of the application yet.</summary>
    internal IDisposable Turn(string source, CancellationToken cancellation)
    {
        var turn = turns.GetOrAdd(SafeId(source), _ => new SemaphoreSlim(1, 1));
        turn.Wait(cancellation);
        return new TakenTurn(turn);
    }

    /// <summary>The point is made: what the application does not hear now, the next backup makes up for.</summary>
    internal void Tell(IPendingBackup pending, string address)
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5), clock);
            pending.Committed(patience.Token);
        }
        catch (Exception failure)
        {
            // Whatever it is, the agent goes on.
            log.LogWarning(failure, "The recovery point of {Address} is made; telling the application so failed.", address);
        }
    }

    /// <summary>Lets go of a backup that came to nothing, or of which the application has heard.</summary>
    internal void LetGo(IPendingBackup pending, string address)
    {
        try
        {
            pending.Dispose();
        }
        catch (Exception failure)
        {
            // Whatever it is, the agent goes on.
            log.LogWarning(failure, "The backup of {Address} could not be ended in order.", address);
        }
    }

    private T With<T>(ApplicationSite site, Func<IWorkload, WorkloadContext, T> ask)
    {
        var workload = Of(site.Kind);
        using var scratch = Scratch();
        return ask(workload, Context(site, scratch));
    }

    // One kind that cannot be looked for does not hide the others.
    private List<ApplicationFind> Here(IWorkload workload, CancellationToken cancellation)
    {
        try
        {
            return [.. workload.Discover(null, cancellation).Select(found => ApplicationWire.Write(workload.Kind, found))];
        }
        catch (WorkloadException failure)
        {
            log.LogWarning(failure, "{Kind} could not be looked for.", workload.Kind);
            return [];
        }
    }

    // It becomes the name of a folder.
    private static string SafeId(string source) =>
        SourceId().IsMatch(source) ? source : throw new HoldfastException(ErrorCode.AgentRequestRefused, "The id of the datasource cannot be used.");

    [GeneratedRegex(@"\A[A-Za-z0-9]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SourceId();

    private sealed class TakenTurn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
