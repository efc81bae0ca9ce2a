using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;

namespace Holdfast.Agent.Control;

/// <summary>An agent that answers questions and runs scripts but no jobs: each ends at once with a failure that says so.</summary>
public sealed class UnableToWork(IControlSender sender) : IAgentWork
{
    public IReadOnlyList<JobAttempt> Running => [];

    public void Start(StartBackup backup) => Refuse(backup.Job);

    public void Start(StartRecovery recovery) => Refuse(recovery.Job);

    public void Start(FollowLog follow)
    {
        // The server waits for a stream in vain, and says so.
    }

    public void Cancel(JobAttempt job) => sender.Send(new AgentMessage { Finished = new JobFinished { Job = job, Cancelled = true } });

    public void Committed(JobAttempt job)
    {
        // No backup ever began.
    }

    public void FinishedSeen(JobAttempt job)
    {
        // Nothing is kept about a job that never began.
    }

    public void Throttle(Throttle limits)
    {
        // Nothing is ever sent.
    }

    private void Refuse(JobAttempt job)
    {
        var failure = new HoldfastException(ErrorCode.AgentRequestRefused, "This agent runs no jobs.");
        sender.Send(new AgentMessage { Finished = new JobFinished { Job = job, Failure = new Failure { Code = (uint)failure.Code, Message = failure.Message, Remedy = failure.Remedy } } });
    }
}
