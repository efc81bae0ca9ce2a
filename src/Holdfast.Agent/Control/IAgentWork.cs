using Holdfast.Contracts.Agent;

namespace Holdfast.Agent.Control;

/// <summary>What the server orders an agent to do. Calls come one after the other and return at once; work goes on beside them. An order that comes twice changes nothing.</summary>
public interface IAgentWork
{
    /// <summary>What goes on, and what has ended and was not yet seen by the server.</summary>
    IReadOnlyList<JobAttempt> Running { get; }

    void Start(StartBackup backup);

    void Start(StartRecovery recovery);

    /// <summary>Follows the log of an application until the server ends the stream that is opened for it.</summary>
    void Start(FollowLog follow);

    void Cancel(JobAttempt job);

    /// <summary>An application's recovery point is durable: the application may hear of it.</summary>
    void Committed(JobAttempt job);

    /// <summary>The server has taken note of the end: it need not be said again.</summary>
    void FinishedSeen(JobAttempt job);

    void Throttle(Throttle limits);
}
