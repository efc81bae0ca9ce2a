namespace Holdfast.Agent.Scripts;

/// <summary>Keeps the beginning of what several streams bring, in the order in which it comes.</summary>
internal sealed class BoundedOutput(int most)
{
    private readonly Lock gate = new();
    private readonly MemoryStream kept = new();

    internal async Task Read(Stream stream, CancellationToken cancellation)
    {
        var buffer = new byte[4096];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
            lock (gate) kept.Write(buffer, 0, (int)Math.Min(read, most - kept.Length));
    }

    internal byte[] Content()
    {
        lock (gate) return kept.ToArray();
    }
}
