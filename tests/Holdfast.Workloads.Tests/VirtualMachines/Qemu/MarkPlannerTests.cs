using Holdfast.Workloads.VirtualMachines.Qemu;
using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.Tests.VirtualMachines.Qemu;

public sealed class MarkPlannerTests
{
    private const string Prefix = "holdfast-12345678-";

    /// <summary>Plays years of backups that succeed, fail, and are killed at any step, and restarts that lose or damage bitmaps: a bitmap that is believed has noted every write since the point.</summary>
    [Fact]
    public void Plan_AnyHistory_NeverMissesAWrite()
    {
        var (believed, refused) = (0, 0);
        for (var seed = 0; seed < 3000; seed++)
        {
            var history = new History(new Random(seed));
            for (var step = 0; step < 30; step++) history.Step();
            believed += history.Believed;
            refused += history.Refused;
        }
        Assert.True(believed > 3000, $"{believed} were believed");
        Assert.True(refused > 1000, $"{refused} were refused");
    }

    [Fact]
    public void Plan_BitmapsOfOthers_AreLeftAlone()
    {
        QemuBitmap[] bitmaps = [new("theirs", false, true), new("holdfast-87654321-a", true, false), new(Prefix + "a", true, false), new(Prefix + "b", false, false)];

        var plan = MarkPlanner.Plan(bitmaps, Prefix, Prefix + "a");

        Assert.Equal((Prefix + "a", null), (plan.Since, plan.Why));
        Assert.Equal([new MarkStep(MarkStepKind.Remove, Prefix + "b")], plan.Steps);
    }

    [Fact]
    public void Plan_WithoutAPoint_RemovesEverythingOfOurs()
    {
        var plan = MarkPlanner.Plan([new(Prefix + "a", true, false), new(Prefix + "b", true, false)], Prefix, null);

        Assert.Null(plan.Since);
        Assert.Equal([new MarkStep(MarkStepKind.Remove, Prefix + "a"), new MarkStep(MarkStepKind.Remove, Prefix + "b")], plan.Steps);
    }

    private sealed class History(Random random)
    {
        private readonly Dictionary<string, Bitmap> bitmaps = new(StringComparer.Ordinal);
        private readonly HashSet<int> sincePoint = [];
        private string? mark;
        private int number;

        public int Believed { get; private set; }

        public int Refused { get; private set; }

        public void Step()
        {
            switch (random.Next(8))
            {
                case < 4:
                    Write();
                    break;
                case 7 when random.Next(3) == 0:
                    Restart();
                    break;
                default:
                    Backup();
                    break;
            }
        }

        private void Write()
        {
            var block = random.Next(100);
            sincePoint.Add(block);
            foreach (var bitmap in bitmaps.Values.Where(bitmap => bitmap.IsRecording && !bitmap.IsInconsistent)) bitmap.Blocks.Add(block);
        }

        private void Restart()
        {
            foreach (var name in bitmaps.Keys.ToList())
            {
                if (random.Next(3) == 0) bitmaps.Remove(name);
                else if (random.Next(3) == 0) bitmaps[name].IsInconsistent = true;
            }
            // Writes that no bitmap of a lost or damaged one noted.
            Write();
        }

        private void Backup()
        {
            var plan = MarkPlanner.Plan([.. bitmaps.Select(pair => new QemuBitmap(pair.Key, pair.Value.IsRecording, pair.Value.IsInconsistent))], Prefix, mark);
            foreach (var step in plan.Steps) Carry(step);
            Assert.Equal(plan.Since is null ? [] : [plan.Since], bitmaps.Keys);
            if (plan.Since is { } since)
            {
                Believed++;
                Assert.Subset(bitmaps[since].Blocks, sincePoint);
                Assert.True(bitmaps[since].IsRecording);
            }
            else if (mark is not null) Refused++;
            if (random.Next(6) == 0) return; // killed before the transaction
            var next = Prefix + ++number;
            bitmaps[next] = new Bitmap();
            if (plan.Since is not null) bitmaps[plan.Since].IsRecording = false;
            for (var writes = random.Next(4); writes > 0; writes--) Write();
            if (random.Next(3) == 0) return; // killed, or failed without being able to say so
            mark = next;
            sincePoint.Clear();
            sincePoint.UnionWith(bitmaps[next].Blocks);
            if (plan.Since is not null && random.Next(4) != 0) bitmaps.Remove(plan.Since);
        }

        private void Carry(MarkStep step)
        {
            if (step.Kind == MarkStepKind.Remove) bitmaps.Remove(step.Bitmap);
            else if (step.Kind == MarkStepKind.Enable) bitmaps[step.Bitmap].IsRecording = true;
            else bitmaps[step.Bitmap].Blocks.UnionWith(bitmaps[step.From!].Blocks);
        }

        private sealed class Bitmap
        {
            public HashSet<int> Blocks { get; } = [];

            public bool IsRecording { get; set; } = true;

            public bool IsInconsistent { get; set; }
        }
    }
}
