using Holdfast.Contracts.Api.Setup;
using Holdfast.Server.Setup.Checks;
using static Holdfast.Server.Tests.Setup.MadeUpMachine;

namespace Holdfast.Server.Tests.Setup;

public sealed class PrerequisitesTests
{
    private static readonly CheckPlan plan = new("/var/lib/holdfast", "/mnt/pool", "/var/lib/holdfast/index");

    [Fact]
    public void Judge_GoodMachine_PassesEverything() => Assert.All(Prerequisites.Judge(Good, plan).Checks, check => Assert.Equal((SetupCheck.Passed, null, null), (check.State, check.Reason, check.Remedy)));

    public static TheoryData<string, string, string> Machines { get; } = new()
    {
        { "other system", "os", SetupCheck.Failed }, { "32 bits", "os", SetupCheck.Failed }, { "old kernel", "os", SetupCheck.Failed }, { "aging kernel", "os", SetupCheck.Warning },
        { "old windows", "os", SetupCheck.Failed }, { "windows 2016", "os", SetupCheck.Warning }, { "little memory", "memory", SetupCheck.Failed }, { "some memory", "memory", SetupCheck.Warning },
        { "one core", "cores", SetupCheck.Warning }, { "full program disk", "program-space", SetupCheck.Warning }, { "full data disk", "data-space", SetupCheck.Failed },
        { "read-only data disk", "data-space", SetupCheck.Failed }, { "scarce data disk", "data-space", SetupCheck.Warning }, { "data on network", "data-space", SetupCheck.Warning },
        { "underscore", "host-name", SetupCheck.Failed }, { "long name", "host-name", SetupCheck.Warning }, { "localhost", "host-name", SetupCheck.Warning }, { "no name", "host-name", SetupCheck.Failed },
        { "domain controller", "domain", SetupCheck.Warning }, { "domain member", "domain", SetupCheck.Passed }, { "clock ahead", "time-skew", SetupCheck.Failed },
        { "clock behind", "time-skew", SetupCheck.Warning }, { "no clock", "time-skew", SetupCheck.Passed }, { "port taken", "ports", SetupCheck.Failed }, { "agents' port taken", "ports", SetupCheck.Warning },
        { "no network", "network", SetupCheck.Warning }, { "dead proxy", "network", SetupCheck.Failed }, { "mabs", "foreign-software", SetupCheck.Warning },
        { "another server", "other-server", SetupCheck.Warning }, { "compressed ntfs", "pool-disk", SetupCheck.Failed }, { "removable", "pool-disk", SetupCheck.Failed },
        { "network pool", "pool-disk", SetupCheck.Warning }, { "fat", "pool-disk", SetupCheck.Failed }, { "small pool", "pool-disk", SetupCheck.Failed }, { "compressed btrfs", "pool-disk", SetupCheck.Warning },
        { "overlay", "pool-disk", SetupCheck.Warning },
    };

