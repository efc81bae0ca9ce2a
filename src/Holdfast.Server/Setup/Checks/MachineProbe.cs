using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using Holdfast.Store.Pool;

namespace Holdfast.Server.Setup.Checks;

/// <summary>Looks at this computer.</summary>
internal sealed class MachineProbe(TimeProvider time) : IMachineProbe
{
    private readonly LinuxDiskProbe disks = new();
    private readonly NetworkProbe network = new(time);

    public async Task<MachineFacts> Look(CheckPlan plan, CancellationToken cancellation)
    {
        var proxy = NetworkProbe.Proxy(plan.Proxy, plan.ProxyCredentialsFile, cancellation);
        var clock = network.Clock(plan.TimeSource ?? (plan.Proxy is { } text && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == "http" ? uri : null), cancellation);
        var (domainRole, domain) = ComputerDomain.Find();
        return new MachineFacts
        {
            System = OperatingSystem.IsLinux() ? SystemKind.Linux : OperatingSystem.IsWindows() ? SystemKind.Windows : SystemKind.Other,
            SystemName = RuntimeInformation.OSDescription, SystemVersion = Environment.OSVersion.Version, Architecture = RuntimeInformation.ProcessArchitecture.ToString(),
            Memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, Cores = Environment.ProcessorCount,
            HostName = IPGlobalProperties.GetIPGlobalProperties().HostName, DomainRole = domainRole, Domain = domain,
            Program = MountSurvey.Of(AppContext.BaseDirectory, disks), Data = MountSurvey.Of(plan.DataDirectory, disks),
            Scratch = MountSurvey.Of(plan.ScratchFolder, disks), Pool = MountSurvey.Of(plan.PoolFolder, disks),
            Ports = NetworkProbe.Ports(plan), ForeignProducts = OperatingSystem.IsWindows() ? WindowsProducts.Find() : LinuxProducts.Find(),
            OtherServers = OtherServers.Find(plan.DataDirectory), Network = await proxy, Clock = await clock,
        };
    }

    public IReadOnlyList<MountFacts> Mounts() => MountSurvey.All(disks);
}
