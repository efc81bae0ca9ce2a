using Google.Protobuf;
using Holdfast.Agent.Applications;
using Holdfast.Agent.Remote;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Format;
using Holdfast.Server.Agents.Data;
using Holdfast.Server.Engine.Applications;
using Holdfast.Server.Engine.Remote;
using Holdfast.Server.Jobs;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Agents.Work;

/// <summary>Has an agent recover an application on its computer. Lives for one job; runs on its thread.</summary>
/// <param name="server">Production server that it is recovered on.</param>
internal sealed class RemoteApplicationRecovery(RemoteContext context, LiveJob job, string server, RemoteOptions options) : IDisposable
{
    /// <summary>Documents beyond those that the plan reads are sent while there is room.</summary>
    private const long MostDocuments = 8 << 20;

    private readonly RemoteJob mailbox = context.Jobs.Add(job.Id, server);

    /// <param name="site">What the workload there is told; holds the account.</param>
    /// <param name="open">Opens points, and the log, by their ids.</param>
    internal RecoveryOutcome Run(ApplicationSite site, RecoveryAsk ask, RecoveryPlan plan, ApplicationState state, KeptLog? log, Func<IReadOnlyCollection<string>, IRemotePoints> open)
    {
        var read = plan.Parts.Select(part => part.Point).OfType<string>().ToHashSet();
        var session = open([.. read, .. log is null ? [] : (string[])[log.Id]]);
        var told = new ApplicationReturn { Site = site, Ask = ApplicationRecoveryWire.Write(ask), Plan = ApplicationRecoveryWire.Write(plan) };
        told.Points.AddRange(Documents(state, read, ask.Point).Select(point => Point(point, session)));
        if (log is not null)
        {
            told.Log = ApplicationRecoveryWire.Write(log.State);
            told.Log.Root = Root(session, log.Id);
        }
        var conductor = new RemoteConductor(context, mailbox, options.Lease, job.Report, job.Cancellation);
        var finished = RemoteRecovery.Conduct(conductor, session, server, attempt =>
        {
            // Before anything is said: an agent that does not know applications must not hear of the account.
            RemoteApplications.Require(conductor.Link!);
            return new ServerMessage
            {
                Recovery = new StartRecovery { Job = attempt, ChunkIdKey = ByteString.CopyFrom(session.ChunkIdKey), DataStreams = options.DataStreams, Application = told },
            };
        });
        return OutcomeOf(finished);
    }

    public void Dispose() => context.Jobs.Remove(mailbox);

    private static RecoveryOutcome OutcomeOf(JobFinished finished)
    {
        if (finished.Recovered is null) throw DataChecks.Refused("The agent ended an application's recovery without saying what it reached.");
        try
        {
            return ApplicationRecoveryWire.Read(finished.Recovered);
        }
        catch (MalformedDataException error)
        {
            throw DataChecks.Refused(error.Message);
        }
    }

    private static List<PointDocument> Documents(ApplicationState state, HashSet<string> read, string? asked)
    {
        var chosen = new HashSet<string>();
        var size = 0L;
        foreach (var point in state.Points.OrderByDescending(point => read.Contains(point.Id) || point.Id == asked).ThenByDescending(point => point.Created))
        {
            var isNeeded = read.Contains(point.Id) || point.Id == asked;
            size += point.Document.State.Length;
            if (size <= MostDocuments) chosen.Add(point.Id);
            else if (isNeeded)
                throw new HoldfastException(ErrorCode.ApplicationElsewhere, "The recovery reads too many recovery points for an agent.", "Recover to a folder of the backup server, or to an instance that it reaches.");
        }
        return [.. state.Points.Where(point => chosen.Contains(point.Id))];
    }

    private static ApplicationPoint Point(PointDocument point, IRemotePoints session)
    {
        var told = ApplicationRecoveryWire.Write(point);
        if (session.Roots.ContainsKey(point.Id)) told.Root = Root(session, point.Id);
        return told;
    }

    private static ByteString Root(IRemotePoints session, string id) => ByteString.CopyFrom(TableRootBytes.Write(session.Roots[id]));
}
