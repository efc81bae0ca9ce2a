using System.Text.Json;
using Holdfast.Workloads.VirtualMachines;
using Holdfast.Workloads.VirtualMachines.Qemu;
using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.Tests.VirtualMachines.Qemu;

public sealed class BackupPlannerTests
{
    private const long Length = 1L << 30;

    private static readonly MarkPlan Good = new("mark", null, []);

    [Fact]
    public void Plan_GoodMark_GoesOnWithTheChunksOfBefore()
    {
        var plan = Plan(Facts("id", Length), State("id", Length) with { Disks = [Kept("sda", Length) with { ChunkLength = 256 << 10 }] }, Good);

        Assert.Equal(("mark", "mark", Length, null, 256 << 10), (plan.Since, plan.Held, plan.PreviousLength, plan.Why, plan.Kept.ChunkLength));
    }

    [Fact]
    public void Plan_ReasonsToReadAll_AreSaidAndTheMarkIsHeld()
    {
        (DiskPlan Plan, string Why)[] cases =
        [
            (Plan(Facts("other", Length), State("id", Length), Good), "another machine"),
            (Plan(Facts("id", Length - 512), State("id", Length), Good), "smaller"),
            (Plan(Facts("id", Length), State("id", Length) with { Disks = [] }, Good), "new"),
            (Plan(Facts("id", Length), State("id", Length) with { Disks = [Kept("sda", Length) with { Path = "disks/else" }] }, Good), "place"),
            (Plan(Facts("id", Length), State("id", Length), new MarkPlan(null, "its dirty bitmap is gone", [])), "gone"),
        ];

        Assert.All(cases, each =>
        {
            Assert.Contains(each.Why, each.Plan.Why, StringComparison.Ordinal);
            Assert.Equal((null, null), (each.Plan.Since, each.Plan.PreviousLength));
        });
        Assert.All(cases[..4], each => Assert.Equal("mark", each.Plan.Held));
    }

    [Fact]
    public void Plan_EverythingAskedFor_NeedsNoReason()
    {
        var plan = Plan(Facts("id", Length), State("id", Length), Good, everything: true);

        Assert.Equal((null, "mark", null), (plan.Since, plan.Held, plan.Why));
    }

    [Fact]
    public void Plan_DiskThatGrew_GoesOn() => Assert.Equal(("mark", Length), (Plan(Facts("id", Length * 2), State("id", Length), Good) is var plan ? plan.Since : null, plan.PreviousLength));

    private static DiskPlan Plan(QemuFacts facts, MachineState state, MarkPlan mark, bool everything = false) =>
        Assert.Single(BackupPlanner.Plan(facts, state, new Dictionary<string, MarkPlan> { ["sda"] = mark }, everything));

    private static QemuFacts Facts(string machine, long length) =>
        new(machine, "web", "7.2", [new QemuDisk("sda", "node", "qcow2", "/sda", length, 512, 65536, "", [])], new QemuHardware(null, null, 0, 0, null), new Dictionary<string, byte[]>(), []);

    private static MachineState State(string machine, long length) => new(MachineState.CurrentFormat, machine, "web", [Kept("sda", length)], [], JsonElement.Parse("{}"));

    private static MachineDisk Kept(string name, long length) => new(name, "disks/" + name, length, 512, "qcow2", 65536, 65536, 0, "", null);
}
