using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Tests.PostgreSql.Support;

internal sealed class SilentProgress : IWorkloadProgress
{
    public void Phase(string phase)
    {
    }

    public void Expect(long bytes)
    {
    }

    public void Read(long bytes)
    {
    }
}
