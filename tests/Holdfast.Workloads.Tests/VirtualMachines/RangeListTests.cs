using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.Tests.VirtualMachines;

public sealed class RangeListTests
{
    [Fact]
    public void Add_MoreThanFit_CoversEverythingInBoundedMemory()
    {
        var list = new RangeList(100);
        var random = new Random(9);
        var added = new List<ByteRange>();
        for (long at = 0; added.Count < 5000; at += random.Next(1, 100_000))
        {
            added.Add(new ByteRange(at, random.Next(1, 70_000)));
            at += added[^1].Length;
            list.Add(added[^1]);
        }

        Assert.InRange(list.Ranges.Count, 1, 100);
        Assert.All(added, range => Assert.Contains(list.Ranges, covering => covering.Offset <= range.Offset && covering.End >= range.End));
        Assert.All(list.Ranges.Zip(list.Ranges.Skip(1)), pair => Assert.True(pair.First.End < pair.Second.Offset));
    }

    [Fact]
    public void Of_RangesInAnyOrder_CoversThemAndNothingElse()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var ranges = Enumerable.Range(0, random.Next(30)).Select(_ => new ByteRange(random.Next(1000), random.Next(60))).ToList();
            var expected = new bool[900];
            foreach (var range in ranges)
                for (var at = range.Offset; at < Math.Min(range.End, expected.Length); at++) expected[at] = true;

            var list = RangeList.Of(ranges, expected.Length);

            var covered = new bool[expected.Length];
            foreach (var range in list) covered.AsSpan((int)range.Offset, (int)range.Length).Fill(true);
            Assert.Equal(expected, covered);
        }
    }
}
