using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SqlServer.Transports;

/// <summary>Passes on, and knows whether all has come.</summary>
internal sealed class CountedReceiver(IObjectReceiver inner) : IObjectReceiver
{
    private volatile bool _complete;

    public bool IsComplete => _complete;

    public void Append(ReadOnlySpan<byte> bytes) => inner.Append(bytes);

    public void Complete()
    {
        inner.Complete();
        _complete = true;
    }

    public void Abort() => inner.Abort();
}
