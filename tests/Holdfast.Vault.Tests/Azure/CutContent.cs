using Azure.Core;

namespace Holdfast.Vault.Tests.Azure;

/// <summary>Promises all of a body, sends half and breaks.</summary>
internal sealed class CutContent(RequestContent whole) : RequestContent
{
    public override bool TryComputeLength(out long length) => whole.TryComputeLength(out length);

    public override void WriteTo(Stream stream, CancellationToken cancellation)
    {
        using var copy = new MemoryStream();
        whole.WriteTo(copy, cancellation);
        stream.Write(copy.GetBuffer().AsSpan(0, (int)copy.Length / 2));
        stream.Flush();
        throw new IOException("The connection was closed.");
    }

    public override Task WriteToAsync(Stream stream, CancellationToken cancellation)
    {
        WriteTo(stream, cancellation);
        return Task.CompletedTask;
    }

    public override void Dispose()
    {
    }
}
