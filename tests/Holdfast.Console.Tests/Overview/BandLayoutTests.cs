using Holdfast.Console.Pages.Overview;

namespace Holdfast.Console.Tests.Overview;

public sealed class BandLayoutTests
{
    [Fact]
    public void Of_JobsThatOverlap_AreOnDifferentLines()
    {
        var lanes = BandLayout.Of(Figures.Band(Figures.Job("a", -3, -1), Figures.Job("b", -2, 0), Figures.Job("c", 1, 2)), null);
        var files = lanes.Single(lane => lane.Title == "Files");
        Assert.Equal([["a", "c"], ["b"]], files.Lines.Select(line => line.Select(job => job.Job!).ToArray()).ToArray());
    }

    [Fact]
    public void Of_VeryShortJobsOneAfterTheOther_AreNotDrawnOverEachOther()
    {
        var lanes = BandLayout.Of(Figures.Band(Figures.Job("a", 0, 0.01), Figures.Job("b", 0.02, 0.03)), "Files");
        Assert.Equal(2, lanes.Single().Lines.Count);
    }

    [Fact]
    public void Of_MoreAtOnceThanLines_LosesNone()
    {
        var jobs = Enumerable.Range(0, 12).Select(number => Figures.Job($"{number}", -2, 2)).ToList();
        var lane = BandLayout.Of(Figures.Band([.. jobs]), "Files").Single();
        Assert.Equal(BandLayout.MostLines, lane.Lines.Count);
        Assert.Equal(12, lane.Lines.Sum(line => line.Count));
    }

    [Fact]
    public void Of_ThousandsOfJobs_AreFewBarsThatCountThemAll()
    {
        var jobs = Enumerable.Range(0, 5000).Select(number => Figures.Job($"{number}", -24 + (number % 480 * 0.05), -23.9 + (number % 480 * 0.05), name: $"share {number}",
            state: number % 10 == 0 ? "failed" : "succeeded")).ToList();
        var lane = BandLayout.Of(Figures.Band([.. jobs]), null).Single(lane => lane.Title == "Files");
        var bars = lane.Lines.SelectMany(line => line).ToList();
        Assert.InRange(bars.Count, 2, 200);
        Assert.Equal(5000, bars.Sum(bar => bar.Count));
        Assert.Equal(500, bars.Where(bar => bar.State == "failed").Sum(bar => bar.Count));
    }

    [Fact]
    public void Of_NoGroup_HasALaneForWindowsAloneAndOneForTheServersOwnWorkAtTheEnd()
    {
        var lanes = BandLayout.Of(Figures.Band(Figures.Job("a", 0, 1), Figures.Job("own", 0, 1, group: null)), null);
        Assert.Equal(["Files", "Nightly", ""], lanes.Select(lane => lane.Title));
        Assert.Single(lanes[1].Windows);
    }

    [Fact]
    public void Of_OneGroup_HasALaneForEachSource()
    {
        var lanes = BandLayout.Of(Figures.Band(Figures.Job("a", 0, 1, name: "C:"), Figures.Job("b", 0, 1, name: "D:"), Figures.Job("x", 0, 1, group: "Other")), "Files");
        Assert.Equal(["C:", "D:"], lanes.Select(lane => lane.Title));
    }

    [Theory]
    [InlineData(-24, 0)]
    [InlineData(0, 50)]
    [InlineData(24, 100)]
    [InlineData(90, 100)]
    public void Place_Time_IsWithinTheAxis(double hours, double place) => Assert.Equal(place, BandLayout.Place(Figures.Band(), Figures.Noon.AddHours(hours)), 6);
}
