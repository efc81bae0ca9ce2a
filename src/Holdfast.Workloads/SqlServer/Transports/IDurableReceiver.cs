using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SqlServer.Transports;

/// <summary>A receiver that can make what has come so far survive a power failure.</summary>
internal interface IDurableReceiver : IObjectReceiver
{
    void Sync();
}
