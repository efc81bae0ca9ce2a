namespace Holdfast.EndToEnd.Tests.Running;

/// <summary>What changed in the very second of a run is read again by the next one, rightly. The time of a change cannot be set, so a test of what is not read waits until that second is over.</summary>
internal static class Seconds
{
    /// <summary>Returns in the next second or later.</summary>
    internal static void PassOne()
    {
        var now = Now;
        SpinWait.SpinUntil(() => Now > now);
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
}
