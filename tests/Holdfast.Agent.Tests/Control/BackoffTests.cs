using Holdfast.Agent.Control;

namespace Holdfast.Agent.Tests.Control;

public sealed class BackoffTests
{
    [Fact]
    public void Next_Repeated_DoublesUpToTheMostAndBeginsAnewAfterSuccess()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), () => 1);
        Assert.Equal([1, 2, 4, 8, 10, 10], Enumerable.Range(0, 6).Select(_ => backoff.Next().TotalSeconds));
        backoff.Reset();
        Assert.Equal(1, backoff.Next().TotalSeconds);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 0.75)]
    public void Next_Scatters_BetweenHalfAndAll(double random, double seconds) =>
        Assert.Equal(seconds, new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), () => random).Next().TotalSeconds);

    [Fact]
    public void Next_ThousandsOfTimes_NeverOverflows()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2), () => 0.9);
        for (var number = 0; number < 5000; number++) Assert.InRange(backoff.Next(), TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(2));
    }
}
