using Holdfast.Contracts.Api.Exports;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;
using Holdfast.Server.Exports;
using Holdfast.Server.Tests.Agents;
using Holdfast.Workloads.Disks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Server.Tests.Exports;

public sealed class ExportDeskTests : IAsyncDisposable
{
    private static readonly TimeSpan idle = TimeSpan.FromMinutes(ExportSettings.IdleMinutes.Default!.Value);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("holdfast-desk-");
    private readonly SteppedClock time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly RecordedAudit audit = new();
    private readonly WatchedDisk disk = new();
    private readonly Lock opening = new();
    private readonly ExportDesk desk;

    public ExportDeskTests() => desk = new ExportDesk(
        new ExportPlace(folder.FullName, Settings.Empty, () => throw new InvalidOperationException(), () => "", () => "localhost"), audit, time, NullLogger.Instance);

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Export_NobodyAsksForAnything_EndsByItself_AndIsOnRecord()
    {
        var started = Start("e1");
        time.Advance(idle - TimeSpan.FromMinutes(1));
        await desk.Ending;
        await using (var client = await NbdReader.Open(started.Uri)) _ = await client!.Read(0, 512); // begins the time anew
        while (desk.Get("e1").Show().Clients > 0) await Task.Yield();
        time.Advance(idle - TimeSpan.FromMinutes(1));
        await desk.Ending;
        Assert.Single(desk.All);
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromMinutes(1), desk.Get("e1").Ends);
        time.Advance(TimeSpan.FromMinutes(1));
        await desk.Ending;
        Assert.Empty(desk.All);
        Assert.True(disk.IsDisposed);
        Assert.False(File.Exists(started.Export.Address));
        Assert.Null(desk.ExportOf("p1"));
        Assert.Contains(audit.Rows, row => row.Action == "export.end" && row.Subject.StartsWith("e1: disk of web1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_AtTheSameTime_EndsItOnce()
    {
        _ = Start("e1");
        var export = desk.Get("e1");
        var first = desk.Stop(export);
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => desk.Stop(export));
        Assert.Equal(ErrorCode.ExportUnknown, refused.Code);
        await first;
        Assert.Null(desk.ExportOf("p1"));
    }

    [Fact]
    public void Start_DiskThatDoesNotOpen_PinsNothing()
    {
        Assert.Throws<HoldfastException>(() => desk.Start(Facts("e1"), () => throw new HoldfastException(ErrorCode.ExportDiskUnknown, "No."), ExportListening.Socket, opening));
        Assert.Null(desk.ExportOf("p1"));
        Assert.Throws<HoldfastException>(() => desk.Start(Facts(new string('e', 200)), () => new OpenedExportDisk(disk, DiskFormat.Raw), ExportListening.Socket, opening));
        Assert.True(disk.IsDisposed); // its socket's path is too long
        Assert.Null(desk.ExportOf("p1"));
        Assert.Empty(desk.All);
    }

    [Fact]
    public async Task Clients_MoreThanAllowed_AreTurnedAway_UntilOneLeaves()
    {
        var started = Start("e1");
        var clients = new List<NbdReader>();
        for (var i = 0; i < ExportSettings.MostClients.Default; i++) clients.Add((await NbdReader.Open(started.Uri))!);
        await Assert.ThrowsAnyAsync<IOException>(() => NbdReader.Open(started.Uri));
        foreach (var client in clients) await client.DisposeAsync();
        NbdReader? late = null;
        for (var turn = 0; late is null && turn < 1000; turn++)
        {
            try
            {
                late = await NbdReader.Open(started.Uri);
            }
            catch (IOException)
            {
                await Task.Yield(); // the server has not seen yet that they are gone
            }
        }
        Assert.NotNull(late);
        await late.DisposeAsync();
    }

    private StartedExport Start(string id) => desk.Start(Facts(id), () => new OpenedExportDisk(disk, DiskFormat.Raw), ExportListening.Socket, opening);

    private ExportFacts Facts(string id) => new(id, new PointRef("p1", Online: false), time.GetUtcNow(), "s1", "web1", "disk", "local");

    private sealed class WatchedDisk : IDisk
    {
        public bool IsDisposed { get; private set; }

        public long Length => 1 << 20;

        public int SectorLength => 512;

        public void Read(long offset, Span<byte> buffer) => buffer.Fill(7);

        public IEnumerable<ByteRange> Data(ByteRange range) => [range];

        public void Dispose() => IsDisposed = true;
    }
}
