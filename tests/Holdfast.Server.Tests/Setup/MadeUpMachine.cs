using Holdfast.Server.Setup.Checks;

namespace Holdfast.Server.Tests.Setup;

/// <summary>A computer that has everything, and what a test makes of it.</summary>
internal sealed class MadeUpMachine : IMachineProbe
{
    public const long GiB = 1L << 30;

    public static MachineFacts Good { get; } = new()
    {
        System = SystemKind.Linux, SystemName = "Debian GNU/Linux 12", SystemVersion = new Version(6, 1), Architecture = "X64", Memory = 16 * GiB, Cores = 8, HostName = "backup1",
        DomainRole = DomainRole.None, Program = Disk("/usr"), Data = Disk("/var/lib/holdfast"), Scratch = Disk("/var/lib/holdfast/index"), Pool = Disk("/mnt/pool"),
        Network = new NetworkFacts(true), Clock = new ClockFacts(TimeSpan.FromSeconds(1), "proxy.example", null), Ports = [new PortFacts(8420, "API and console", null), new PortFacts(8421, "agents", null)],
    };

    public MachineFacts Facts { get; set; } = Good;

    public IReadOnlyList<MountFacts> Disks { get; set; } = [Disk("/mnt/pool")];

    public CheckPlan? Asked { get; private set; }

    public Task<MachineFacts> Look(CheckPlan plan, CancellationToken cancellation)
    {
        Asked = plan;
        return Task.FromResult(Facts);
    }

    public IReadOnlyList<MountFacts> Mounts() => Disks;

    public static MountFacts Disk(string path, string fileSystem = "ext4") => new(path, fileSystem, "8:1", 500 * GiB, 400 * GiB);
}
