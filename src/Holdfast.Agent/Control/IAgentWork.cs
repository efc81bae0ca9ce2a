using Holdfast.Contracts.Agent;

namespace Holdfast.Agent.Control;

/// <summary>The jobs of an agent, as the control stream gives them. Calls come one after the other and return at once.</summary>
public interface IAgentWork
{
    /// <summary>Begins an attempt. One that runs or has ended already is not begun again; an earlier attempt of the same job is given up.</summary>
    void Start(StartBackup backup);

    /// <inheritdoc cref="Start(StartBackup)"/>
    void Start(StartRecovery recovery);

    void Cancel(JobAttempt attempt);

    /// <summary>The server has taken note of the end: it need not be told again.</summary>
    void FinishedSeen(JobAttempt attempt);

    /// <summary>What goes on, or has ended and was not yet taken note of.</summary>
    IReadOnlyList<JobAttempt> Running { get; }

    /// <summary>From now on no more bytes a second than these go to the server.</summary>
    void Throttle(Throttle throttle);
}
