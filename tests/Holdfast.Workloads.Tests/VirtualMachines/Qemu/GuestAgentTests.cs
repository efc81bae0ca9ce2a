using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.Support;
using Holdfast.Workloads.Tests.VirtualMachines.Support;

namespace Holdfast.Workloads.Tests.VirtualMachines.Qemu;

public sealed class GuestAgentTests : IDisposable
{
    private readonly TempTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Backup_WithAnAgent_FreezesAndThaws()
    {
        using var agent = new AgentStandIn(tree);
        using var daemon = StorageDaemon.Start(tree, ("d0", "qcow2"));
        var points = new MachinePoints(tree, daemon.Address, daemon.NbdOption, ("guestAgent", agent.Path));
        points.OnDisk = () => Assert.Equal(["freeze", "thaw"], agent.Asked);

        points.Backup();

        Assert.Equal(ConsistencyGuarantee.Application, points.Last.Guarantee);
        Assert.Equal(["freeze", "thaw"], agent.Asked);
    }

    [Fact]
    public void Backup_AgentThatRefuses_FailsAndThaws()
    {
        using var agent = new AgentStandIn(tree) { FreezeAnswer = """{"error": {"class": "GenericError", "desc": "cannot freeze"}}""", ThawsThatFail = 2 };
        using var daemon = StorageDaemon.Start(tree, ("d0", "qcow2"));
        var points = new MachinePoints(tree, daemon.Address, daemon.NbdOption, ("guestAgent", agent.Path));

        var error = Assert.Throws<WorkloadException>(() => points.Backup());

        Assert.Contains("cannot freeze", error.Message, StringComparison.Ordinal);
        Assert.Equal(["freeze", "thaw", "thaw", "thaw"], agent.Asked);
        Assert.Empty(daemon.Ours());
    }

    [Fact]
    public void Backup_GuestThatDoesNotThaw_SaysSo()
    {
        using var agent = new AgentStandIn(tree) { ThawsThatFail = 99 };
        using var daemon = StorageDaemon.Start(tree, ("d0", "qcow2"));
        var points = new MachinePoints(tree, daemon.Address, daemon.NbdOption, ("guestAgent", agent.Path));

        Assert.Contains("may still hold still", Assert.Throws<WorkloadException>(() => points.Backup()).Message, StringComparison.Ordinal);
        Assert.Empty(daemon.Ours());
    }

    [Fact]
    public void Backup_NoFileSystemHeldStill_IsOfACrash()
    {
        using var agent = new AgentStandIn(tree) { FreezeAnswer = """{"return": 0}""" };
        using var daemon = StorageDaemon.Start(tree, ("d0", "qcow2"));
        var points = new MachinePoints(tree, daemon.Address, daemon.NbdOption, ("guestAgent", agent.Path));

        points.Backup();

        Assert.Equal(ConsistencyGuarantee.Crash, points.Last.Guarantee);
    }
}
