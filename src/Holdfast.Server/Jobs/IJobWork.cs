namespace Holdfast.Server.Jobs;

/// <summary>What jobs of one kind do. Runs on a thread of its own.</summary>
internal interface IJobWork
{
    /// <exception cref="Holdfast.Contracts.Errors.HoldfastException">The job failed.</exception>
    /// <exception cref="OperationCanceledException">The job was cancelled.</exception>
    void Run(LiveJob job);
}
