using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Tests.VirtualMachines.Support;

/// <summary>Counts what is read.</summary>
internal sealed class CountingProgress : IWorkloadProgress
{
    private long read;

    public long BytesRead => Interlocked.Read(ref read);

    public void Reset() => Interlocked.Exchange(ref read, 0);

    public void Phase(string phase)
    {
    }

    public void Expect(long bytes)
    {
    }

    public void Read(long bytes) => Interlocked.Add(ref read, bytes);
}
