using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

/// <summary>root\HyperVCluster\v2 of a cluster: its machines, and the nodes that own them.</summary>
internal sealed class FakeCluster(FakeHost host) : IWmiSession
{
    public IReadOnlyList<WmiObject> Query(string className, string? where = null)
    {
        Assert.Equal("Msvm_ComputerSystem", className);
        return [.. host.Owners!.Keys.Where(id => where!.Contains($"'{id}'", StringComparison.Ordinal)).Select(id => new WmiObject(className, "cluster:" + id, [WmiProperty.Of("Name", id)]))];
    }

    public IReadOnlyList<WmiObject> Related(string path, string resultClass, string? association = null)
    {
        Assert.Equal(("Msvm_ComputerSystem", "Msvm_HostedDependency"), (resultClass, association));
        return [new WmiObject(resultClass, "node", [WmiProperty.Of("Name", host.Owners![path["cluster:".Length..]])])];
    }

    public WmiObject? Get(string path) => null;

    public WmiObject? New(string className) => null;

    public WmiObject Invoke(string path, string method, IReadOnlyList<WmiArgument> arguments) => throw new InvalidOperationException("Nothing is done by the cluster.");

    public void Dispose()
    {
    }
}
