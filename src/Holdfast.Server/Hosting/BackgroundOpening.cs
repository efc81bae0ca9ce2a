namespace Holdfast.Server.Hosting;

/// <summary>Opens a part of the server beside others, and closes it at the end: also where the start failed before anyone waited for it.</summary>
internal sealed class BackgroundOpening<T>(Func<T> open) : IAsyncDisposable where T : IDisposable
{
    /// <summary>The part, or what kept it from opening.</summary>
    internal Task<T> Opened { get; } = Task.Run(open, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        // Who waits for the part is told why it did not open; here only what did open must not stay so.
        await ((Task)Opened).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Opened.IsCompletedSuccessfully) Opened.Result.Dispose();
    }
}