    [Theory]
    [MemberData(nameof(Machines))]
    public void Judge_MadeUpMachine_SaysWhyAndWhatHelps(string machine, string id, string state)
    {
        var checks = Prerequisites.Judge(Made(machine), plan).Checks;
        var check = Assert.Single(checks, check => check.Id == id);
        Assert.Equal(state, check.State);
        Assert.NotEmpty(check.Found);
        if (state == SetupCheck.Passed) return;
        Assert.NotEmpty(check.Reason!);
        Assert.NotEmpty(check.Remedy!);
        // Nothing else is blamed for it.
        Assert.All(checks.Where(other => other.Id != id), other => Assert.Equal(SetupCheck.Passed, other.State));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 5)]
    [InlineData(101, 6)]
    [InlineData(long.MaxValue, (long.MaxValue / 20) + 1)]
    public void Scratch_OfPlannedBytes_IsOneTwentiethRoundedUp(long planned, long needed)
    {
        var answer = RoomRules.Answer(planned, needed);
        Assert.Equal((needed, true), (answer.NeededBytes, answer.Enough));
        if (needed > 0) Assert.False(RoomRules.Answer(planned, needed - 1).Enough);
        Assert.NotEmpty(answer.Explanation);
    }

    [Fact]
    public void Scratch_TooSmallForThePlan_Fails() => Assert.Equal(
        SetupCheck.Failed, Assert.Single(Prerequisites.Judge(Good, plan with { PlannedCloudBytes = 9000 * GiB }).Checks, check => check.State != SetupCheck.Passed).State);

    [Theory]
    [InlineData("ext4", false, false, DiskCandidate.Usable)]
    [InlineData("NTFS", false, false, DiskCandidate.Usable)]
    [InlineData("NTFS", false, true, DiskCandidate.Refused)]
    [InlineData("ntfs3", false, true, DiskCandidate.Refused)]
    [InlineData("xfs", true, false, DiskCandidate.Refused)]
    [InlineData("exFAT", false, false, DiskCandidate.Refused)]
    [InlineData("nfs4", false, false, DiskCandidate.Warning)]
    [InlineData("cifs", false, false, DiskCandidate.Warning)]
    [InlineData("btrfs", false, true, DiskCandidate.Warning)]
    public void Candidate_ByFileSystem_IsUsableWarnedOrRefused(string fileSystem, bool isRemovable, bool isCompressed, string verdict)
    {
        var candidate = CandidateRule.Judge(Disk("/mnt/x", fileSystem) with { IsRemovable = isRemovable, IsCompressed = isCompressed }, GiB);
        Assert.Equal(verdict, candidate.Verdict);
        Assert.Equal(verdict == DiskCandidate.Usable, candidate.Reason is null && candidate.Remedy is null);
    }

    [Fact]
    public void Candidate_WithADiskOfThePool_IsWarned()
    {
        Assert.Equal(DiskCandidate.Warning, CandidateRule.Judge(Disk("/mnt/x"), GiB, ["/mnt/x/holdfast"]).Verdict);
        Assert.Equal(DiskCandidate.Usable, CandidateRule.Judge(Disk("/mnt/x"), GiB, ["/mnt/xy/holdfast"]).Verdict);
    }

    [Fact]
    public void ReadOnlyMounts_LongestAndLatestMount_Decides()
    {
        string[] mounts = ["1 0 8:1 / / rw,relatime - ext4 /dev/sda1 rw", "2 1 8:2 / /mnt/a\\040b ro,relatime - ext4 /dev/sdb1 rw", "3 1 8:3 / /mnt/c ro - ext4 /dev/sdc1 rw", "4 1 8:4 / /mnt/c rw - ext4 /dev/sdd1 rw"];
        Assert.False(ReadOnlyMounts.Hold("/var", mounts));
        Assert.True(ReadOnlyMounts.Hold("/mnt/a b/x", mounts));
        Assert.False(ReadOnlyMounts.Hold("/mnt/a bc", mounts));
        Assert.False(ReadOnlyMounts.Hold("/mnt/c", mounts));
    }

    [Fact]
    public void OtherServers_InstalledAndRunning_AreNamed_TheOwnIsNot()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-others-").FullName;
        try
        {
            var (own, installed, running, empty) = (Path.Combine(folder, "own"), Path.Combine(folder, "installed"), Path.Combine(folder, "running"), Path.Combine(folder, "empty"));
            foreach (var place in new[] { own, installed, running, empty }) Directory.CreateDirectory(Path.Combine(place, "secrets"));
            File.WriteAllText(Path.Combine(own, "secrets", "pool.keys"), "");
            File.WriteAllText(Path.Combine(installed, "secrets", "pool.keys"), "");
            File.WriteAllText(Path.Combine(running, "server.json"), """{"pid":7,"port":8420,"url":"http://127.0.0.1:8420","version":"1"}""");
            Assert.Equal([installed, $"{running} (process 7 at http://127.0.0.1:8420)"], OtherServers.Find(own, [own, installed, running, empty]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Look_AtThisComputer_FindsWhatThereIs()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-look-").FullName;
        try
        {
            using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, 0);
            taken.Start();
            var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
            var facts = await new MachineProbe(TimeProvider.System).Look(
                new CheckPlan(Path.Combine(folder, "not", "there", "yet"), folder, folder, Proxy: $"http://127.0.0.1:{port}", AgentPort: port), RunningServer.Deadline());
            Assert.Equal(Environment.ProcessorCount, facts.Cores);
            Assert.True(facts.Memory > 0 && facts.Data.Free > 0 && facts.Pool.Capacity >= facts.Pool.Free);
            Assert.NotEmpty(facts.HostName);
            Assert.NotEqual(SystemKind.Other, facts.System);
            Assert.Equal("taken", Assert.Single(facts.Ports).Problem);
            // It takes connections and says nothing: reachable, but no clock.
            Assert.Null(facts.Network.ProxyProblem);
            Assert.Null(facts.Clock.Skew);
            Assert.NotEmpty(facts.Clock.Skipped!);
            Assert.False(Directory.Exists(Path.Combine(folder, "not")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Look_WithAnHttpClock_ComparesWithItsDate()
    {
        await using var server = await RunningServer.Start();
        // Any server that answers has a clock; this one says it is half an hour earlier than its own test pretends.
        var time = new SteppedClock(TimeProvider.System.GetUtcNow().AddMinutes(30));
        var clock = await new NetworkProbe(time).Clock(new Uri(server.Address.Url), RunningServer.Deadline());
        Assert.InRange(clock.Skew!.Value, TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(31));
        Assert.Equal(SetupCheck.Failed, NetworkRules.Clock(Good with { Clock = clock }).State);
    }

    private static MachineFacts Made(string machine) => machine switch
    {
        "other system" => Good with { System = SystemKind.Other },
        "32 bits" => Good with { Architecture = "X86" },
        "old kernel" => Good with { SystemVersion = new Version(3, 10) },
        "aging kernel" => Good with { SystemVersion = new Version(4, 19) },
        "old windows" => Good with { System = SystemKind.Windows, SystemVersion = new Version(6, 3, 9600) },
        "windows 2016" => Good with { System = SystemKind.Windows, SystemVersion = new Version(10, 0, 14393) },
        "little memory" => Good with { Memory = GiB - 1 },
        "some memory" => Good with { Memory = 2 * GiB },
        "one core" => Good with { Cores = 1 },
        "full program disk" => Good with { Program = Good.Program with { Free = 1 } },
        "full data disk" => Good with { Data = Good.Data with { Free = 1 } },
        "read-only data disk" => Good with { Data = Good.Data with { IsReadOnly = true } },
        "scarce data disk" => Good with { Data = Good.Data with { Free = 2 * GiB } },
        "data on network" => Good with { Data = Good.Data with { IsNetwork = true } },
        "underscore" => Good with { HostName = "backup_1" },
        "long name" => Good with { HostName = "backup-server-of-everything" },
        "localhost" => Good with { HostName = "localhost" },
        "no name" => Good with { HostName = "" },
        "domain controller" => Good with { DomainRole = DomainRole.Controller },
        "domain member" => Good with { DomainRole = DomainRole.Member, Domain = "corp.example" },
        "clock ahead" => Good with { Clock = new ClockFacts(TimeSpan.FromMinutes(6), "proxy.example", null) },
        "clock behind" => Good with { Clock = new ClockFacts(TimeSpan.FromSeconds(-90), "proxy.example", null) },
        "no clock" => Good with { Clock = new ClockFacts(null, null, "there is no network") },
        "port taken" => Good with { Ports = [new PortFacts(8420, "API and console", "taken")] },
        "agents' port taken" => Good with { Ports = [new PortFacts(8420, "API and console", null), new PortFacts(8421, "agents", "taken", IsNeeded: false)] },
        "no network" => Good with { Network = new NetworkFacts(false) },
        "dead proxy" => Good with { Network = new NetworkFacts(true, "http://proxy.example:3128", "connection refused") },
        "mabs" => Good with { ForeignProducts = ["Data Protection Manager or Azure Backup Server (service MSDPM)"] },
        "another server" => Good with { OtherServers = ["/srv/holdfast"] },
        "compressed ntfs" => Good with { Pool = Disk("D:\\", "NTFS") with { IsCompressed = true } },
        "removable" => Good with { Pool = Disk("/media/stick") with { IsRemovable = true } },
        "network pool" => Good with { Pool = Disk("/mnt/nfs", "nfs4") },
        "fat" => Good with { Pool = Disk("/mnt/fat", "vfat") },
        "small pool" => Good with { Pool = Disk("/mnt/small") with { Capacity = 1 << 20 } },
        "compressed btrfs" => Good with { Pool = Disk("/mnt/btrfs", "btrfs") with { IsCompressed = true } },
        "overlay" => Good with { Pool = Disk("/", "overlay") },
        _ => throw new ArgumentOutOfRangeException(nameof(machine), machine, null),
    };
}
