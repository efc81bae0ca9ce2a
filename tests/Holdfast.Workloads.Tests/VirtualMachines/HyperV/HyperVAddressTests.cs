using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV;

public sealed class HyperVAddressTests
{
    private static readonly HyperVWorkload Workload = new(null);

    [Theory]
    [InlineData("hyperv://HV1", "hyperv://hv1")]
    [InlineData("HYPERV://hv1.example.com/", "hyperv://hv1.example.com")]
    [InlineData("hyperv://hv1/5e7d2fba-0000-4000-8000-00000000abcd", "hyperv://hv1/5E7D2FBA-0000-4000-8000-00000000ABCD")]
    [InlineData("hyperv://hv1/{5e7d2fba-0000-4000-8000-00000000abcd}", "hyperv://hv1/5E7D2FBA-0000-4000-8000-00000000ABCD")]
    [InlineData("hyperv://hv1/web server%2F1", "hyperv://hv1/web%20server%2F1")]
    [InlineData("hyperv://192.168.1.5/web", "hyperv://192.168.1.5/web")]
    public void Normalize_Address_HasOneForm(string text, string expected)
    {
        Assert.True(Workload.Knows(text));
        Assert.Equal(expected, Workload.Normalize(text));
        Assert.Equal(expected, Workload.Normalize(expected));
    }

    [Theory]
    [InlineData("hyperv://")]
    [InlineData("hyperv:///web")]
    [InlineData("hyperv://h v/web")]
    [InlineData("hyperv://hv1/a/b")]
    [InlineData("hyperv://hv1//web")]
    [InlineData("hyperv://hv1:5985/web")]
    [InlineData("hyperv://user@hv1/web")]
    [InlineData("hyperv://hv1/a%00b")]
    [InlineData("http://hv1/web")]
    public void Normalize_AnotherText_IsRefused(string text) => Assert.Equal(WorkloadFault.AddressWrong, Assert.Throws<WorkloadException>(() => Workload.Normalize(text)).Fault);

    [Theory]
    [InlineData("consistency", "perhaps")]
    [InlineData("guestBackup", "half")]
    [InlineData("start", "1")]
    [InlineData("newId", "")]
    [InlineData("speed", "fast")]
    public void Options_Wrong_AreRefused(string name, string value) =>
        Assert.Equal(WorkloadFault.OptionWrong, Assert.Throws<WorkloadException>(() => HyperVOptions.Read(new Dictionary<string, string> { [name] = value })).Fault);

    [Fact]
    public void Options_All_AreRead()
    {
        var read = HyperVOptions.Read(new Dictionary<string, string> { ["consistency"] = "preferApplication", ["guestBackup"] = "full", ["start"] = "true", ["newId"] = "true", ["excludePageFiles"] = "false", ["format"] = "raw" });

        Assert.Equal((CheckpointConsistency.PreferApplication, true, true, true, false, "raw"), (read.Consistency, read.IsGuestFull, read.Start, read.NewId, read.Machine.ExcludePageFiles, read.Machine.Format));
    }

    [Theory]
    [InlineData(null, @"C:\VMs\a.vhdx", @"C:\VMs\a.vhdx")]
    [InlineData("hv2", @"C:\VMs\a.vhdx", @"\\hv2\C$\VMs\a.vhdx")]
    [InlineData("hv2", @"C:\ClusterStorage\Volume1\a.vhdx", @"\\hv2\C$\ClusterStorage\Volume1\a.vhdx")]
    [InlineData("hv2", @"\\files\vms\a.vhdx", @"\\files\vms\a.vhdx")]
    public void Locate_PathOfAHost_IsReachedByItsShare(string? host, string path, string expected) => Assert.Equal(expected, HostPath.Locate(host, path));

    [Theory]
    [InlineData(@"C:\VMs\web", @"..\base.vhdx", @"C:\VMs\base.vhdx")]
    [InlineData(@"C:\VMs\web", @".\a\..\b.vhdx", @"C:\VMs\web\b.vhdx")]
    [InlineData(@"C:\VMs", @"..\..\base.vhdx", null)]
    [InlineData(@"\\files\vms\web", @"..\base.vhdx", @"\\files\vms\base.vhdx")]
    [InlineData(@"\\files\vms\web", @"..\..\other\base.vhdx", null)]
    [InlineData(@"C:\VMs", @"\base.vhdx", null)]
    [InlineData(@"C:\VMs", @"D:base.vhdx", null)]
    public void Resolve_RelativePath_StaysOnItsVolume(string folder, string relative, string? expected) => Assert.Equal(expected, HostPath.Resolve(folder, relative));

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("hv1", true)]
    [InlineData("hv1.example.com", true)]
    [InlineData("hv10", false)]
    [InlineData("hv2", false)]
    public void IsLocal_Name_IsCompared(string name, bool expected) => Assert.Equal(expected, HostPath.IsLocal(name, "HV1"));
}
