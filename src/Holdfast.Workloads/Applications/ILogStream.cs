namespace Holdfast.Workloads.Applications;


/// <summary>Follows an application's log. One thread runs it.</summary>
public interface ILogStream : IDisposable
{
    /// <summary>Receives until it is stopped. What the sink made durable is acknowledged to the application, and nothing else. Commits soon after it began, and every minute, also where
    /// nothing came: who follows knows by that that it does. Ends with an exception where the connection ends; a new stream with the sink's state goes on.</summary>
    /// <exception cref="WorkloadException">Also <see cref="WorkloadFault.ChainBroken"/>: the application no longer has what comes next; a new base is needed.</exception>
    void Run(ILogSink sink, CancellationToken stop);
}
