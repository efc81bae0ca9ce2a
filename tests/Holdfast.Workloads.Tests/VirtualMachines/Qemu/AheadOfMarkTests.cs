using System.Text.Json;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.VirtualMachines;
using Holdfast.Workloads.VirtualMachines.Qemu;
using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.Tests.VirtualMachines.Qemu;

/// <summary>Histories of a machine that is turned on and off, backed up both ways, and whose image is copied and put back.</summary>
public sealed class AheadOfMarkTests
{
    private const int Most = 400;

    private readonly List<(List<int> Content, HashSet<int> Noted, string Mark)> copies = [];
    private List<int> content = [.. new int[200]];
    private HashSet<int> noted = [];
    private string mark = "none";
    private int value, incremental;
    private List<int>? point;
    private MachineState? state;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Backup_HistoriesOfOnAndOff_HaveWholePoints(int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < 4000; step++)
        {
            switch (random.Next(10))
            {
                case 0:
                    Backup(isOff: false, random.Next(20) == 0);
                    break;
                case 1 or 2:
                    Backup(isOff: true, random.Next(20) == 0);
                    break;
                case 3:
                    copies.Add(([.. content], [.. noted], mark));
                    break;
                case 4 when copies.Count > 0:
                    var (earlier, then, its) = copies[random.Next(Math.Max(0, copies.Count - 4), copies.Count)];
                    (content, noted, mark) = ([.. earlier], [.. then], its);
                    break;
                case 5 when content.Count < Most:
                    content.AddRange(new int[random.Next(1, 4)]);
                    break;
                default:
                    Write(random.Next(content.Count), random.Next(1, 6));
                    break;
            }
        }
        Assert.InRange(incremental, 300, 4000);
    }

    [Fact]
    public void Of_StateThatSaysTooMuch_IsNone()
    {
        AheadOfMark[] wrong = [new("sda", [new ByteRange(-1, 5)]), new("sda", [new ByteRange(0, long.MaxValue)]), new("sda", [.. Enumerable.Repeat(new ByteRange(0, 1), ExcludedFile.MostCover + 1)])];

        Assert.All(wrong, each => Assert.Null(QemuState.Of(Kept([each], 1))));
        Assert.NotNull(QemuState.Of(Kept([new AheadOfMark("sda", [new ByteRange(0, 5)])], 1)));
    }

    private void Write(int at, int count)
    {
        for (var block = at; block < Math.Min(content.Count, at + count); block++)
        {
            content[block] = ++value;
            noted.Add(block);
        }
    }

    /// <summary>As a backup does it, in blocks of one byte: what is not read comes from the point before, and the new point must be the disk.</summary>
    private void Backup(bool isOff, bool everything)
    {
        var own = state is null ? null : QemuState.Of(state)!;
        var marks = new Dictionary<string, MarkPlan> { ["sda"] = own?.Mark == mark ? new MarkPlan(mark, null, []) : new MarkPlan(null, "gone", []) };
        var plan = Assert.Single(BackupPlanner.Plan(Facts(), state, marks, everything));
        var changed = plan.Held is null ? null : AheadOfMark.With(RangeList.Of(noted.Select(block => new ByteRange(block, 1)), content.Count), own, "sda", content.Count);
        var taken = new List<int>(content);
        if (plan.PreviousLength is { } length)
        {
            incremental++;
            for (var block = 0; block < Math.Min(length, content.Count); block++)
                if (!changed!.Any(range => range.Offset <= block && block < range.End)) taken[block] = point![block];
        }
        Assert.Equal(content, taken);
        var ahead = isOff ? AheadOfMark.Next(plan, changed, state?.Disks[0].Length ?? 0) : null;
        if (!isOff) (mark, noted) = ($"mark{++value}", []);
        (point, state) = (taken, Kept(ahead is null ? null : [ahead], content.Count, isOff ? own?.Mark ?? "never" : mark));
    }

    private QemuFacts Facts() =>
        new("id", "web", "7.2", [new QemuDisk("sda", "sda", "qcow2", "/sda", content.Count, 512, 65536, "", [])], new QemuHardware(null, null, 0, 0, null), new Dictionary<string, byte[]>(), []);

    private static MachineState Kept(IReadOnlyList<AheadOfMark>? ahead, long length, string mark = "mark") => new(
        MachineState.CurrentFormat, "id", "web", [new MachineDisk("sda", "disks/sda", length, 512, "qcow2", 65536, 65536, 0, "", "/sda")], [],
        JsonElement.Parse(new QemuState("00000000", mark, "7.2", new QemuHardware(null, null, 0, 0, null), ahead).ToElement().GetRawText()));
}
