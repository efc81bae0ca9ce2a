namespace Holdfast.Remote.Tests.Support;

/// <summary>Waits for something that is bound to happen.</summary>
internal static class Until
{
    private static readonly TimeSpan longest = TimeSpan.FromMinutes(3);

    public static async Task True(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(longest);
        while (!condition()) await Task.Delay(10, deadline.Token);
    }

    public static CancellationToken Deadline() => new CancellationTokenSource(longest).Token;
}
