namespace Holdfast.Agent.Scripts;

/// <summary>Keeps the beginning of what several streams bring, in the order in which it comes.</summary>
internal sealed class BoundedOutput(int most)
{
    private readonly Lock gate = new();
    private readonly MemoryStream kept = new();

    /// <summary>Until the stream ends or it is told to stop.</summary>
    internal async Task Read(Stream stream, CancellationToken cancellation)
    {
        var buffer = new byte[4096];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
                lock (gate) kept.Write(buffer, 0, (int)Math.Min(read, most - kept.Length));
        }
        catch (Exception failure) when (cancellation.IsCancellationRequested && failure is OperationCanceledException or ObjectDisposedException or IOException)
        {
            // The script has ended and its streams are closed: what had come by then is what counts.
            return;
        }
    }

    internal byte[] Content()
    {
        lock (gate) return kept.ToArray();
    }
}
