using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;
using Holdfast.Workloads.VirtualMachines.HyperV;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV;

public sealed class HyperVDiscoveryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Discover_Host_FindsItsMachines()
    {
        using var stage = new Stage();
        stage.Host.Machines.Add(new FakeMachine { Name = "shared only", Disks = [new FakeDisk { Bus = "SCSI", File = @"C:\VMs\s.vhds", Live = [], IsShared = true }] });
        stage.Host.Machines.Add(new FakeMachine { Name = "planned", IsPlanned = true });

        var found = stage.Workload.Discover(stage.Context("hyperv://hv1"), Cancellation);

        Assert.Equal([$"hyperv://hv1/{stage.Machine.Id} web", $"hyperv://hv1/{stage.Host.Machines[1].Id} shared only"], found.Select(one => $"{one.Path} {one.Name}"));
        Assert.Null(found[0].Unprotectable);
        Assert.Contains("shared between machines", found[1].Unprotectable, StringComparison.Ordinal);
        Assert.All(found, one => Assert.Equal(("hyperv://hv1", false), (one.Parent, one.IsContainer)));
    }

    [Fact]
    public void Discover_ThisComputer_IsAHost()
    {
        using var stage = new Stage();

        Assert.Equal("hyperv://hv1", Assert.Single(stage.Workload.Discover(null, Cancellation)).Path);
        Assert.Empty(new HyperVWorkload(null).Discover(null, Cancellation));
    }

    [Theory]
    [InlineData("web")]
    [InlineData("")]
    public void Describe_ByNameOrId_SaysHowTheMachineIs(string name)
    {
        using var stage = new Stage();
        stage.Machine.HasTpm = true;

        var facts = stage.Workload.Describe(stage.Context($"hyperv://hv1/{(name.Length > 0 ? name : stage.Machine.Id)}"), Cancellation);

        Assert.Equal(("web", "generation 2, configuration 9.0", 11L << 20, ConsistencyGuarantee.Application), (facts.Name, facts.Version, facts.Size, facts.Guarantee));
        Assert.Contains("guardians", Assert.Single(facts.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_OldMachine_SaysWhatItCosts()
    {
        using var stage = new Stage();
        (stage.Machine.Version, stage.Machine.SubType, stage.Machine.State) = ("5.0", "Microsoft:Hyper-V:SubType:1", 3);
        stage.Machine.Disks.Add(new FakeDisk { Bus = "IDE", File = @"C:\VMs\old.vhd", Live = new byte[512] });

        var facts = stage.Workload.Describe(stage.Context(), Cancellation);

        Assert.Equal(("generation 1, configuration 5.0", ConsistencyGuarantee.Crash), (facts.Version, facts.Guarantee));
        Assert.Equal(3, facts.Warnings.Count);
        Assert.Contains(facts.Warnings, warning => warning.Contains("Update-VMVersion", StringComparison.Ordinal));
        Assert.Contains(facts.Warnings, warning => warning.Contains("Convert-VHD", StringComparison.Ordinal));
    }

    [Fact]
    public void Describe_TwoMachinesOfOneName_WantsAnId()
    {
        using var stage = new Stage();
        stage.Host.Machines.Add(new FakeMachine { Name = "web" });

        Assert.Equal(WorkloadFault.AddressWrong, Assert.Throws<WorkloadException>(() => stage.Workload.Describe(stage.Context("hyperv://hv1/web"), Cancellation)).Fault);
    }

    [Fact]
    public void Backup_ByClusterName_RunsOnTheNodeThatOwnsTheMachine()
    {
        using var stage = new Stage(owners: []);
        stage.Host.Owners!.Add(stage.Machine.Id, "HV2");
        stage.Host.Machines.Clear();
        stage.Other.Machines.Add(stage.Machine);

        var (point, _) = stage.Backup();

        Assert.Equal(stage.Machine.Disks[0].Live, point["disks/SCSI 0-0"]);
        Assert.Empty(stage.Host.Calls);
    }

    [Fact]
    public void Describe_NoSuchMachine_SaysWhereToLook()
    {
        using var stage = new Stage(owners: []);

        Assert.Equal(WorkloadFault.NotReachable, Assert.Throws<WorkloadException>(() => stage.Workload.Describe(stage.Context("hyperv://hv1/none"), Cancellation)).Fault);
    }

    [Theory]
    [InlineData(WmiFailure.AccountDenied, WorkloadFault.SignInRefused)]
    [InlineData(WmiFailure.LogonFailed, WorkloadFault.SignInRefused)]
    [InlineData(WmiFailure.LocalCredentials, WorkloadFault.SignInRefused)]
    [InlineData(WmiFailure.AccessDenied, WorkloadFault.RightMissing)]
    [InlineData(WmiFailure.RpcUnavailable, WorkloadFault.NotReachable)]
    [InlineData(WmiFailure.InvalidNamespace, WorkloadFault.NotHere)]
    [InlineData(0x80041001, WorkloadFault.ApplicationFailed)]
    public void Translate_FailureOfWmi_SaysWhatToDo(uint code, WorkloadFault fault)
    {
        var told = HyperVFaults.Translate(new WmiFailure(code, "Text of Windows."));

        Assert.Equal(fault, told.Fault);
        Assert.Equal("Hyper-V: Text of Windows.", told.Message);
        Assert.NotEmpty(told.Remedy);
    }

    [Fact]
    public void Readiness_OfAHost_SaysWhatIsMissing()
    {
        using var stage = new Stage();

        Assert.True(HyperVReadiness.Of(stage.Host, out var nothing));
        Assert.Null(nothing);
    }

    [Fact]
    public void Anything_WithoutWindows_SaysWhereItRuns()
    {
        using var stage = new Stage();

        Assert.Equal(WorkloadFault.NotHere, Assert.Throws<WorkloadException>(() => new HyperVWorkload(null).Describe(stage.Context(), Cancellation)).Fault);
    }

    [Fact]
    public void Workload_IsInstalled()
    {
        var kinds = InstalledWorkloads.On(new Workloads.Platform.PlainPlatform());

        Assert.Equal("hyperV", Assert.Single(kinds, kind => kind.Knows("hyperv://hv1/web")).Kind);
    }
}
