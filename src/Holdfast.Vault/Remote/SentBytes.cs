using System.Net;

namespace Holdfast.Vault.Remote;

/// <summary>A request's body from memory, in pieces, so that a stuck connection is noticed while it is sent.</summary>
internal sealed class SentBytes : HttpContent
{
    private const int Piece = 256 << 10;
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly AttemptWatch watch;

    public SentBytes(ReadOnlyMemory<byte> bytes, AttemptWatch watch, string type)
    {
        this.bytes = bytes;
        this.watch = watch;
        Headers.TryAddWithoutValidation("Content-Type", type);
        Headers.ContentLength = bytes.Length;
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        for (var offset = 0; offset < bytes.Length; offset += Piece)
        {
            stream.Write(bytes.Span[offset..Math.Min(offset + Piece, bytes.Length)]);
            watch.Progress();
        }
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        for (var offset = 0; offset < bytes.Length; offset += Piece)
        {
            await stream.WriteAsync(bytes[offset..Math.Min(offset + Piece, bytes.Length)], watch.Token);
            watch.Progress();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
